package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.cloudfront.KeySamples;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Browser;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** Private content as a browser gets it, and an edge that learns late of keys. */
class PrivateContentTest {
    private static final Duration DEPLOY_TIME = Duration.ofMinutes(5);
    private static final KeyPair OLD = KeySamples.p256();
    private static final KeyPair NEW = KeySamples.rsa(2048);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryCloudFront service =
            new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(DEPLOY_TIME), new InMemoryAcm());
    private final InMemoryAws aws = new InMemoryAws(clock, List.of(service));
    private final AwsEndpoint endpoint;
    private final WireClients clients;
    private final CloudFrontClient client;
    private final Browser browser = new Browser();
    private final String oldKey;
    private final String group;
    private final Distribution site;

    PrivateContentTest() throws IOException {
        ObjectOrigin buckets = request -> new Answer(200, Map.of(), SdkBytes.fromUtf8String("secret"));
        endpoint = AwsEndpoint.start(
                aws, new Credentials().register("OURS", "111122223333"), new Viewer(service, buckets), 0);
        clients = new WireClients(endpoint.uri(), "OURS");
        client = clients.cloudFront();
        oldKey = KeySamples.create(client, "old", OLD.getPublic());
        group = KeySamples.createGroup(client, "group", oldKey);
        site = client.createDistribution(request -> request.distributionConfig(config -> config.callerReference("site")
                        .comment("")
                        .enabled(true)
                        .origins(origins -> origins.quantity(1)
                                .items(Origin.builder()
                                        .id("bucket")
                                        .domainName("pages.s3.eu-central-1.amazonaws.com")
                                        .s3OriginConfig(bucket -> bucket.originAccessIdentity(""))
                                        .build()))
                        .defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                .viewerProtocolPolicy("https-only")
                                .cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6")
                                .trustedKeyGroups(trusted ->
                                        trusted.enabled(true).quantity(1).items(group)))))
                .distribution();
    }

    @AfterEach
    void close() {
        browser.close();
        clients.close();
        endpoint.close();
        assertThat(aws.takeViolations()).isEmpty();
    }

    @Test
    void isServedWhereverItIsSignedFor() {
        String local = "http://" + site.id() + ".cloudfront.localhost:" + endpoint.port() + "/a.html";
        TestSigner signer = new TestSigner(oldKey, OLD, "SHA256");

        assertThat(status("")).isEqualTo(403);
        assertThat(status(query(signer.canned(local, later())))).isEqualTo(200);
        assertThat(status(query(signer.canned("https://" + site.domainName() + "/a.html", later()))))
                .isEqualTo(200);
        assertThat(status(query(signer.canned("https://d0.cloudfront.net/a.html", later()))))
                .isEqualTo(403);
    }

    @Test
    void isServedForANewKeyOnlyWhenTheEdgeHasIt() {
        service.change(settings -> settings.withKeyGroupLag(Duration.ofMinutes(20)));
        String newKey = KeySamples.create(client, "new", NEW.getPublic());
        KeySamples.setKeys(client, group, List.of(oldKey, newKey));

        assertThat(statusFor(newKey, NEW)).isEqualTo(403);
        clock.advance(Duration.ofMinutes(19));
        assertThat(statusFor(newKey, NEW)).isEqualTo(403);
        clock.advance(Duration.ofMinutes(1));

        assertThat(statusFor(newKey, NEW)).isEqualTo(200);
        assertThat(statusFor(oldKey, OLD)).isEqualTo(200);
    }

    @Test
    void isServedForAnOldKeyUntilTheEdgeForgetsIt() {
        String newKey = KeySamples.create(client, "new", NEW.getPublic());
        KeySamples.setKeys(client, group, List.of(newKey));

        assertThat(statusFor(oldKey, OLD)).isEqualTo(200);
        clock.advance(DEPLOY_TIME);

        assertThat(statusFor(oldKey, OLD)).isEqualTo(403);
        assertThat(statusFor(newKey, NEW)).isEqualTo(200);
    }

    @Test
    void staysPrivateAtTheEdgeUntilADistributionThatTrustsNobodyIsDeployed() {
        var read = client.getDistributionConfig(request -> request.id(site.id()));
        client.updateDistribution(request -> request.id(site.id())
                .ifMatch(read.eTag())
                .distributionConfig(read.distributionConfig().toBuilder()
                        .defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                .viewerProtocolPolicy("https-only")
                                .cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6"))
                        .build()));
        String etag = client.getKeyGroup(request -> request.id(group)).eTag();
        client.deleteKeyGroup(request -> request.id(group).ifMatch(etag));

        assertThat(status("")).isEqualTo(403);
        assertThat(statusFor(oldKey, OLD)).isEqualTo(200);
        clock.advance(DEPLOY_TIME);
        assertThat(status("")).isEqualTo(200);
    }

    private int statusFor(String key, KeyPair keys) {
        String url = "https://" + site.domainName() + "/a.html";
        return status(query(new TestSigner(key, keys, "SHA256").canned(url, later())));
    }

    private int status(String query) {
        return browser.get(URI.create(
                        "http://" + site.id() + ".cloudfront.localhost:" + endpoint.port() + "/a.html" + query))
                .status();
    }

    private static String query(String url) {
        return url.substring(url.indexOf('?'));
    }

    private long later() {
        return clock.instant().getEpochSecond() + 60;
    }
}
