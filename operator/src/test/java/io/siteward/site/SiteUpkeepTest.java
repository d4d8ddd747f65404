package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.crd.v1alpha1.Drift;
import io.siteward.crd.v1alpha1.ResourceStatus;
import io.siteward.graph.FailedCall;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ServerFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Origins;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.s3.S3Client;

class SiteUpkeepTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1, tags: {team: docs}}
            """;

    private final SiteWorld world = new SiteWorld(SITE);
    private final S3Client s3 = world.us.s3(Region.EU_CENTRAL_1);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void makesTheBucketPrivateBeforeAnythingElseIsDoneWithIt() {
        world.untilReady();
        assertThat(world.awsWrites())
                .containsSubsequence(
                        "CreateBucket",
                        "PutPublicAccessBlock",
                        "PutBucketOwnershipControls",
                        "CreateDistributionWithTags",
                        "PutBucketPolicy");
        assertThat(world.awsWrites().get(world.awsWrites().indexOf("CreateBucket") + 1))
                .isEqualTo("PutPublicAccessBlock");
    }

    @Test
    void saysWhereTheSiteIs() {
        world.untilReady();
        assertThat(world.site.getStatus().url())
                .isEqualTo("https://" + world.site.getStatus().distributionDomain() + "/");
        assertThat(world.site.getStatus().pending()).isEmpty();
        assertThat(world.site.getStatus().accountId()).isEqualTo(SiteWorld.ACCOUNT);
    }

    @Test
    void makesTenReadsAndNoWriteWhenNothingChanged() {
        world.untilReady();
        world.clock.advance(Duration.ofMinutes(1));
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.writes).isEmpty();
        assertThat(world.calls()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void callsAChangePostponedAndAlarmsNobodyWhenTheBudgetIsUsedUp() {
        world.environment.put("SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1/2");
        world.restart();
        world.reconcile();
        assertThat(world.site.getStatus().resources())
                .extracting(ResourceStatus::state)
                .contains("Postponed")
                .doesNotContain("Failed");
        assertThat(world.events).isNotEmpty().allMatch(event -> event.startsWith("Created: "));
    }

    @Test
    void readsSharedObjectsOnceAnInterval() {
        world.untilReady();
        world.clock.advance(Duration.ofMinutes(11));
        world.forget();
        world.reconcile();
        assertThat(world.calls().stream()
                        .filter(call -> call.startsWith("List") && !call.equals("ListTagsForResource")))
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void repairsAnOpenedBucketAndSaysWhatWasChanged() {
        world.untilReady();
        s3.deletePublicAccessBlock(request -> request.bucket(world.bucket()));
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).containsExactly("PutPublicAccessBlock");
        assertThat(world.writes.get(0).drift()).extracting(Drift::path).contains("publicAccessBlock.blockPublicAcls");
        assertThat(world.condition("Drifted").reason()).isEqualTo("DriftRepaired");
        assertThat(world.condition("Ready").status()).isEqualTo("True");
        assertThat(world.events).anySatisfy(event -> assertThat(event).contains("publicAccessBlock.blockPublicAcls"));

        world.reconcile();
        assertThat(world.condition("Drifted").status()).isEqualTo("False");
        assertThat(world.site.getStatus().drift()).isEmpty();
    }

    @Test
    void sendsOnlyWhatAChangedSpecChanges() {
        world.untilReady();
        world.forget();
        world.apply(SITE.replace("tags: {team: docs}", "tags: {team: docs}, lifecycle: {noncurrentDays: 7}"));
        world.reconcile();
        assertThat(world.awsWrites()).containsExactly("PutBucketLifecycleConfiguration");
        assertThat(world.condition("Drifted").reason()).isEqualTo("InSync");
        assertThat(world.site.getStatus().observedGeneration()).isEqualTo(2);
    }

    @Test
    void movesToAnotherSharedPolicyAndLeavesTheOldOne() {
        world.untilReady();
        world.forget();
        world.apply(SITE.replace("tags: {team: docs}", "tags: {team: docs}, headers: {preset: Basic}"));
        world.untilReady();
        assertThat(world.awsWrites())
                .containsExactly("CreateResponseHeadersPolicy", "UpdateDistribution", "DeleteResponseHeadersPolicy");
    }

    @Test
    void takesATagFromAwsThatWasTakenFromTheSpec() {
        world.untilReady();
        world.apply(SITE.replace("tags: {team: docs}", "tags: {}"));
        world.untilReady();
        assertThat(s3.getBucketTagging(request -> request.bucket(world.bucket()))
                        .tagSet())
                .noneMatch(tag -> tag.key().equals("team"));
    }

    @Test
    void touchesNothingOfABucketThatItDidNotMake() {
        s3.createBucket(request -> request.bucket("docs-example-com")
                .createBucketConfiguration(configuration -> configuration.locationConstraint("eu-central-1")));
        world.apply(SITE.replace("tags:", "bucketName: docs-example-com, tags:"));
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Accepted").status()).isEqualTo("False");
        assertThat(world.condition("Accepted").reason()).isEqualTo("BucketNotOurs");
        assertThat(world.condition("Accepted").message()).contains("spec.bucketName");
    }

    @Test
    void refusesTheNameOfAnotherAccountsBucketBeforeItMakesAnything() {
        world.them
                .s3(Region.EU_CENTRAL_1)
                .createBucket(request -> request.bucket("docs-example-com")
                        .createBucketConfiguration(configuration -> configuration.locationConstraint("eu-central-1")));
        world.apply(SITE.replace("tags:", "bucketName: docs-example-com, tags:"));
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Accepted").reason()).isEqualTo("BucketOwnedByAnotherAccount");
    }

    @Test
    void doesNothingUnderAnotherAccount() {
        world.untilReady();
        world.restartAsOtherAccount();
        world.forget();
        world.reconcile();
        assertThat(world.calls()).containsOnly("GetCallerIdentity");
        assertThat(world.condition("Accepted").reason()).isEqualTo("AccountChanged");
    }

    @Test
    void looksAtARefusedSiteEverLessOftenButHardlyLessOftenThanAtOneThatIsWell() {
        world.apply(SITE.replace(
                "tags:",
                "aliases: [docs.example.com], certificate: {arn:"
                        + " \"arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000\"},"
                        + " tags:"));
        assertThat(world.reconcile()).isEqualTo(Duration.ofMinutes(2));
        assertThat(world.reconcile()).isEqualTo(Duration.ofMinutes(4));
        assertThat(world.reconcile()).isEqualTo(Duration.ofMinutes(8));
        assertThat(world.reconcile()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void writesDownAgainWhoseASiteIsWhenItsStatusWasLost() {
        world.untilReady();
        world.site.setStatus(null);
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.site.getStatus().accountId()).isEqualTo(SiteWorld.ACCOUNT);
        assertThat(world.site.getStatus().fleet()).isEqualTo("test-fleet");
        assertThat(world.bucket()).isNotEmpty();
    }

    @Test
    void doesNothingWhilePaused() {
        world.untilReady();
        world.apply(SITE.replace("name: docs,", "name: docs, annotations: {siteward.io/paused: \"true\"},"));
        s3.deletePublicAccessBlock(request -> request.bucket(world.bucket()));
        world.forget();
        world.reconcile();
        assertThat(world.calls()).isEmpty();
        assertThat(world.condition("Synced").reason()).isEqualTo("Paused");
    }

    @Test
    void looksAtSharedObjectsAgainOnTheReconcileCommandAndOnlyOnce() {
        world.untilReady();
        world.apply(SITE.replace("name: docs,", "name: docs, annotations: {siteward.io/reconcile: now},"));
        world.forget();
        world.reconcile();
        assertThat(world.calls()).contains("ListOriginAccessControls");
        assertThat(world.site.getStatus().handled()).containsEntry("reconcile", "now");
        world.forget();
        world.reconcile();
        assertThat(world.calls()).doesNotContain("ListOriginAccessControls");
        assertThat(world.writes).isEmpty();
    }

    @Test
    void goesOnWhereARestartLeftIt() {
        world.reconcile();
        world.restart();
        world.untilReady();
        assertThat(world.awsWrites().stream().filter(List.of("CreateBucket", "CreateDistributionWithTags")::contains))
                .hasSize(2);
    }

    @Test
    void makesNothingWhenTheAccountHasNoDistributionLeft() {
        world.environment.put("SITEWARD_DISTRIBUTION_QUOTA", "1");
        world.restart();
        makeADistributionOfSomebody();
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("Accepted").reason()).isEqualTo("TooManyDistributions");
    }

    @Test
    void makesNoBucketWhenASharedObjectFindsNoPlace() {
        world.cloudFront.change(
                settings -> settings.withQuotas(settings.quotas().withResponseHeadersPolicies(0)));
        world.reconcile();
        assertThat(world.calls()).doesNotContain("CreateBucket");
        assertThat(world.condition("Accepted").status()).isEqualTo("False");
        assertThat(world.condition("Accepted").reason()).isEqualTo("TooManyResponseHeadersPolicies");
    }

    @Test
    void refusesACertificateThatDoesNotExistBeforeItMakesAnything() {
        world.apply(SITE.replace(
                "tags:",
                "aliases: [docs.example.com], certificate: {arn:"
                        + " \"arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000\"},"
                        + " tags:"));
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("CertificateNotFound");
    }

    @ParameterizedTest
    @CsvSource({"PENDING_VALIDATION, True, False", "EXPIRED, False, True", "FAILED, False, True"})
    void waitsForACertificateThatMayStillBeIssuedAndForNoOther(
            CertificateStatus status, String reconciling, String stalled) {
        String arn = world.acm.put(SiteWorld.ACCOUNT, "us-east-1", List.of("docs.example.com"), status);
        world.apply(SITE.replace("tags:", "aliases: [docs.example.com], certificate: {arn: \"" + arn + "\"}, tags:"));
        world.reconcile();
        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.condition("ResolvedRefs").status()).isEqualTo("False");
        assertThat(world.condition("Reconciling").status()).isEqualTo(reconciling);
        assertThat(world.condition("Stalled").status()).isEqualTo(stalled);
    }

    @Test
    void goesOnProtectingASiteWhoseSpecIsRefused() {
        world.untilReady();
        s3.deletePublicAccessBlock(request -> request.bucket(world.bucket()));
        world.apply(SITE.replace(
                "tags:",
                "aliases: [docs.example.com], certificate: {arn:"
                        + " \"arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000\"},"
                        + " tags:"));
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).containsExactly("PutPublicAccessBlock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xx", "xxx"})
    void cutsALongFindingWhereItCutsNoCharacterInHalf(String before) {
        world.untilReady();
        String bucket = world.bucket();
        s3.putBucketPolicy(request ->
                request.bucket(bucket).policy("""
                {"Version": "2012-10-17", "Statement": [{"Sid": "Mine", "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::%s/%s"}]}""".formatted(bucket, before + "\uD83D\uDE80".repeat(300))));

        world.reconcile();

        List<Drift> cut = world.site.getStatus().drift().stream()
                .filter(drift -> drift.found() != null && drift.found().endsWith("..."))
                .toList();
        assertThat(cut).isNotEmpty();
        assertThat(cut).allSatisfy(drift -> {
            assertThat(drift.found()).hasSizeBetween(255, 256);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(drift.found()))
                    .isTrue();
        });
    }

    @Test
    void disablesTheDistributionBeforeABucketThatAStrangerHasTaken() {
        world.untilReady();
        String name = world.bucket();
        s3.deleteBucket(request -> request.bucket(name));
        world.them
                .s3(Region.EU_CENTRAL_1)
                .createBucket(request -> request.bucket(name)
                        .createBucketConfiguration(configuration -> configuration.locationConstraint("eu-central-1")));
        world.forget();
        world.reconcile();
        assertThat(world.awsWrites()).containsExactly("UpdateDistribution");
        assertThat(world.us
                        .cloudFront()
                        .getDistribution(request -> request.id(world.distribution()))
                        .distribution()
                        .distributionConfig()
                        .enabled())
                .isFalse();
        assertThat(world.condition("Ready").status()).isEqualTo("False");
    }

    @Test
    void doesNotTakeABucketThatSomebodyMadeBetweenTheNoteAndTheCreate() {
        world.aws.add(ServerFailure.beforeEffect(Calls.of("s3", "CreateBucket"), 1));
        world.reconcile();
        String name = world.bucket();
        s3.createBucket(request -> request.bucket(name)
                .createBucketConfiguration(configuration -> configuration.locationConstraint("eu-central-1")));
        world.forget();
        world.reconcile();
        assertThat(world.condition("Accepted").reason()).isEqualTo("BucketNotOurs");
        assertThat(world.awsWrites()).isEmpty();
    }

    @Test
    void writesNoPolicyToABucketThatCannotBeLocked() {
        world.aws.add(ServerFailure.beforeEffect(Calls.of("s3", "PutPublicAccessBlock"), 1));
        world.reconcile();
        assertThat(world.calls()).contains("PutPublicAccessBlock").doesNotContain("PutBucketPolicy");
    }

    @Test
    void remembersTagKeysBeforeItSetsThem() {
        world.untilReady();
        world.aws.add(ServerFailure.afterEffect(Calls.of("s3", "PutBucketTagging"), 1));
        world.apply(SITE.replace("team: docs", "team: docs, cost: high"));
        world.reconcile();
        world.apply(SITE);
        world.untilReady();
        assertThat(s3.getBucketTagging(request -> request.bucket(world.bucket()))
                        .tagSet())
                .noneMatch(tag -> tag.key().equals("cost"));
    }

    @Test
    void comparesAPolicyWithTwoStatementsThatSayTheSame() {
        world.untilReady();
        String statement = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::" + world.bucket() + "/*\"}";
        s3.putBucketPolicy(request -> request.bucket(world.bucket())
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "," + statement + "]}"));
        world.reconcile();
        assertThat(world.writes.get(0).drift())
                .extracting(drift -> drift.resource() + drift.path())
                .doesNotHaveDuplicates();
        assertThat(world.condition("Drifted").reason()).isEqualTo("DriftRepaired");
    }

    @Test
    void closesAnOpenedBucketThoughTheClusterDoesNotAnswer() {
        world.untilReady();
        s3.deletePublicAccessBlock(request -> request.bucket(world.bucket()));
        world.forget();
        world.clusterFails = true;
        assertThatThrownBy(world::reconcile).isInstanceOf(FailedCall.class);
        assertThat(world.awsWrites()).containsExactly("PutPublicAccessBlock");
    }

    private void makeADistributionOfSomebody() {
        Origin origin = Origin.builder()
                .id("site")
                .domainName("somebody.s3.eu-central-1.amazonaws.com")
                .s3OriginConfig(
                        S3OriginConfig.builder().originAccessIdentity("").build())
                .build();
        DefaultCacheBehavior behaviour = DefaultCacheBehavior.builder()
                .targetOriginId("site")
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6")
                .build();
        DistributionConfig config = DistributionConfig.builder()
                .callerReference("somebody's")
                .comment("")
                .enabled(true)
                .origins(Origins.builder().quantity(1).items(origin).build())
                .defaultCacheBehavior(behaviour)
                .build();
        world.us.cloudFront().createDistribution(request -> request.distributionConfig(config));
    }
}
