package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.Drift;
import io.siteward.crd.v1alpha1.ResourceStatus;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Call;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What becomes of a site in the running operator, before its deletion. */
class SiteLifeTest {
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
    void makesASiteReadyAndSaysWhereItIs() {
        SecureSite site = world.untilReady("docs", SITE);

        assertThat(site.getStatus().accountId()).isEqualTo(OperatorWorld.ACCOUNT);
        assertThat(site.getStatus().url())
                .isEqualTo("https://" + site.getStatus().distributionDomain() + "/");
        assertThat(site.getStatus().observedGeneration()).isEqualTo(1);
        assertThat(site.getStatus().pending()).isEmpty();
        assertThat(site.getStatus().resources())
                .allSatisfy(resource -> assertThat(resource.state()).isEqualTo("Ready"))
                .extracting(ResourceStatus::kind)
                .contains("Bucket", "PublicAccessBlock", "Distribution", "BucketPolicy");
        assertThat(s3.listBuckets().buckets())
                .singleElement()
                .satisfies(bucket ->
                        assertThat(bucket.name()).isEqualTo(site.getStatus().bucketName()));
        assertThat(world.cluster.events("docs"))
                .contains("Normal Created: Created Distribution/docs ("
                        + site.getStatus().distributionId() + ").");
    }

    @Test
    void saysInEveryConditionHowItStands() {
        SecureSite site = world.untilReady("docs", SITE);

        assertThat(site.getStatus().conditions())
                .allSatisfy(
                        condition -> assertThat(condition.observedGeneration()).isEqualTo(1))
                .extracting(Condition::type, Condition::status)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "(\"Accepted\", \"True\")",
                        "(\"ResolvedRefs\", \"True\")",
                        "(\"Synced\", \"True\")",
                        "(\"Ready\", \"True\")",
                        "(\"Drifted\", \"False\")",
                        "(\"Reconciling\", \"False\")",
                        "(\"Stalled\", \"False\")");
    }

    @Test
    void asksAwsForNothingBeforeTheFinalizerAndTheAccountAreWritten() {
        world.untilReady("docs", SITE);

        List<String> changes = world.doorman.calls().stream()
                .filter(Call::mutates)
                .map(Call::operation)
                .toList();
        assertThat(changes)
                .startsWith(
                        "PATCH securesites",
                        "PATCH securesites/status",
                        "PATCH securesites/status",
                        "CreateOriginAccessControl");
        assertThat(changes.subList(0, changes.indexOf("CreateBucket")))
                .as("the note of the bucket's creation too")
                .filteredOn("PATCH securesites/status"::equals)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void sendsOnlyWhatAnotherSpecChanges() {
        world.untilReady("docs", SITE);
        world.forget();

        world.cluster.apply(SITE.replace("eu-central-1", "eu-central-1, lifecycle: {noncurrentDays: 7}"));
        world.awaitCondition(
                "docs",
                "Synced",
                synced -> synced.observedGeneration() == 2 && synced.status().equals("True"));

        assertThat(world.awsWrites()).containsExactly("PutBucketLifecycleConfiguration");
        assertThat(world.condition("docs", "Drifted").reason()).isEqualTo("InSync");
    }

    @Test
    void tellsOfDriftBeforeItPutsItRight() {
        SecureSite site = world.untilReady("docs", SITE);
        s3.putBucketVersioning(request -> request.bucket(site.getStatus().bucketName())
                .versioningConfiguration(versioning -> versioning.status("Suspended")));
        world.forget();
        List<Drift> told = new CopyOnWriteArrayList<>();
        world.doorman.beforeNext(
                "PutBucketVersioning",
                () -> told.addAll(world.cluster.get("docs").getStatus().drift()));

        world.look("docs");

        assertThat(world.awsWrites()).containsExactly("PutBucketVersioning");
        assertThat(told)
                .filteredOn(drift -> drift.path().equals("versioning.status"))
                .singleElement()
                .satisfies(drift -> assertThat(drift.wanted()).isEqualTo("Enabled"));
        assertThat(world.condition("docs", "Drifted").reason()).isEqualTo("DriftRepaired");
        assertThat(world.condition("docs", "Ready").status()).isEqualTo("True");
        assertThat(world.cluster.events("docs"))
                .anySatisfy(event -> assertThat(event)
                        .startsWith("Warning DriftFound: Versioning/")
                        .contains("versioning.status"));

        world.look("docs");
        assertThat(world.condition("docs", "Drifted").status()).isEqualTo("False");
        assertThat(world.cluster.get("docs").getStatus().drift()).isEmpty();
    }

    @Test
    void touchesNothingOfABucketThatItDidNotMake() {
        s3.createBucket(request -> request.bucket("docs-example-com")
                .createBucketConfiguration(configuration -> configuration.locationConstraint("eu-central-1")));
        world.forget();

        world.cluster.apply(SITE.replace("region:", "bucketName: docs-example-com, region:"));
        Condition refused = world.awaitCondition(
                "docs", "Accepted", accepted -> accepted.status().equals("False"));

        assertThat(refused.reason()).isEqualTo("BucketNotOurs");
        assertThat(refused.message()).contains("docs-example-com").contains("spec.bucketName");
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.cluster.events("docs"))
                .anySatisfy(event -> assertThat(event).startsWith("Warning BucketNotOurs: "));
    }

    @Test
    void doesNothingWhilePausedAndGoesOnAfterwards() {
        SecureSite site = world.untilReady("docs", SITE);
        world.cluster.annotate("docs", "siteward.io/paused", "true");
        world.awaitCondition("docs", "Synced", synced -> synced.reason().equals("Paused"));
        s3.deletePublicAccessBlock(request -> request.bucket(site.getStatus().bucketName()));
        world.forget();

        world.cluster.apply(SITE.replace("metadata: {", "metadata: {annotations: {siteward.io/paused: \"true\"}, ")
                .replace("eu-central-1", "eu-central-1, lifecycle: {noncurrentDays: 7}"));
        world.awaitCondition("docs", "Synced", synced -> synced.observedGeneration() == 2);
        assertThat(world.aws.calls()).isEmpty();

        world.cluster.annotate("docs", "siteward.io/paused", null);
        world.awaitCondition("docs", "Synced", synced -> synced.status().equals("True"));
        assertThat(world.awsWrites())
                .containsExactlyInAnyOrder("PutPublicAccessBlock", "PutBucketLifecycleConfiguration");
    }

    @Test
    void writesNothingAtALookThatFindsNothingChangedButThatItLooked() {
        world.untilReady("docs", SITE);
        world.forget();

        world.look("docs");

        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.cluster.writes())
                .containsExactly("PATCH /apis/siteward.io/v1alpha1/namespaces/web/securesites/docs/status");
    }
}
