package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.SecureSite;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** How the running operator lets go of a site. */
class SiteDeletionTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;

    private final OperatorWorld<RecordingCluster> world = new OperatorWorld<>(new RecordingCluster());
    private final S3Client s3 = world.us.s3(Region.EU_CENTRAL_1);

    @BeforeEach
    void start() {
        world.start();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void leavesNothingBehind() {
        world.untilReady("docs", SITE);
        world.cluster.site("docs").delete();
        world.untilGone("docs");

        assertThat(s3.listBuckets().buckets()).isEmpty();
        assertThat(distributions()).isZero();
        assertThat(accessControls()).isZero();
    }

    @Test
    void tearsNothingDownWhileTheBucketHoldsSomething() {
        SecureSite site = world.untilReady("docs", SITE);
        upload(site);
        world.forget();

        world.cluster.site("docs").delete();
        Condition refused =
                world.awaitCondition("docs", "Synced", synced -> synced.reason().equals("BucketNotEmpty"));

        assertThat(refused.message()).contains("1 object").contains("spec.forceDestroy");
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.cluster.get("docs").isMarkedForDeletion()).isTrue();
    }

    @Test
    void emptiesTheBucketOnceTheManifestAllowsItDuringTheDeletion() {
        SecureSite site = world.untilReady("docs", SITE);
        upload(site);
        world.cluster.site("docs").delete();
        world.awaitCondition("docs", "Synced", synced -> synced.reason().equals("BucketNotEmpty"));

        world.cluster.apply(SITE.replace("eu-central-1", "eu-central-1, forceDestroy: true"));
        world.untilGone("docs");

        assertThat(s3.listBuckets().buckets()).isEmpty();
    }

    @Test
    void leavesEverythingWithRetainAndTakesItUpAgain() {
        String kept = SITE.replace("eu-central-1", "eu-central-1, deletionPolicy: Retain");
        SecureSite site = world.untilReady("docs", kept);
        world.forget();

        world.cluster.site("docs").delete();
        awaitGone();
        assertThat(world.aws.calls()).isEmpty();

        SecureSite again = world.untilReady("docs", kept);
        assertThat(world.awsWrites()).isEmpty();
        assertThat(again.getStatus().distributionId())
                .isEqualTo(site.getStatus().distributionId());
    }

    @Test
    void letsGoOnceRetainIsSetDuringTheDeletion() {
        SecureSite site = world.untilReady("docs", SITE);
        upload(site);
        world.cluster.site("docs").delete();
        world.awaitCondition("docs", "Synced", synced -> synced.reason().equals("BucketNotEmpty"));
        world.forget();

        world.cluster.apply(SITE.replace("eu-central-1", "eu-central-1, deletionPolicy: Retain"));
        awaitGone();

        assertThat(world.awsWrites()).isEmpty();
        assertThat(distributions()).isEqualTo(1);
    }

    @Test
    void holdsADeletionWhilePaused() {
        SecureSite site = world.untilReady("docs", SITE);
        upload(site);
        world.cluster.site("docs").delete();
        world.awaitCondition("docs", "Synced", synced -> synced.reason().equals("BucketNotEmpty"));
        world.cluster.annotate("docs", "siteward.io/paused", "true");
        world.awaitCondition("docs", "Synced", synced -> synced.reason().equals("Paused"));
        world.forget();

        world.cluster.apply(SITE.replace("metadata: {", "metadata: {annotations: {siteward.io/paused: \"true\"}, ")
                .replace("eu-central-1", "eu-central-1, forceDestroy: true"));
        long generation = Optional.ofNullable(
                        world.cluster.get("docs").getMetadata().getGeneration())
                .orElseThrow();
        world.awaitCondition("docs", "Synced", synced -> synced.observedGeneration() == generation);
        assertThat(world.aws.calls()).isEmpty();

        world.cluster.annotate("docs", "siteward.io/paused", null);
        world.untilGone("docs");
        assertThat(s3.listBuckets().buckets()).isEmpty();
    }

    @Test
    void leavesToAnotherSiteWhatBothUsed() {
        world.untilReady("docs", SITE);
        SecureSite other = world.untilReady("blog", SITE.replace("name: docs", "name: blog"));
        assertThat(accessControls()).isEqualTo(1);

        world.cluster.site("docs").delete();
        world.untilGone("docs");
        assertThat(accessControls()).isEqualTo(1);

        world.forget();
        world.look("blog");
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("blog", "Ready").status()).isEqualTo("True");
        assertThat(s3.listBuckets().buckets())
                .singleElement()
                .satisfies(bucket ->
                        assertThat(bucket.name()).isEqualTo(other.getStatus().bucketName()));

        world.cluster.site("blog").delete();
        world.untilGone("blog");
        assertThat(accessControls()).isZero();
    }

    @Test
    void letsASiteGoThatNothingWasMadeFor() {
        world.cluster.apply(SITE.replace("metadata: {", "metadata: {annotations: {siteward.io/paused: \"true\"}, "));
        world.awaitCondition("docs", "Synced", synced -> synced.reason().equals("Paused"));
        world.cluster.site("docs").delete();
        world.cluster.annotate("docs", "siteward.io/paused", null);
        world.untilGone("docs");
        assertThat(world.awsWrites()).isEmpty();
    }

    private void awaitGone() {
        await("docs to be gone")
                .atMost(Duration.ofSeconds(90))
                .until(() -> world.cluster.site("docs").get() == null);
    }

    private void upload(SecureSite site) {
        s3.putObject(
                request -> request.bucket(site.getStatus().bucketName()).key("index.html"),
                RequestBody.fromString("hello"));
    }

    private int distributions() {
        return world.us
                .cloudFront()
                .listDistributions(request -> {})
                .distributionList()
                .quantity();
    }

    private int accessControls() {
        return world.us
                .cloudFront()
                .listOriginAccessControls(request -> {})
                .originAccessControlList()
                .quantity();
    }
}
