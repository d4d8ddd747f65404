package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.aws.cloudfront.CloudFrontOnTheWire.Noted;
import io.siteward.graph.Change;
import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Intent;
import io.siteward.graph.Observation;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.cloudfront.CloudFrontQuotas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;

class DistributionTest {
    private final CloudFrontOnTheWire cloudFront = new CloudFrontOnTheWire();
    private final CloudFrontAccount account = cloudFront.freshAccount();
    private final Identity identity = new Identity("prod", "SecureSite", "web", "docs");
    private final Noted intent = new Noted();

    @AfterEach
    void stop() {
        cloudFront.close();
    }

    private Distribution lost() {
        return distribution(identity, Optional.empty(), Set.of());
    }

    private Distribution recorded(ObservedDistribution state) {
        return distribution(identity, Optional.of(state.handle().id()), Set.of());
    }

    private Distribution distribution(Identity owner, Optional<String> id, Set<String> appliedKeys) {
        return new Distribution(cloudFront.client, account, owner, CloudFrontOnTheWire.BUCKET, id, appliedKeys);
    }

    private DesiredDistribution desired() {
        return cloudFront.desired(account);
    }

    private static ObservedDistribution present(Observation<ObservedDistribution> observation) {
        assertThat(observation).isInstanceOf(Observation.Present.class);
        return ((Observation.Present<ObservedDistribution>) observation).state();
    }

    private FailedCall failure(DesiredDistribution desired, Intent intent) {
        return catchThrowableOfType(FailedCall.class, () -> lost().create(desired, intent));
    }

    private static DesiredDistribution withAliases(DesiredDistribution base, String certificate, String... aliases) {
        return new DesiredDistribution(
                true,
                new TreeSet<>(List.of(aliases)),
                DesiredDistribution.ViewerCertificate.of(certificate, "TLSv1.2_2021"),
                base.defaultRootObject(),
                base.origin(),
                base.defaultBehaviour(),
                base.errorPages(),
                base.priceClass(),
                base.ipv6(),
                base.geo(),
                base.tags());
    }

    private static DesiredDistribution withTags(DesiredDistribution base, Map<String, String> tags) {
        return new DesiredDistribution(
                base.enabled(),
                base.aliases(),
                base.viewerCertificate(),
                base.defaultRootObject(),
                base.origin(),
                base.defaultBehaviour(),
                base.errorPages(),
                base.priceClass(),
                base.ipv6(),
                base.geo(),
                new TreeMap<>(tags));
    }

    @Test
    void isMadeWithItsTagsInOneCallUnderAReferenceThatWasWrittenDown() {
        DesiredDistribution desired = withTags(desired(), Map.of("team", "docs"));
        cloudFront.operations();

        ObservedDistribution made = lost().create(desired, intent);

        assertThat(cloudFront.operations()).containsExactly("CreateDistributionWithTags");
        assertThat(intent.tokens).containsExactly("siteward-" + identity.hash() + "-g1");
        assertThat(made.config().callerReference()).isEqualTo(intent.tokens.get(0));
        ObservedDistribution seen = present(recorded(made).observe());
        assertThat(seen.tags()).containsAllEntriesOf(identity.ownerTags()).containsEntry("team", "docs");
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void anUnchangedOneCostsTwoReadsAndShowsNoDifference() {
        DesiredDistribution desired = desired();
        ObservedDistribution made = lost().create(desired, intent);
        cloudFront.operations();

        ObservedDistribution seen = present(recorded(made).observe());

        assertThat(recorded(made).diff(desired, seen).changes()).isEmpty();
        assertThat(cloudFront.operations()).containsExactly("GetDistribution", "ListTagsForResource");
    }

    @Test
    void settlesUntilItIsDeployed() {
        ObservedDistribution made = lost().create(desired(), intent);
        assertThat(lost().settling(made)).isPresent();

        cloudFront.deploy();

        assertThat(lost().settling(present(recorded(made).observe()))).isEmpty();
    }

    @Test
    void isFoundAgainWhenTheStatusIsLost() {
        ObservedDistribution made = lost().create(desired(), intent);

        assertThat(present(lost().observe()).handle()).isEqualTo(made.handle());
    }

    @Test
    void isFoundAgainWithoutItsTagsAndWithAnotherOrigin() {
        DesiredDistribution desired = desired();
        ObservedDistribution made = lost().create(desired, intent);
        behindOurBack(
                made,
                config -> config.toBuilder()
                        .origins(origins -> origins.quantity(1)
                                .items(config.origins().items().get(0).toBuilder()
                                        .domainName("other.s3.eu-central-1.amazonaws.com")
                                        .build()))
                        .build());
        cloudFront.console.untagResource(
                request -> request.resource(made.handle().arn())
                        .tagKeys(keys -> keys.items(identity.ownerTags().keySet())));

        ObservedDistribution seen = present(lost().observe());

        assertThat(seen.handle()).isEqualTo(made.handle());
        assertThat(lost().diff(desired, seen).changes())
                .extracting(Change::path)
                .contains("distribution.origins[bucket].domainName", "tags.siteward.io/fleet");
    }

    @Test
    void anothersDistributionBeforeTheSameBucketIsPassedOver() {
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        distribution(other, Optional.empty(), Set.of()).create(desired(), new Noted());

        assertThat(lost().observe()).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void aDistributionWithoutTagsBeforeTheSameBucketIsPassedOver() {
        DistributionConfig mine = lost().create(desired(), intent).config();
        cloudFront.console.createDistribution(request -> request.distributionConfig(
                mine.toBuilder().callerReference("by hand").build()));
        Identity other = new Identity("prod", "SecureSite", "web", "other");

        assertThat(distribution(other, Optional.empty(), Set.of()).observe()).isInstanceOf(Observation.Absent.class);
        assertThat(present(lost().observe()).config().callerReference()).isEqualTo(mine.callerReference());
    }

    @Test
    void oneWithOurReferenceWhoseTagsNameAnotherOwnerIsLeftAlone() {
        DesiredDistribution desired = desired();
        ObservedDistribution made = lost().create(desired, intent);
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        cloudFront.console.tagResource(
                request -> request.resource(made.handle().arn()).tags(DistributionTags.toTags(other.ownerTags())));

        assertThat(lost().observe()).isInstanceOf(Observation.Absent.class);
        assertThat(recorded(made).observe()).isInstanceOf(Observation.Foreign.class);
        assertThat(failure(desired, intent).failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
    }

    @Test
    void oneThatTheStatusNamesAndThatIsNotOursIsForeign() {
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        ObservedDistribution theirs =
                distribution(other, Optional.empty(), Set.of()).create(desired(), new Noted());

        assertThat(recorded(theirs).observe())
                .isInstanceOfSatisfying(
                        Observation.Foreign.class,
                        foreign -> assertThat(foreign.message())
                                .contains(theirs.handle().id()));
    }

    @Test
    void aCreateWhoseAnswerWasLostIsTakenUp() {
        DesiredDistribution desired = desired();
        ObservedDistribution made = lost().create(desired, intent);
        cloudFront.operations();

        ObservedDistribution taken = lost().create(desired, intent);

        assertThat(taken).isEqualTo(made);
        assertThat(cloudFront.operations())
                .containsExactly("CreateDistributionWithTags", "GetDistribution", "ListTagsForResource");
    }

    @Test
    void whatIsTakenUpIsBroughtToWhatIsWanted() {
        DesiredDistribution desired = desired();
        lost().create(desired.withEnabled(false), intent);

        ObservedDistribution taken = lost().create(desired, intent);

        assertThat(taken.config().enabled()).isTrue();
    }

    @Test
    void makesNoDuplicateWhileListsLag() {
        DesiredDistribution desired = desired();
        ObservedDistribution made = lost().create(desired, intent);
        cloudFront.service.change(settings -> settings.withListsLag(true));
        Fault silent = withoutHint();
        cloudFront.aws.add(silent);

        FailedCall hidden = failure(desired, intent);
        assertThat(hidden.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(intent.tokens).hasSize(1);

        assertThat(lost().create(desired, intent).handle()).isEqualTo(made.handle());
    }

    @Test
    void aDeletedOnesReferenceIsFollowedByTheNextGenerationWhenItStaysGone() {
        DesiredDistribution desired = desired();
        remove(lost().create(desired, intent));

        assertThat(failure(desired, intent).failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        cloudFront.clock.advance(Absences.LONGEST_LAG);
        ObservedDistribution second = lost().create(desired, intent);

        assertThat(second.config().callerReference()).isEqualTo("siteward-" + identity.hash() + "-g2");
        assertThat(intent.pending()).contains("siteward-" + identity.hash() + "-g2");
    }

    @Test
    void whoFindsAPendingGenerationGoesOnWithIt() {
        intent.record("siteward-" + identity.hash() + "-g7");

        ObservedDistribution made = lost().create(desired(), intent);

        assertThat(made.config().callerReference()).isEqualTo("siteward-" + identity.hash() + "-g7");
    }

    @Test
    void anUpdateOfWhatSomeoneElseChangedMeanwhileIsRefusedAndReadAgain() {
        DesiredDistribution desired = desired();
        ObservedDistribution made = lost().create(desired, intent);
        behindOurBack(
                made, config -> config.toBuilder().priceClass("PriceClass_All").build());
        DesiredDistribution off = desired.withEnabled(false);

        FailedCall stale =
                catchThrowableOfType(FailedCall.class, () -> lost().update(off, made, lost().diff(off, made)));

        assertThat(stale.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(stale.failure().message()).contains("read again");
    }

    @Test
    void tagsOfOthersStayAndTagsTakenFromTheSpecGo() {
        ObservedDistribution made = lost().create(withTags(desired(), Map.of("team", "docs", "cost", "42")), intent);
        cloudFront.console.tagResource(
                request -> request.resource(made.handle().arn()).tags(DistributionTags.toTags(Map.of("audit", "yes"))));
        Distribution next = distribution(identity, Optional.of(made.handle().id()), Set.of("team", "cost"));
        DesiredDistribution desired = withTags(desired(), Map.of("team", "web"));
        ObservedDistribution seen = present(next.observe());
        Diff diff = next.diff(desired, seen);
        assertThat(diff.changes()).extracting(Change::path).containsExactly("tags.team", "tags.cost");
        cloudFront.operations();

        ObservedDistribution after = next.update(desired, seen, diff);

        assertThat(cloudFront.operations()).containsExactly("TagResource", "UntagResource");
        assertThat(after.tags())
                .containsEntry("audit", "yes")
                .containsEntry("team", "web")
                .doesNotContainKey("cost");
        assertThat(present(next.observe()).tags()).isEqualTo(after.tags());
    }

    @Test
    void isDisabledThenAwaitedThenDeleted() {
        ObservedDistribution made = lost().create(desired(), intent);
        cloudFront.deploy();
        Distribution distribution = recorded(made);

        assertThat(distribution.delete(present(distribution.observe()))).isInstanceOf(Deletion.Underway.class);
        assertThat(distribution.delete(present(distribution.observe()))).isInstanceOf(Deletion.Underway.class);
        cloudFront.deploy();
        cloudFront.operations();
        ObservedDistribution disabled = present(distribution.observe());
        assertThat(distribution.delete(disabled)).isInstanceOf(Deletion.Gone.class);
        assertThat(cloudFront.operations())
                .containsExactly("GetDistribution", "ListTagsForResource", "DeleteDistribution");
        assertThat(distribution.delete(disabled)).isInstanceOf(Deletion.Gone.class);
        assertThat(distribution.observe()).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void isNotDisabledTwice() {
        ObservedDistribution made = lost().create(desired(), intent);
        recorded(made).delete(made);
        ObservedDistribution disabling = present(recorded(made).observe());
        cloudFront.operations();

        assertThat(recorded(made).delete(disabling)).isInstanceOf(Deletion.Underway.class);

        assertThat(cloudFront.operations()).isEmpty();
    }

    @Test
    void anAliasOfAnotherDistributionNamesTheFieldAndTheRemedy() {
        String certificate = certificate("docs.example.com");
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        distribution(other, Optional.empty(), Set.of())
                .create(withAliases(desired(), certificate, "docs.example.com"), new Noted());

        FailedCall refused = failure(withAliases(desired(), certificate, "docs.example.com"), intent);

        assertThat(refused.is("CNAMEAlreadyExists")).isTrue();
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
        assertThat(refused.failure().message()).contains("spec.aliases [docs.example.com]");
    }

    @Test
    void aCertificateThatDoesNotCoverNamesTheField() {
        FailedCall refused = failure(withAliases(desired(), certificate("a.example.com"), "b.example.com"), intent);

        assertThat(refused.is("InvalidViewerCertificate")).isTrue();
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
        assertThat(refused.failure().message()).contains("spec.certificate.arn");
    }

    @Test
    void aUsedUpQuotaIsAPersonsMatter() {
        DesiredDistribution desired = desired();
        cloudFront.service.change(settings -> settings.withQuotas(CloudFrontQuotas.DEFAULT.withDistributions(0)));

        FailedCall refused = failure(desired, intent);

        assertThat(refused.is("TooManyDistributions")).isTrue();
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TERMINAL);
        assertThat(refused.failure().message()).contains("Service Quotas");
    }

    @Test
    void aFullOriginAccessControlLeadsToTheNextShard() {
        cloudFront.service.change(
                settings -> settings.withQuotas(CloudFrontQuotas.DEFAULT.withDistributionsPerAssociation(1)));
        DesiredDistribution desired = desired();
        Identity other = new Identity("prod", "SecureSite", "web", "other");
        distribution(other, Optional.empty(), Set.of()).create(desired, new Noted());

        FailedCall refused = failure(desired, intent);

        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        Catalogue<OriginAccess> controls = account.originAccessControls();
        OriginAccess content = OriginAccess.forBucket();
        Optional<String> first =
                Optional.of(SharedName.of(controls.kind(), content, 0).toString());
        assertThat(controls.nameFor(content, first, identity.hash()).shard()).isEqualTo(1);
        assertThat(controls.nameFor(content, Optional.empty(), "newcomer").shard())
                .isEqualTo(1);
        assertThat(controls.nameFor(content, first, other.hash()).shard()).isZero();
        cloudFront.clock.advance(java.time.Duration.ofHours(2));
        assertThat(controls.nameFor(content, Optional.empty(), "newcomer").shard())
                .isZero();
    }

    @Test
    void aVanishedSharedObjectIsLookedForAgain() {
        DesiredDistribution desired = desired();
        String control = desired.origin().originAccessControlId().value();
        String etag = cloudFront
                .console
                .getOriginAccessControl(request -> request.id(control))
                .eTag();
        cloudFront.console.deleteOriginAccessControl(
                request -> request.id(control).ifMatch(etag));

        FailedCall refused = failure(desired, intent);

        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(desired().origin().originAccessControlId().value()).isNotEqualTo(control);
    }

    private String certificate(String... names) {
        return cloudFront.acm.put(CloudFrontOnTheWire.ACCOUNT, "us-east-1", List.of(names), CertificateStatus.ISSUED);
    }

    private void remove(ObservedDistribution made) {
        recorded(made).delete(made);
        cloudFront.deploy();
        assertThat(recorded(made).delete(present(recorded(made).observe()))).isInstanceOf(Deletion.Gone.class);
    }

    private void behindOurBack(ObservedDistribution made, java.util.function.UnaryOperator<DistributionConfig> change) {
        GetDistributionResponse found = cloudFront.console.getDistribution(
                request -> request.id(made.handle().id()));
        cloudFront.console.updateDistribution(
                request -> request.id(made.handle().id())
                        .ifMatch(found.eTag())
                        .distributionConfig(change.apply(found.distribution().distributionConfig())));
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
