package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.Drift;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.s3.S3Client;

/** What people do to a site in AWS's console, seen as such and put right by the fewest writes. */
class SiteDamageTest {
    private final SiteWorld world = new SiteWorld("""
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """);
    private final S3Client s3 = world.us.s3(Region.EU_CENTRAL_1);
    private final CloudFrontClient cloudFront = world.us.cloudFront();

    @BeforeEach
    void makeTheSite() {
        world.settled();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDetachedOriginAccessControlIsAttachedAgain() {
        update(config -> config.origins(origins -> origins.quantity(1)
                .items(config.build().origins().items().get(0).toBuilder()
                        .originAccessControlId("")
                        .build())));
        look();
        assertThat(drift()).containsExactly("Distribution distribution.origins[bucket].originAccessControlId");
        assertThat(world.awsWrites()).containsExactly("UpdateDistribution");
    }

    @Test
    void aDisabledDistributionIsEnabled() {
        update(config -> config.enabled(false));
        look();
        assertThat(drift()).containsExactly("Distribution distribution.enabled");
        assertThat(world.awsWrites()).containsExactly("UpdateDistribution");
    }

    @Test
    void aDeletedDistributionIsMadeAnewAndTheOldOneMayReadNoMore() {
        update(config -> config.enabled(false));
        world.clock.advance(SiteWorld.DEPLOYED);
        String id = world.distribution();
        cloudFront.deleteDistribution(request -> request.id(id).ifMatch(config().eTag()));
        look();
        assertThat(drift()).contains("Distribution exists");
        // CloudFront knows the CallerReference still: that it is gone, and not only unseen, a second look tells.
        assertThat(world.awsWrites()).containsExactly("PutBucketPolicy", "CreateDistributionWithTags");
        assertThat(policy()).doesNotContain(id);
        world.untilReady();
        assertThat(world.awsWrites()).containsOnly("CreateDistributionWithTags", "PutBucketPolicy");
        assertThat(world.distribution()).isNotEqualTo(id);
        assertThat(policy()).contains(world.distribution()).doesNotContain(id);
    }

    @Test
    void aDeletedBucketIsMadeAnewAndLockedBeforeAnythingElse() {
        s3.deleteBucket(request -> request.bucket(world.bucket()));
        look();
        assertThat(drift()).contains("Bucket exists").allMatch(path -> path.endsWith(" exists"));
        assertThat(world.awsWrites())
                .startsWith("CreateBucket", "PutPublicAccessBlock", "PutBucketOwnershipControls")
                .contains("PutBucketPolicy")
                .doesNotContain("UpdateDistribution", "CreateDistributionWithTags");
    }

    @Test
    void aPolicyThatSomebodyReplacedIsReplacedAgain() {
        String before = policy();
        s3.putBucketPolicy(request -> request.bucket(world.bucket())
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Mine\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"s3:GetObject\","
                        + "\"Resource\":\"arn:aws:s3:::" + world.bucket() + "/*\"}]}"));
        look();
        assertThat(drift())
                .containsExactly(
                        "BucketPolicy policy.statement[SitewardReadByDistribution]",
                        "BucketPolicy policy.statement[SitewardOnlyWithTls]",
                        "BucketPolicy policy.statement[Mine]");
        assertThat(world.awsWrites()).containsExactly("PutBucketPolicy");
        assertThat(policy()).isEqualTo(before);
    }

    @Test
    void aDeletedPolicyIsWrittenAgain() {
        String before = policy();
        s3.deleteBucketPolicy(request -> request.bucket(world.bucket()));
        look();
        assertThat(world.awsWrites()).containsExactly("PutBucketPolicy");
        assertThat(policy()).isEqualTo(before);
    }

    @Test
    void aPolicyThatShutsEverybodyOutIsSaidToBeLookedFor() {
        s3.putBucketPolicy(request -> request.bucket(world.bucket())
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::" + world.bucket()
                        + "\",\"arn:aws:s3:::" + world.bucket() + "/*\"]}]}"));
        look();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Synced").reason()).isEqualTo("AccessDenied");
        assertThat(world.condition("Synced").message()).contains("look for a Deny");
    }

    private void look() {
        world.forget();
        world.reconcile();
        world.clock.advance(SiteWorld.DEPLOYED);
    }

    private List<String> drift() {
        return world.site.getStatus().drift().stream()
                .map(SiteDamageTest::named)
                .toList();
    }

    private static String named(Drift drift) {
        return drift.resource().substring(0, drift.resource().indexOf('/')) + " " + drift.path();
    }

    private String policy() {
        return s3.getBucketPolicy(request -> request.bucket(world.bucket())).policy();
    }

    private GetDistributionConfigResponse config() {
        return cloudFront.getDistributionConfig(request -> request.id(world.distribution()));
    }

    private void update(UnaryOperator<DistributionConfig.Builder> change) {
        GetDistributionConfigResponse found = config();
        cloudFront.updateDistribution(request -> request.id(world.distribution())
                .ifMatch(found.eTag())
                .distributionConfig(
                        change.apply(found.distributionConfig().toBuilder()).build()));
    }
}
