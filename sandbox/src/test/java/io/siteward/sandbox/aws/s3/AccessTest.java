package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

class AccessTest {
    private static final String DISTRIBUTION = "arn:aws:cloudfront::111111111111:distribution/E1";
    private static final String CLOUDFRONT = "cloudfront.amazonaws.com";

    private static final String ORIGIN_ACCESS = """
            {"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"},
             "Action": "s3:GetObject", "Resource": "arn:aws:s3:::docs/*",
             "Condition": {"StringEquals": {"AWS:SourceArn": "%s"}}}""".formatted(DISTRIBUTION);
    private static final String TLS_ONLY = """
            {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
             "Resource": ["arn:aws:s3:::docs", "arn:aws:s3:::docs/*"],
             "Condition": {"Bool": {"aws:SecureTransport": "false"}}}""";
    private static final String PUBLIC = """
            {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::docs/*"}""";
    private static final String FRIEND = """
            {"Effect": "Allow", "Principal": {"AWS": "222222222222"},
             "Action": "s3:GetObject", "Resource": "arn:aws:s3:::docs/*"}""";

    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    @BeforeEach
    void makeBucket() {
        aws.bucket("docs");
        aws.client()
                .putObject(
                        request -> request.bucket("docs").key("index.html").contentType("text/html"),
                        RequestBody.fromString("hello"));
    }

    private void policy(String... statements) {
        aws.client()
                .putBucketPolicy(request -> request.bucket("docs")
                        .policy("{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements)
                                + "]}"));
    }

    private void block(boolean restrictPublicBuckets) {
        aws.client()
                .putPublicAccessBlock(request -> request.bucket("docs")
                        .publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(restrictPublicBuckets)));
    }

    private StoredObject readAs(ObjectReader reader, String key) {
        return aws.s3.read(reader, "docs", key);
    }

    private static ObjectReader distribution(String arn) {
        return ObjectReader.service(CLOUDFRONT, arn, true);
    }

    private HttpResponse<String> browse(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(aws.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void readByStranger() {
        aws.stranger().getObjectAsBytes(request -> request.bucket("docs").key("index.html"));
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
    @Test
    void isForTheDistributionThatThePolicyNames() {
        assertRefused(403, "AccessDenied", () -> readAs(distribution(DISTRIBUTION), "index.html"));
        policy(ORIGIN_ACCESS, TLS_ONLY);

        StoredObject read = readAs(distribution(DISTRIBUTION), "index.html");

        assertThat(read.content().asUtf8String()).isEqualTo("hello");
        assertThat(read.headers())
                .containsEntry("content-type", "text/html")
                .containsEntry("content-length", "5")
                .containsEntry("etag", "\"5d41402abc4b2a76b9719d911017c592\"")
                .containsEntry("last-modified", "Fri, 1 May 2026 12:00:00 GMT");
        assertRefused(403, "AccessDenied", () -> readAs(distribution(DISTRIBUTION + "2"), "index.html"));
        assertRefused(
                403, "AccessDenied", () -> readAs(ObjectReader.service(CLOUDFRONT, DISTRIBUTION, false), "index.html"));
        assertRefused(
                403,
                "AccessDenied",
                () -> readAs(ObjectReader.service("logs.amazonaws.com", DISTRIBUTION, true), "index.html"));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: 403 without s3:ListBucket, else 404. */
    @Test
    void hidesThatAnObjectIsMissingFromWhoMayNotList() {
        policy(ORIGIN_ACCESS);
        assertRefused(403, "AccessDenied", () -> readAs(distribution(DISTRIBUTION), "none"));

        policy(ORIGIN_ACCESS, """
                {"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"},
                 "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::docs"}""");
        assertRefused(404, "NoSuchKey", () -> readAs(distribution(DISTRIBUTION), "none"));
        assertRefused(404, "NoSuchBucket", () -> aws.s3.read(distribution(DISTRIBUTION), "other", "none"));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
    @Test
    void isNotForAnonymousReadersUntilNothingForbidsIt() throws Exception {
        assertThat(browse("/docs/index.html").statusCode()).isEqualTo(403);
        block(false);
        policy(PUBLIC);
        assertThat(browse("/docs/index.html").body()).isEqualTo("hello");

        block(true);
        assertThat(browse("/docs/index.html").statusCode()).isEqualTo(403);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
    @Test
    void isClosedToOtherAccountsTooByRestrictingAPublicPolicyButNotToServices() {
        block(false);
        policy(PUBLIC, FRIEND, ORIGIN_ACCESS);
        readByStranger();

        block(true);

        assertRefused(403, "AccessDenied", this::readByStranger);
        readAs(distribution(DISTRIBUTION), "index.html");
        aws.client().getObjectAsBytes(request -> request.bucket("docs").key("index.html"));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
    @Test
    void isForAnotherAccountOnlyAsFarAsThePolicySays() {
        assertRefused(403, "AccessDenied", this::readByStranger);
        policy(FRIEND);

        readByStranger();

        S3Client stranger = aws.stranger();
        assertRefused(403, "AccessDenied", () -> stranger.listObjectsV2(request -> request.bucket("docs")));
        assertRefused(
                403,
                "AccessDenied",
                () -> stranger.putObject(request -> request.bucket("docs").key("x"), RequestBody.empty()));
        assertThat(stranger.deleteObjects(request -> request.bucket("docs")
                                .delete(all -> all.objects(List.of(ObjectIdentifier.builder()
                                        .key("index.html")
                                        .build()))))
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    }
}
