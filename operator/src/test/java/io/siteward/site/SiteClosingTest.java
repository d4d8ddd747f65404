package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.graph.FailedCall;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.iam.Denial;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;
import software.amazon.awssdk.services.s3.S3Client;

/** What somebody else has opened of a site is closed again, whatever else cannot be done. */
class SiteClosingTest {
    private static final String SITE = MembersOnly.SITE;
    private static final String KEY = MembersOnly.KEY;
    private static final String MEMBERS = MembersOnly.MANIFEST;

    private static final String UNCLOSED = "could not be closed yet";

    private final MembersOnly site = new MembersOnly();
    private final SiteWorld world = site.world;

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void takesAwayWhatSomebodyElseOpened() {
        site.begin();
        CacheBehavior ours = site.config().cacheBehaviors().items().get(0);
        CacheBehavior open = ours.toBuilder()
                .pathPattern("/members/a*")
                .trustedKeyGroups(
                        TrustedKeyGroups.builder().enabled(false).quantity(0).build())
                .build();
        site.change(site.config().toBuilder()
                .cacheBehaviors(
                        CacheBehaviors.builder().quantity(2).items(open, ours).build())
                .build());
        world.reconcile();

        assertThat(site.config().cacheBehaviors().items())
                .extracting(CacheBehavior::pathPattern)
                .containsExactly("/members/*");
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).contains("DriftFound", "distribution.behaviours[/members/a*]"));
    }

    @Test
    void putsTheGroupsBackThatSomebodyElseTookAway() {
        site.begin();
        DistributionConfig before = site.config();
        site.open();

        world.reconcile();

        assertThat(site.config()).isEqualTo(before);
    }

    @Test
    void closesWhatSomebodyElseOpenedThoughAnotherKeyIsNotThere() {
        site.begin();
        DistributionConfig before = site.config();
        world.apply(MEMBERS.replace("}]", "}, {name: other-key}]") + "  priceClass: PriceClass_100\n");
        site.open();

        world.reconcile();

        assertThat(site.config()).isEqualTo(before);
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).startsWith("Protected").contains("behaviours[/members/*]"));
    }

    @Test
    void closesWhatSomebodyElseOpenedThoughAChangeOfTheManifestIsRefused() {
        site.begin();
        DistributionConfig before = site.config();
        world.apply(MEMBERS + "  priceClass: PriceClass_100\n  errorPages: [{status: 404, path: /members/404.html}]\n");
        site.open();

        world.reconcile();

        assertThat(world.condition("Accepted").reason()).isEqualTo("ErrorPagePrivate");
        assertThat(site.config()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/members/*"})
    void closesNothingThatAManifestWhichIsRefusedMadePrivate(String path) {
        world.apply(SITE);
        site.begin();
        DistributionConfig before = site.config();
        world.apply(SITE + KEY + "  privatePaths: [\"" + path
                + "\"]\n  errorPages: [{status: 404, path: /members/a.html}]\n");

        world.reconcile();

        assertThat(world.condition("Accepted").reason()).isEqualTo("ErrorPagePrivate");
        assertThat(site.config()).isEqualTo(before);
    }

    /** The distribution waits for the locks, and what it was before is known. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void putsItsBehavioursBackThoughItsLocksCannotBe(boolean removed) {
        site.begin();
        DistributionConfig before = site.config();
        world.console(S3Client.class).deletePublicAccessBlock(delete -> delete.bucket(world.bucket()));
        world.aws.add(ServerFailure.beforeEffect(Calls.of("s3", "PutPublicAccessBlock"), Integer.MAX_VALUE));
        if (removed) {
            site.change(before.toBuilder()
                    .cacheBehaviors(CacheBehaviors.builder().quantity(0).build())
                    .build());
        } else {
            site.open();
        }

        world.reconcile();

        assertThat(site.config()).isEqualTo(before);
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).contains("DriftFound", "behaviours[/members/*]"));
    }

    /** These show what is private in answer to what everybody may ask for. */
    @Test
    void putsTheOtherDoorsBackThoughItsLocksCannotBe() {
        site.begin();
        DistributionConfig before = site.config();
        world.console(S3Client.class).deletePublicAccessBlock(delete -> delete.bucket(world.bucket()));
        world.aws.add(ServerFailure.beforeEffect(Calls.of("s3", "PutPublicAccessBlock"), Integer.MAX_VALUE));
        site.change(before.toBuilder()
                .origins(origins -> origins.quantity(1)
                        .items(before.origins().items().get(0).toBuilder()
                                .originPath("/members")
                                .build()))
                .defaultRootObject("members/a.html")
                .customErrorResponses(errors -> errors.quantity(1)
                        .items(CustomErrorResponse.builder()
                                .errorCode(403)
                                .responseCode("200")
                                .responsePagePath("/members/a.html")
                                .errorCachingMinTTL(10L)
                                .build()))
                .build());

        world.reconcile();

        assertThat(site.config()).isEqualTo(before);
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).contains("Protected", "origins[bucket].path", "/members"))
                .anySatisfy(event -> assertThat(event).contains("Protected", "defaultRootObject"))
                .anySatisfy(event -> assertThat(event).contains("Protected", "errorPages[403]"));
    }

    /** There is no signature that it could ask for. */
    @Test
    void saysWhichPathStandsOpenWhileNoKeyIsKnownAndClosesItOnceOneIs() {
        site.begin();
        SigningKey key = Objects.requireNonNull(world.keys.remove("docs-key"));
        site.open();

        Duration next = world.reconcile();

        assertThat(site.isClosed()).isFalse();
        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.condition("ResolvedRefs").message())
                .contains(UNCLOSED, "[/members/*]")
                .doesNotContain("opens by hand is closed again.");
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).contains("SigningKeyNotFound", UNCLOSED, "[/members/*]"));
        assertThat(next).isLessThanOrEqualTo(Duration.ofMinutes(1));

        world.keys.put("docs-key", key);
        world.reconcile();

        assertThat(site.isClosed()).isTrue();
        assertThat(world.condition("ResolvedRefs").message()).doesNotContain(UNCLOSED);
    }

    @Test
    void saysNothingOfAPathThatStandsClosedWhileNoKeyIsKnown() {
        site.begin();
        world.keys.clear();

        world.reconcile();

        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.condition("ResolvedRefs").message()).doesNotContain(UNCLOSED);
    }

    /** What the update needs is made in the same run: there is nothing to be done before it, or twice. */
    @Test
    void closesWhatSomebodyElseOpenedByTheUpdateThatAChangeOfTheManifestAsksForAnyway() {
        site.begin();
        site.open();
        world.apply(MEMBERS + "  cache: {defaultSeconds: 77}\n");
        world.forget();

        world.reconcile();

        assertThat(world.awsWrites()).containsOnlyOnce("CreateCachePolicy", "UpdateDistribution");
        assertThat(site.isClosed()).isTrue();
        assertThat(world.events).noneSatisfy(event -> assertThat(event).startsWith("Protected"));
    }

    @Test
    void closesWhatSomebodyElseOpenedThoughCloudFrontRefusesTheRestOfItsUpdate() {
        site.begin();
        site.open();
        world.apply(MEMBERS + "  geo: {allow: [XX]}\n");

        world.reconcile();

        assertThat(site.isClosed()).isTrue();
        assertThat(world.condition("Synced").message())
                .contains("one of the countries of spec.geo")
                .doesNotContain("could not be closed");
    }

    @Test
    void closesWhatSomebodyElseOpenedThoughTheClusterDoesNotAnswer() {
        site.begin();
        site.open();
        world.forget();
        world.clusterFails = true;

        assertThatThrownBy(world::reconcile).isInstanceOf(FailedCall.class);

        assertThat(world.awsWrites()).containsExactly("UpdateDistribution");
        assertThat(site.isClosed()).isTrue();
    }

    @Test
    void closesWhatSomebodyElseOpenedWhileTheSiteWaitsForItsDeletion() {
        site.begin();
        new SiteVisitor(world).upload("members/a.html", "for members only");
        site.open();

        world.removal.step(world.site);

        assertThat(site.isClosed()).isTrue();
        assertThat(world.condition("Synced").reason()).isEqualTo("BucketNotEmpty");
        assertThat(world.condition("Synced").message()).doesNotContain("could not be closed");
        assertThat(world.events)
                .anySatisfy(event -> assertThat(event).startsWith("Protected").contains("behaviours[/members/*]"));
    }

    @Test
    void saysWhileTheSiteWaitsForItsDeletionWhatCouldNotBeClosed() {
        site.begin();
        new SiteVisitor(world).upload("members/a.html", "for members only");
        site.open();
        refuseUpdates();

        world.removal.step(world.site);

        assertThat(world.condition("Synced").reason()).isEqualTo("BucketNotEmpty");
        assertThat(world.condition("Synced").message()).contains("holds", UNCLOSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accepted | ErrorPagePrivate | errorPages: [{status: 404, path: /members/404.html}]",
                "ResolvedRefs | SigningKeyNotFound | signingKeyRefs: [{name: docs-key}, {name: other-key}]"
            })
    void saysBesideTheReasonWhatCouldNotBeClosedAndTriesAgainSoon(String condition, String reason, String spec) {
        site.begin();
        site.open();
        world.apply(MEMBERS.replace(KEY, spec.startsWith("signing") ? "" : KEY) + "  " + spec + "\n");
        refuseUpdates();

        Duration next = world.reconcile();

        assertThat(world.condition(condition).reason()).isEqualTo(reason);
        assertThat(world.condition(condition).message()).contains(UNCLOSED);
        assertThat(next).isLessThan(Duration.ofMinutes(1));
    }

    /** A permission that is missing is worse than a key that is, but tells nothing of it. */
    @Test
    void saysWhichKeyIsMissingThoughClosingIsDenied() {
        site.begin();
        site.open();
        world.apply(MEMBERS.replace("}]", "}, {name: other-key}]"));
        world.aws.add(new Denial(Calls.of("cloudfront", "UpdateDistribution")));

        world.reconcile();

        assertThat(world.condition("ResolvedRefs").reason()).isEqualTo("SigningKeyNotFound");
        assertThat(world.condition("ResolvedRefs").message()).contains("other-key", UNCLOSED, "not authorized");
        assertThat(world.events).anySatisfy(event -> assertThat(event).contains("SigningKeyNotFound", UNCLOSED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PriceClass_All | DriftRepaired | ''",
                "PriceClass_200 | DriftFound    | Changed in AWS: distribution.priceClass. See status.drift."
            })
    void callsOnlyThatDriftStandingWhichWasNotPutRight(String priceClass, String reason, String message) {
        site.begin();
        site.open();
        site.change(site.config().toBuilder().priceClass(priceClass).build());
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "UpdateDistribution"), 1));

        world.reconcile();

        assertThat(site.isClosed()).isTrue();
        assertThat(site.config().priceClassAsString()).isEqualTo(priceClass);
        assertThat(world.condition("Drifted").reason()).isEqualTo(reason);
        assertThat(world.condition("Drifted").message()).isEqualTo(message);
        assertThat(world.events)
                .filteredOn(event -> event.startsWith("DriftFound"))
                .hasSize(reason.equals("DriftFound") ? 2 : 1);
    }

    private void refuseUpdates() {
        world.aws.add(ServerFailure.beforeEffect(Calls.of("cloudfront", "UpdateDistribution"), Integer.MAX_VALUE));
    }
}
