package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Browser;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.ViewerResponse;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.s3.S3Client;

/** A page as a browser gets it: through a distribution, out of a private bucket, all over HTTP. */
class ViewerTest {
    private static final Duration DEPLOY_TIME = Duration.ofMinutes(5);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryS3 s3Service = new InMemoryS3(clock);
    private final InMemoryCloudFront cloudFrontService =
            new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(DEPLOY_TIME), new InMemoryAcm());
    private final InMemoryAws aws = new InMemoryAws(clock, List.of(s3Service, cloudFrontService));
    private final AwsEndpoint endpoint;
    private final WireClients clients;
    private final S3Client s3;
    private final CloudFrontClient cloudFront;
    private final Browser browser = new Browser();

    ViewerTest() throws IOException {
        endpoint = AwsEndpoint.start(
                aws,
                new Credentials().register("OURS", "111122223333"),
                new Viewer(cloudFrontService, new BucketOrigin(s3Service)),
                0);
        clients = new WireClients(endpoint.uri(), "OURS");
        s3 = clients.s3(Region.EU_CENTRAL_1);
        cloudFront = clients.cloudFront();
    }

    @BeforeEach
    void upload() {
        s3.createBucket(bucket ->
                bucket.bucket("pages").createBucketConfiguration(where -> where.locationConstraint("eu-central-1")));
        s3.putObject(
                object -> object.bucket("pages").key("index.html").contentType("text/html"),
                RequestBody.fromString("<h1>hello</h1>"));
    }

    @AfterEach
    void close() {
        browser.close();
        clients.close();
        endpoint.close();
    }

    @Test
    void servesThePrivateBucketToTheDistributionThatThePolicyNames() {
        Distribution named = distribution("named");
        Distribution stranger = distribution("stranger");
        allow(named.arn());

        ViewerResponse page = browser.get(at(named, "/"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().asUtf8String()).isEqualTo("<h1>hello</h1>");
        assertThat(page.headers().get("content-type")).containsExactly("text/html");
        assertThat(browser.get(at(stranger, "/")).status()).isEqualTo(403);
        assertThat(browser.get(endpoint.uri().resolve("/pages/index.html")).status())
                .as("the bucket itself")
                .isEqualTo(403);
    }

    @Test
    void answersHeadWithTheLengthAndNoBody() {
        Distribution named = distribution("named");
        allow(named.arn());

        ViewerResponse head = browser.send("HEAD", at(named, "/index.html"), Map.of());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().get("content-length")).containsExactly("14");
        assertThat(head.body().asByteArray()).isEmpty();
    }

    @Test
    void goesOnWithTheOldConfigUntilTheNewOneIsDeployed() {
        Distribution named = distribution("named");
        allow(named.arn());
        clock.advance(DEPLOY_TIME);

        var read = cloudFront.getDistributionConfig(request -> request.id(named.id()));
        cloudFront.updateDistribution(request -> request.id(named.id())
                .ifMatch(read.eTag())
                .distributionConfig(
                        read.distributionConfig().toBuilder().enabled(false).build()));

        assertThat(browser.get(at(named, "/")).status()).isEqualTo(200);
        clock.advance(DEPLOY_TIME);
        assertThat(browser.get(at(named, "/")).status()).isEqualTo(403);
    }

    @Test
    void knowsNoOtherDistribution() {
        assertThat(browser.get(URI.create("http://enobody.cloudfront.localhost:" + endpoint.port() + "/"))
                        .status())
                .isEqualTo(403);
    }

    private Distribution distribution(String reference) {
        String control = cloudFront
                .createOriginAccessControl(request -> request.originAccessControlConfig(oac -> oac.name(reference)
                        .signingProtocol("sigv4")
                        .signingBehavior("always")
                        .originAccessControlOriginType("s3")))
                .originAccessControl()
                .id();
        return cloudFront
                .createDistribution(request -> request.distributionConfig(config -> config.callerReference(reference)
                        .comment("")
                        .enabled(true)
                        .defaultRootObject("index.html")
                        .origins(origins -> origins.quantity(1)
                                .items(Origin.builder()
                                        .id("bucket")
                                        .domainName("pages.s3.eu-central-1.amazonaws.com")
                                        .s3OriginConfig(bucket -> bucket.originAccessIdentity(""))
                                        .originAccessControlId(control)
                                        .build()))
                        .defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                .viewerProtocolPolicy("redirect-to-https")
                                .cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6"))))
                .distribution();
    }

    private void allow(String distributionArn) {
        s3.putBucketPolicy(request -> request.bucket("pages").policy("""
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow",
                  "Principal": {"Service": "cloudfront.amazonaws.com"},
                  "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::pages/*",
                  "Condition": {"StringEquals": {"AWS:SourceArn": "%s"}}}]}""".formatted(distributionArn)));
    }

    private URI at(Distribution distribution, String path) {
        return URI.create("http://" + distribution.id() + ".cloudfront.localhost:" + endpoint.port() + path);
    }
}
