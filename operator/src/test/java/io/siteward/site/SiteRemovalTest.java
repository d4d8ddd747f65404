package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ServerFailure;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

class SiteRemovalTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;

    private final SiteWorld world = new SiteWorld(SITE);
    private final S3Client s3 = world.us.s3(Region.EU_CENTRAL_1);

    @AfterEach
    void close() {
        world.close();
    }

    private void upload(String key) {
        s3.putObject(request -> request.bucket(world.bucket()).key(key), RequestBody.fromString(key));
    }

    @Test
    void takesDownTheDistributionThenTheBucketThenWhatNobodyShares() {
        world.untilReady();
        world.forget();
        world.untilGone();
        assertThat(world.awsWrites())
                .containsExactly(
                        "UpdateDistribution",
                        "DeleteDistribution",
                        "DeleteBucket",
                        "DeleteResponseHeadersPolicy",
                        "DeleteCachePolicy",
                        "DeleteOriginAccessControl");
    }

    /** The role may change and delete distributions only where it sees their tags. */
    @Test
    void takesDownADistributionWhoseTagsWereTakenAway() {
        world.untilReady();
        String id = world.distribution();
        untag(id);
        world.removal.step(world.site);
        world.clock.advance(SiteWorld.DEPLOYED);
        untag(id);
        world.untilGone();
        assertThat(world.console(CloudFrontClient.class)
                        .listDistributions(request -> {})
                        .distributionList()
                        .items())
                .isEmpty();
    }

    private void untag(String distribution) {
        world.console(CloudFrontClient.class)
                .untagResource(request -> request.resource(
                                "arn:aws:cloudfront::" + SiteWorld.ACCOUNT + ":distribution/" + distribution)
                        .tagKeys(keys -> keys.items(
                                "siteward.io/fleet", "siteward.io/kind", "siteward.io/namespace", "siteward.io/name")));
    }

    @Test
    void touchesNothingWhileTheBucketHoldsSomething() {
        world.untilReady();
        upload("index.html");
        world.forget();
        assertThat(world.removal.step(world.site)).isPresent();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Synced").reason()).isEqualTo("BucketNotEmpty");
        assertThat(world.condition("Synced").message())
                .contains("1 object")
                .contains("spec.forceDestroy")
                .contains("Retain");
    }

    @Test
    void emptiesTheBucketWhenTheManifestSaysSo() {
        world.untilReady();
        upload("index.html");
        upload("index.html");
        s3.deleteObject(request -> request.bucket(world.bucket()).key("index.html"));
        assertThat(world.removal.step(world.site)).isPresent();
        world.apply(SITE.replace("eu-central-1", "eu-central-1, forceDestroy: true"));
        world.untilGone();
        assertThat(s3.listBuckets().buckets()).isEmpty();
    }

    @Test
    void leavesEverythingWithRetainAndTakesItUpAgain() {
        world.apply(SITE.replace("eu-central-1", "eu-central-1, deletionPolicy: Retain"));
        world.untilReady();
        String distribution = world.distribution();
        world.forget();
        assertThat(world.untilGone()).isEqualTo(1);
        assertThat(world.calls()).isEmpty();

        world.site.setStatus(null);
        world.restart();
        world.untilReady();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.distribution()).isEqualTo(distribution);
    }

    @Test
    void hasNothingToDoForASiteThatNeverWasMade() {
        assertThat(world.removal.step(world.site)).isEmpty();
        assertThat(world.awsWrites()).isEmpty();
    }

    @Test
    void asksAwsNothingAboutASiteWhoseStatusSaysThatNothingWasMade() throws IOException {
        world.site.setStatus(new ObjectMapper().readValue("""
                {"conditions": [{"type": "Accepted", "status": "False", "reason": "UnknownRegion", "message": "",
                  "observedGeneration": 1, "lastTransitionTime": "2026-01-01T00:00:00Z"}]}""", SecureSiteStatus.class));
        assertThat(world.removal.step(world.site)).isEmpty();
        assertThat(world.calls()).isEmpty();
    }

    @Test
    void takesDownASiteWhoseStatusWasLost() {
        world.untilReady();
        world.site.setStatus(null);
        assertThat(world.removal.step(world.site)).isPresent();
        assertThat(world.site.getStatus().accountId()).isEqualTo(SiteWorld.ACCOUNT);
        world.untilGone();
        assertThat(world.awsWrites()).contains("DeleteDistribution", "DeleteBucket");
    }

    @Test
    void looksEverLessOftenAtADeletionThatItRefuses() {
        world.untilReady();
        upload("index.html");
        assertThat(world.removal.step(world.site)).contains(Duration.ofMinutes(1));
        assertThat(world.removal.step(world.site)).contains(Duration.ofMinutes(2));
        assertThat(world.removal.step(world.site)).contains(Duration.ofMinutes(4));
        assertThat(world.removal.step(world.site)).contains(Duration.ofMinutes(8));
        assertThat(world.removal.step(world.site)).contains(Duration.ofMinutes(10));
        assertThat(world.removal.step(world.site)).contains(Duration.ofMinutes(10));
    }

    @Test
    void keepsABucketClosedThatItMayNotDelete() {
        world.untilReady();
        upload("index.html");
        s3.deletePublicAccessBlock(request -> request.bucket(world.bucket()));
        world.forget();

        world.removal.step(world.site);

        assertThat(world.awsWrites()).containsExactly("PutPublicAccessBlock");
        assertThat(world.condition("Synced").reason()).isEqualTo("BucketNotEmpty");
        assertThat(world.events).anyMatch(event -> event.startsWith("DriftFound: PublicAccessBlock/"));
    }

    @Test
    void keepsTheBucketWhileADistributionOfItsMakingIsTaggedForAnother() {
        world.untilReady();
        tag(Tag.builder().key("siteward.io/name").value("blog").build());
        world.forget();

        world.removal.step(world.site);

        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Synced").reason()).isEqualTo("DistributionNotOurs");
        assertThat(world.condition("Synced").message()).contains("restore or remove those tags");

        tag(Tag.builder().key("siteward.io/name").value("docs").build());
        world.untilGone();
        assertThat(world.awsWrites()).contains("DeleteDistribution", "DeleteBucket");
    }

    /** The role's policy lets only what bears our tags be changed or deleted: see docs/iam-policy.json. */
    @Test
    void marksADistributionAgainBeforeItDisablesAndDeletesIt() {
        world.untilReady();
        world.us
                .cloudFront()
                .untagResource(request ->
                        request.resource(distributionArn()).tagKeys(keys -> keys.items("siteward.io/fleet")));
        world.forget();

        world.removal.step(world.site);
        assertThat(world.awsWrites()).containsExactly("TagResource", "UpdateDistribution");

        world.us
                .cloudFront()
                .untagResource(request ->
                        request.resource(distributionArn()).tagKeys(keys -> keys.items("siteward.io/fleet")));
        world.untilGone();
        assertThat(world.awsWrites()).containsSubsequence("TagResource", "DeleteDistribution", "DeleteBucket");
    }

    private void tag(Tag tag) {
        world.us
                .cloudFront()
                .tagResource(request -> request.resource(distributionArn()).tags(tags -> tags.items(tag)));
    }

    private String distributionArn() {
        return "arn:aws:cloudfront::111122223333:distribution/" + world.distribution();
    }

    @Test
    void waitsForALostCreateFromTheDeletionOnThoughTheClockWasSetBackSince() {
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "CreateDistributionWithTags"), 1));
        world.reconcile();
        world.clock.advance(Duration.ofDays(-1));
        world.site.getMetadata().setDeletionTimestamp(world.clock.instant().toString());

        world.removal.step(world.site);
        assertThat(world.condition("Synced").message()).contains("may not be visible yet");

        world.clock.advance(Duration.ofMinutes(2));
        world.removal.step(world.site);
        assertThat(world.awsWrites()).contains("DeleteBucket");
    }

    @Test
    void goesOnAfterARestartAtEveryLook() {
        world.untilReady();
        world.forget();
        for (int look = 0; look < 30; look++) {
            world.restart();
            var next = world.removal.step(world.site);
            if (next.isEmpty()) {
                assertThat(world.awsWrites()).containsOnlyOnce("DeleteDistribution", "DeleteBucket");
                return;
            }
            world.clock.advance(next.get());
        }
        throw new AssertionError("not gone");
    }
}
