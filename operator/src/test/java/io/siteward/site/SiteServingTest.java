package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.Drift;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ServerFailure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.s3.S3Client;

/** What is done and told while what serves a site is gone, switched off, or cannot be seen. */
class SiteServingTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;

    private final SiteWorld world = new SiteWorld(SITE).untilReady();
    private final S3Client s3 = world.us.s3(Region.EU_CENTRAL_1);
    private final CloudFrontClient cloudFront = world.us.cloudFront();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void isNotReadyWhileItsDistributionIsGoneAndReadyOnceAnotherServes() {
        String gone = world.distribution();
        deleteTheDistribution();

        world.reconcile();
        assertThat(world.condition("Ready").status()).isEqualTo("False");

        world.untilReady();
        assertThat(world.distribution()).isNotEqualTo(gone);
    }

    @Test
    void isNotReadyWhileItsDistributionIsSwitchedOn() {
        change(config().toBuilder().enabled(false).build());

        world.reconcile();

        assertThat(world.condition("Ready").status()).isEqualTo("False");
        assertThat(world.condition("Synced").status()).isEqualTo("True");
        assertThat(world.untilReady().site.getStatus().drift()).isEmpty();
    }

    @Test
    void shutsOthersOutWhileThereIsNoDistributionToLetIn() {
        deleteTheDistribution();
        s3.putBucketPolicy(request -> request.bucket(world.bucket()).policy("""
                        {"Version": "2012-10-17", "Statement": [{"Sid": "Partner", "Effect": "Allow",
                          "Principal": {"AWS": "arn:aws:iam::444455556666:root"}, "Action": "s3:GetObject",
                          "Resource": "arn:aws:s3:::%s/*"}]}""".formatted(world.bucket())));
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "CreateDistributionWithTags"), 1));

        world.reconcile();

        assertThat(policy()).contains("SitewardOnlyWithTls").doesNotContain("Partner", "ReadByDistribution");
        world.untilReady();
        assertThat(policy()).contains("ReadByDistribution");
    }

    @Test
    void leavesThePolicyAsItIsWhileTheDistributionCannotBeSeen() {
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "GetDistribution"), 1));
        world.forget();

        world.reconcile();

        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Ready").status()).isEqualTo("True");
    }

    @Test
    void keepsTheDriftInMindThatItCannotCompareAnyMore() {
        change(config().toBuilder().priceClass("PriceClass_100").build());
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "UpdateDistribution"), 1));
        world.reconcile();
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "GetDistribution"), 1));

        world.reconcile();

        assertThat(world.site.getStatus().drift()).extracting(Drift::path).containsExactly("distribution.priceClass");
        assertThat(world.condition("Drifted").status()).isEqualTo("True");
    }

    @Test
    void saysThatADistributionBeforeAStrangersBucketStillAnswers() {
        String name = world.bucket();
        s3.deleteBucket(request -> request.bucket(name));
        world.them
                .s3(Region.EU_CENTRAL_1)
                .createBucket(request -> request.bucket(name)
                        .createBucketConfiguration(configuration -> configuration.locationConstraint("eu-central-1")));
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "UpdateDistribution"), 1));

        world.reconcile();
        assertThat(world.condition("Stalled").message()).contains("still answers");

        world.reconcile();
        assertThat(world.condition("Stalled").message()).doesNotContain("still answers");
        assertThat(config().enabled()).isFalse();
    }

    private void deleteTheDistribution() {
        change(config().toBuilder().enabled(false).build());
        world.clock.advance(Duration.ofMinutes(20));
        cloudFront.deleteDistribution(
                request -> request.id(world.distribution()).ifMatch(etag()));
    }

    private void change(DistributionConfig config) {
        cloudFront.updateDistribution(
                request -> request.id(world.distribution()).ifMatch(etag()).distributionConfig(config));
    }

    private DistributionConfig config() {
        return cloudFront
                .getDistributionConfig(request -> request.id(world.distribution()))
                .distributionConfig();
    }

    private String etag() {
        return cloudFront
                .getDistributionConfig(request -> request.id(world.distribution()))
                .eTag();
    }

    private String policy() {
        return s3.getBucketPolicy(request -> request.bucket(world.bucket())).policy();
    }
}
