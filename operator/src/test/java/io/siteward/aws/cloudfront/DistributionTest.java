package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.aws.cloudfront.CloudFrontOnTheWire.Noted;
import io.siteward.graph.Change;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Observation;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.LostAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

class DistributionTest {
    private final SiteOnTheWire site = new SiteOnTheWire();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void isMadeWithItsTagsInOneCallUnderAReferenceThatWasWrittenDown() {
        DesiredDistribution desired = SiteOnTheWire.withTags(site.desired(), Map.of("team", "docs"));
        site.cloudFront.operations();

        ObservedDistribution made = site.lost().create(desired, site.intent);

        assertThat(site.cloudFront.operations()).containsExactly("CreateDistributionWithTags");
        assertThat(site.intent.tokens).containsExactly("siteward-" + site.identity.hash() + "-g1");
        assertThat(made.config().callerReference()).isEqualTo(site.intent.tokens.get(0));
        ObservedDistribution seen = SiteOnTheWire.present(site.recorded(made).observe());
        assertThat(seen.tags()).containsAllEntriesOf(site.identity.ownerTags()).containsEntry("team", "docs");
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void anUnchangedOneCostsTwoReadsAndShowsNoDifference() {
        DesiredDistribution desired = site.desired();
        ObservedDistribution made = site.lost().create(desired, site.intent);
        site.cloudFront.operations();

        ObservedDistribution seen = SiteOnTheWire.present(site.recorded(made).observe());

        assertThat(site.recorded(made).diff(desired, seen).changes()).isEmpty();
        assertThat(site.cloudFront.operations()).containsExactly("GetDistribution", "ListTagsForResource");
    }

    @Test
    void settlesUntilItIsDeployed() {
        ObservedDistribution made = site.lost().create(site.desired(), site.intent);
        assertThat(site.lost().settling(made)).isPresent();

        site.cloudFront.deploy();

        assertThat(site.lost()
                        .settling(SiteOnTheWire.present(site.recorded(made).observe())))
                .isEmpty();
    }

    @Test
    void isFoundAgainWhenTheStatusIsLost() {
        ObservedDistribution made = site.lost().create(site.desired(), site.intent);

        assertThat(SiteOnTheWire.present(site.lost().observe()).handle()).isEqualTo(made.handle());
    }

    @Test
    void isFoundAgainWithoutItsTagsAndWithAnotherOrigin() {
        DesiredDistribution desired = site.desired();
        ObservedDistribution made = site.lost().create(desired, site.intent);
        site.behindOurBack(
                made,
                config -> config.toBuilder()
                        .origins(origins -> origins.quantity(1)
                                .items(config.origins().items().get(0).toBuilder()
                                        .domainName("other.s3.eu-central-1.amazonaws.com")
                                        .build()))
                        .build());
        site.cloudFront.console.untagResource(
                request -> request.resource(made.handle().arn())
                        .tagKeys(keys -> keys.items(site.identity.ownerTags().keySet())));

        ObservedDistribution seen = SiteOnTheWire.present(site.lost().observe());

        assertThat(seen.handle()).isEqualTo(made.handle());
        assertThat(site.lost().diff(desired, seen).changes())
                .extracting(Change::path)
                .contains("distribution.origins[bucket].domainName", "tags.siteward.io/fleet");
    }

    @Test
    void anothersDistributionBeforeTheSameBucketIsPassedOver() {
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        site.distribution(other, Optional.empty(), Set.of()).create(site.desired(), new Noted());

        assertThat(site.lost().observe()).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void aDistributionWithoutTagsBeforeTheSameBucketIsPassedOver() {
        DistributionConfig mine =
                site.lost().create(site.desired(), site.intent).config();
        site.cloudFront.console.createDistribution(request -> request.distributionConfig(
                mine.toBuilder().callerReference("by hand").build()));
        Identity other = new Identity("prod", "SecureSite", "web", "other");

        assertThat(site.distribution(other, Optional.empty(), Set.of()).observe())
                .isInstanceOf(Observation.Absent.class);
        assertThat(SiteOnTheWire.present(site.lost().observe()).config().callerReference())
                .isEqualTo(mine.callerReference());
    }

    @Test
    void oneWithOurReferenceWhoseTagsNameAnotherOwnerIsLeftAlone() {
        DesiredDistribution desired = site.desired();
        ObservedDistribution made = site.lost().create(desired, site.intent);
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        site.cloudFront.console.tagResource(
                request -> request.resource(made.handle().arn()).tags(DistributionTags.toTags(other.ownerTags())));

        assertThat(site.lost().observe()).isInstanceOf(Observation.Absent.class);
        assertThat(site.recorded(made).observe()).isInstanceOf(Observation.Foreign.class);
        assertThat(site.failure(desired, site.intent).failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
    }

    @Test
    void oneThatTheStatusNamesAndThatIsNotOursIsForeign() {
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        ObservedDistribution theirs =
                site.distribution(other, Optional.empty(), Set.of()).create(site.desired(), new Noted());

        assertThat(site.recorded(theirs).observe())
                .isInstanceOfSatisfying(
                        Observation.Foreign.class,
                        foreign -> assertThat(foreign.message())
                                .contains(theirs.handle().id()));
    }

    @Test
    void aCreateWhoseAnswerWasLostIsTakenUp() {
        DesiredDistribution desired = site.desired();
        ObservedDistribution made = site.lost().create(desired, site.intent);
        site.cloudFront.operations();

        ObservedDistribution taken = site.lost().create(desired, site.intent);

        assertThat(taken).isEqualTo(made);
        assertThat(site.cloudFront.operations())
                .containsExactly("CreateDistributionWithTags", "GetDistribution", "ListTagsForResource");
    }

    @Test
    void whatIsTakenUpIsBroughtToWhatIsWanted() {
        DesiredDistribution desired = site.desired();
        ObservedDistribution made = site.lost().create(desired, site.intent);
        site.behindOurBack(made, config -> config.toBuilder().enabled(false).build());

        ObservedDistribution taken = site.lost().create(desired, site.intent);

        assertThat(taken.config().enabled()).isTrue();
    }

    @Test
    void makesNoDuplicateWhileListsLag() {
        DesiredDistribution desired = site.desired();
        ObservedDistribution made = site.lost().create(desired, site.intent);
        site.cloudFront.service.change(settings -> settings.withListsLag(true));
        Fault silent = withoutHint();
        site.cloudFront.aws.add(silent);

        FailedCall hidden = site.failure(desired, site.intent);
        assertThat(hidden.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(site.intent.tokens).hasSize(1);

        assertThat(site.lost().create(desired, site.intent).handle()).isEqualTo(made.handle());
    }

    @Test
    void aDeletedOnesReferenceIsFollowedByTheNextGenerationWhenItStaysGone() {
        DesiredDistribution desired = site.desired();
        site.remove(site.lost().create(desired, site.intent));

        assertThat(site.failure(desired, site.intent).failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        site.cloudFront.clock.advance(Absences.LONGEST_LAG);
        ObservedDistribution second = site.lost().create(desired, site.intent);

        assertThat(second.config().callerReference()).isEqualTo("siteward-" + site.identity.hash() + "-g2");
        assertThat(site.intent.pending()).contains("siteward-" + site.identity.hash() + "-g2");
    }

    @Test
    void manyDeletedOnesAreWaitedForOnce() {
        DesiredDistribution desired = site.desired();
        for (int generation = 1; generation <= 3; generation++) {
            site.intent.record("siteward-" + site.identity.hash() + "-g" + generation);
            site.remove(site.lost().create(desired, site.intent));
        }
        site.intent.record("siteward-" + site.identity.hash() + "-g1");

        site.failure(desired, site.intent);
        site.cloudFront.clock.advance(Absences.LONGEST_LAG);

        assertThat(site.lost().create(desired, site.intent).config().callerReference())
                .isEqualTo("siteward-" + site.identity.hash() + "-g4");
    }

    @Test
    void aCreateWhoseAnswerWasLostIsWaitedForEvenAfterOthersWereGone() {
        DesiredDistribution desired = site.desired();
        site.remove(site.lost().create(desired, site.intent));
        site.failure(desired, site.intent);
        site.cloudFront.clock.advance(Absences.LONGEST_LAG);
        site.cloudFront.aws.add(LostAnswer.ofSuccess(Calls.of("cloudfront", "CreateDistributionWithTags"), 1));
        FailedCall lost = site.failure(desired, site.intent);
        assertThat(lost.failure().code()).isNotEqualTo("DistributionAlreadyExists");
        site.cloudFront.service.change(settings -> settings.withListsLag(true));
        site.cloudFront.aws.add(withoutHint());

        site.failure(desired, site.intent);

        assertThat(site.intent.pending()).contains("siteward-" + site.identity.hash() + "-g2");
    }

    @Test
    void whoFindsAPendingGenerationGoesOnWithIt() {
        site.intent.record("siteward-" + site.identity.hash() + "-g7");

        ObservedDistribution made = site.lost().create(site.desired(), site.intent);

        assertThat(made.config().callerReference()).isEqualTo("siteward-" + site.identity.hash() + "-g7");
    }

    /** The id in the message of DistributionAlreadyExists is undocumented, so it may be missing one day. */
    private static Fault withoutHint() {
        return new Fault() {
            @Override
            public void before(Caller caller, String service, String operation, SdkRequest request) {
                if (operation.equals("CreateDistributionWithTags")) {
                    throw CloudFrontException.builder()
                            .statusCode(409)
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("DistributionAlreadyExists")
                                    .errorMessage("The caller reference is associated with another distribution.")
                                    .build())
                            .build();
                }
            }
        };
    }
}
