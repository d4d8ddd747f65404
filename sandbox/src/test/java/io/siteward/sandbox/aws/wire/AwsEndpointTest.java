package io.siteward.sandbox.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.sandbox.aws.Answer;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.StsException;

class AwsEndpointTest {
    private final StubService<S3Client> s3 = new StubService<>(S3Client.class, "s3");
    private final StubService<StsClient> sts = new StubService<>(StsClient.class, "sts");
    private final StubService<AcmClient> acm = new StubService<>(AcmClient.class, "acm");
    private final InMemoryAws aws = new InMemoryAws(new VirtualClock(Instant.EPOCH), List.of(s3, sts, acm));
    private final Credentials credentials = new Credentials().register("AKIAONE", "111111111111");
    private final HttpClient browser = HttpClient.newHttpClient();
    private AwsEndpoint endpoint;
    private WireClients clients;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start(aws, credentials, AwsEndpointTest::viewed, 0);
        clients = new WireClients(endpoint.uri(), "AKIAONE");
    }

    @AfterEach
    void stop() {
        clients.close();
        endpoint.close();
    }

    private static ViewerResponse viewed(ViewerRequest request) {
        String seen = request.method() + " " + request.distributionId() + " " + request.rawPath() + " "
                + request.rawQuery().orElse("-") + " "
                + request.header("x-forwarded-proto").orElse("-");
        return new ViewerResponse(418, Map.of("X-Cache", List.of("Miss")), SdkBytes.fromUtf8String(seen));
    }

    private static Caller caller(String region) {
        return Caller.ofAccount("111111111111").in(Optional.of(region));
    }

    private S3Client s3Client() {
        return clients.s3(Region.EU_CENTRAL_1);
    }

    private static AwsServiceException failure(AwsServiceException.Builder builder, int status, String code) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage("because")
                .build();
        return builder.statusCode(status).awsErrorDetails(details).build();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.uri() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void takesTheAccountFromTheAccessKeyAndTheRegionFromTheScope() {
        s3.answer = request -> ListBucketsResponse.builder().build();

        s3Client().listBuckets();

        assertThat(s3.caller).isEqualTo(caller("eu-central-1"));
        assertThat(aws.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.operation()).isEqualTo("ListBuckets"));
    }

    @Test
    void refusesAnUnknownAccessKeyInEachServicesOwnWords() {
        try (WireClients strangers = new WireClients(endpoint.uri(), "AKIANOBODY")) {
            assertThatThrownBy(() -> strangers.s3(Region.US_EAST_1).listBuckets())
                    .isInstanceOfSatisfying(S3Exception.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(403);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId");
                    });
            assertThatThrownBy(() -> strangers.sts().getCallerIdentity())
                    .isInstanceOfSatisfying(
                            StsException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
            assertThatThrownBy(() -> strangers.acm(Region.US_EAST_1).listCertificates())
                    .isInstanceOfSatisfying(
                            AcmException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
        }
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void knowsNoKeyThatWasRevoked() {
        credentials.revoke("AKIAONE");

        assertThatThrownBy(() -> s3Client().listBuckets()).hasMessageContaining("does not exist");
    }

    @Test
    void takesARequestWithoutASignatureForS3AndForNobody() throws Exception {
        s3.answer =
                request -> GetObjectResponse.builder().contentType("text/html").build();

        HttpResponse<String> inPath = get("/site/a%20b/c+d.html");

        assertThat(inPath.body()).isEqualTo("streamed");
        assertThat(inPath.headers().firstValue("content-type")).contains("text/html");
        assertThat(s3.caller).isEqualTo(Caller.ANONYMOUS);
        assertThat(s3.request)
                .isEqualTo(GetObjectRequest.builder()
                        .bucket("site")
                        .key("a b/c+d.html")
                        .build());
    }

    @Test
    void findsTheBucketInTheHost() {
        s3.answer = request -> PutObjectResponse.builder().build();
        URI named = URI.create("http://localhost:" + endpoint.port());
        try (WireClients byName = new WireClients(named, "AKIAONE")) {
            byName.build(S3Client.builder(), Region.EU_CENTRAL_1)
                    .putObject(
                            PutObjectRequest.builder().bucket("site").key("a").build(),
                            RequestBody.fromString("content"));
        }

        assertThat(s3.request).isInstanceOfSatisfying(PutObjectRequest.class, request -> {
            assertThat(request.bucket()).isEqualTo("site");
            assertThat(request.key()).isEqualTo("a");
        });
    }

    @Test
    void answersAPresignedRequest() throws Exception {
        s3.answer = request -> GetObjectResponse.builder().build();
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAONE", "s")))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            String url = presigner
                    .presignGetObject(GetObjectPresignRequest.builder()
                            .signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(GetObjectRequest.builder()
                                    .bucket("site")
                                    .key("a")
                                    .build())
                            .build())
                    .url()
                    .toString();

            assertThat(get(url.substring(endpoint.uri().toString().length())).body())
                    .isEqualTo("streamed");
        }
        assertThat(s3.caller).isEqualTo(caller("eu-central-1"));
    }

    @Test
    void unframesAnUploadWhoseChecksumFollowsIt() {
        s3.answer = request -> PutObjectResponse.builder().build();
        String content = "0123456789abcdef".repeat(20_000);

        s3Client()
                .putObject(
                        PutObjectRequest.builder()
                                .bucket("site")
                                .key("a")
                                .contentEncoding("gzip")
                                .build(),
                        RequestBody.fromContentProvider(
                                () -> SdkBytes.fromUtf8String(content).asInputStream(), "text/plain"));

        assertThat(s3.received).isNotNull();
        assertThat(s3.received.asString(StandardCharsets.US_ASCII)).isEqualTo(content);
        assertThat(s3.request).isInstanceOfSatisfying(PutObjectRequest.class, request -> {
            assertThat(request.contentEncoding()).isEqualTo("gzip");
            assertThat(request.contentLength()).isEqualTo(content.length());
            assertThat(request.contentType()).isEqualTo("text/plain");
            assertThat(request.checksumCRC32()).isNotEmpty();
        });
    }

    @Test
    void answersHeadWithALengthAndNoBody() {
        s3.answer =
                request -> HeadObjectResponse.builder().contentLength(12345L).build();

        HeadObjectResponse response = s3Client()
                .headObject(HeadObjectRequest.builder().bucket("site").key("a").build());

        assertThat(response.contentLength()).isEqualTo(12345L);
    }

    @Test
    void failsHeadWithAStatusAlone() {
        s3.answer = request -> {
            throw failure(NoSuchBucketException.builder(), 404, "NoSuchBucket");
        };

        assertThatThrownBy(() -> s3Client()
                        .headBucket(HeadBucketRequest.builder().bucket("site").build()))
                .isInstanceOfSatisfying(
                        NoSuchBucketException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
    @Test
    void leavesTheLocationOfUsEast1Empty() {
        s3.answer = request -> GetBucketLocationResponse.builder().build();

        GetBucketLocationResponse response = s3Client()
                .getBucketLocation(
                        GetBucketLocationRequest.builder().bucket("site").build());

        assertThat(response.locationConstraintAsString()).isNullOrEmpty();
    }

    @Test
    void saysWhichRequestFailedAndWhy() {
        s3.answer = request -> {
            throw failure(
                    InvalidObjectStateException.builder().storageClass(StorageClass.GLACIER),
                    403,
                    "InvalidObjectState");
        };
        GetObjectRequest request =
                GetObjectRequest.builder().bucket("site").key("a").build();

        assertThatThrownBy(() -> s3Client().getObject(request).close())
                .isInstanceOfSatisfying(InvalidObjectStateException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("because");
                    assertThat(e.requestId()).isEqualTo("0000000000000001");
                    assertThat(e.storageClass()).isEqualTo(StorageClass.GLACIER);
                });
    }

    @Test
    void says501ToAnOperationThatTheServiceDoesNotHave() {
        assertThatThrownBy(() -> sts.as(Caller.ANONYMOUS)
                        .getCallerIdentity(GetCallerIdentityRequest.builder().build()))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThatThrownBy(() -> clients.sts().getCallerIdentity()).isInstanceOfSatisfying(StsException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(501);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
            assertThat(e.awsErrorDetails().errorMessage()).contains("GetCallerIdentity");
        });
    }

    @Test
    void says500WhenTheServiceItselfIsBroken() {
        acm.answer = request -> {
            throw new IllegalStateException("a defect");
        };
        DescribeCertificateRequest request = DescribeCertificateRequest.builder()
                .certificateArn("arn:aws:acm:us-east-1:111111111111:certificate/1")
                .build();

        assertThatThrownBy(() -> clients.acm(Region.US_EAST_1).describeCertificate(request))
                .isInstanceOfSatisfying(AcmException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(500);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalError");
                });
    }

    @Test
    void says500WhenTheServiceChangesACollectionThatIsFixed() {
        s3.answer = request -> {
            throw catchThrowableOfType(
                    UnsupportedOperationException.class,
                    () -> Collections.emptyList().add(null));
        };

        assertThatThrownBy(() -> s3Client().listBuckets())
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    }

    @Test
    void refusesABodyThatCannotBeRead() throws Exception {
        HttpRequest broken = HttpRequest.newBuilder(URI.create(endpoint.uri() + "/site?versioning"))
                .PUT(HttpRequest.BodyPublishers.ofString("<VersioningConfiguration><Status>"))
                .build();

        HttpResponse<String> response = browser.send(broken, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<Code>MalformedXML</Code>");
    }

    @Test
    void losesTheAnswerWhenAFaultSaysSo() {
        s3.answer = request -> ListBucketsResponse.builder().build();
        aws.add(new Fault() {
            @Override
            public Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
                throw SdkClientException.create("lost");
            }
        });

        assertThatThrownBy(() -> s3Client().listBuckets())
                .isInstanceOf(SdkClientException.class)
                .isNotInstanceOf(S3Exception.class);
        assertThat(s3.request).isNotNull();
    }

    @Test
    void givesTheViewersOfADistributionToTheirHandler() {
        URI page = URI.create("http://e2abc.cloudfront.localhost:" + endpoint.port() + "/a%20b?c=d");
        try (Browser viewer = new Browser()) {
            ViewerResponse response = viewer.send("GET", page, Map.of("X-Forwarded-Proto", "http"));

            assertThat(response.status()).isEqualTo(418);
            assertThat(response.headers()).containsEntry("X-cache", List.of("Miss"));
            assertThat(response.body().asUtf8String()).isEqualTo("GET E2ABC /a%20b c=d http");
        }
    }
}
