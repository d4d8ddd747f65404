package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.Drift;
import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ServerFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Tag;
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

    /** While CloudFront may still hide the one that the CallerReference names, another would be one too many. */
    @Test
    void waitsNoLongerForALostDistributionBecauseTheBudgetWasEmptyInBetween() {
        Failure noToken = new Failure(Failure.Kind.NO_TOKEN, "RateBudget", "later", Duration.ofSeconds(1), null);
        AtomicInteger creates = new AtomicInteger();
        world.restart(new GateHook() {
            @Override
            public void before(Call call) {
                if (call.operation().equals("CreateDistributionWithTags") && creates.incrementAndGet() == 2) {
                    throw new FailedCall(noToken);
                }
            }
        });
        deleteTheDistribution();
        world.reconcile();
        world.clock.advance(Duration.ofSeconds(70));
        world.reconcile();
        world.clock.advance(Duration.ofSeconds(70));

        world.reconcile();

        assertThat(config().callerReference()).endsWith("-g2");
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
        letAPartnerIn();
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
    void shutsOthersOutWhileTheDistributionCannotBeSeenAndLeavesItsOwnStatement() {
        String before = policy();
        letAPartnerIn();
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "GetDistribution"), 1));
        world.forget();

        world.reconcile();

        assertThat(world.awsWrites()).containsExactly("PutBucketPolicy");
        assertThat(policy()).isEqualTo(before);
        assertThat(world.events)
                .anySatisfy(event ->
                        assertThat(event).startsWith("Protected: BucketPolicy/").contains("[Partner]"));
    }

    @Test
    void tellsWhatItClosedThoughTheSiteIsRefused() {
        Tag ofAnother = Tag.builder().key("siteward.io/name").value("blog").build();
        cloudFront.tagResource(
                request -> request.resource("arn:aws:cloudfront::111122223333:distribution/" + world.distribution())
                        .tags(tags -> tags.items(ofAnother)));
        s3.deletePublicAccessBlock(request -> request.bucket(world.bucket()));
        world.forget();

        world.reconcile();

        assertThat(world.condition("Accepted").reason()).isEqualTo("DistributionNotOurs");
        assertThat(world.awsWrites()).containsExactly("PutPublicAccessBlock");
        assertThat(world.events)
                .filteredOn(event -> event.contains("publicAccessBlock.blockPublicPolicy was changed"))
                .hasSize(1);
    }

    @Test
    void isNotRefusedForAFullAccountBecauseItsDistributionCouldNotBeSeen() {
        world.environment.put("SITEWARD_DISTRIBUTION_QUOTA", "1");
        world.restart();
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "GetDistribution"), 1));

        world.reconcile();

        assertThat(world.condition("Accepted").status()).isEqualTo("True");
        assertThat(world.condition("Stalled").status()).isEqualTo("False");
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

    /** Another account, which Block Public Access does not stop. */
    private void letAPartnerIn() {
        String partner = """
                {"Sid": "Partner", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:root"},
                 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"},""".formatted(world.bucket());
        String opened = policy().replace("\"Statement\":[", "\"Statement\":[" + partner);
        s3.putBucketPolicy(request -> request.bucket(world.bucket()).policy(opened));
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
