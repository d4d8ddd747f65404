package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.aws.cloudfront.CloudFrontOnTheWire.Noted;
import io.siteward.graph.Deletion;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Handle;
import io.siteward.graph.Intent;
import io.siteward.graph.Observation;
import io.siteward.identity.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;

/** One site's distribution at the in-memory CloudFront, and what may happen to it. */
final class SiteOnTheWire implements AutoCloseable {
    final CloudFrontOnTheWire cloudFront = new CloudFrontOnTheWire();
    final CloudFrontAccount account = cloudFront.freshAccount();
    final Identity identity = new Identity("prod", "SecureSite", "web", "docs");
    final Noted intent = new Noted();

    Distribution lost() {
        return distribution(identity, Optional.empty(), Set.of());
    }

    Distribution recorded(ObservedDistribution state) {
        return distribution(identity, Optional.of(state.handle().id()), Set.of());
    }

    Distribution distribution(Identity owner, Optional<String> id, Set<String> appliedKeys) {
        return new Distribution(cloudFront.client, account, owner, CloudFrontOnTheWire.BUCKET, id, appliedKeys);
    }

    DesiredDistribution desired() {
        return cloudFront.desired(account);
    }

    static ObservedDistribution present(Observation<ObservedDistribution> observation) {
        assertThat(observation).isInstanceOf(Observation.Present.class);
        return ((Observation.Present<ObservedDistribution>) observation).state();
    }

    FailedCall failure(DesiredDistribution desired, Intent intent) {
        return catchThrowableOfType(FailedCall.class, () -> lost().create(desired, intent));
    }

    static DesiredDistribution withAliases(DesiredDistribution base, String certificate, String... aliases) {
        return new DesiredDistribution(
                new TreeSet<>(List.of(aliases)),
                DesiredDistribution.ViewerCertificate.of(certificate, "TLSv1.2_2021"),
                base.defaultRootObject(),
                base.origin(),
                base.defaultBehaviour(),
                base.pathBehaviours(),
                base.errorPages(),
                base.priceClass(),
                base.ipv6(),
                base.geo(),
                base.tags());
    }

    static DesiredDistribution withTags(DesiredDistribution base, Map<String, String> tags) {
        return new DesiredDistribution(
                base.aliases(),
                base.viewerCertificate(),
                base.defaultRootObject(),
                base.origin(),
                base.defaultBehaviour(),
                base.pathBehaviours(),
                base.errorPages(),
                base.priceClass(),
                base.ipv6(),
                base.geo(),
                new TreeMap<>(tags));
    }

    static DesiredDistribution withGeo(DesiredDistribution base, DesiredDistribution.Geo geo) {
        return new DesiredDistribution(
                base.aliases(),
                base.viewerCertificate(),
                base.defaultRootObject(),
                base.origin(),
                base.defaultBehaviour(),
                base.pathBehaviours(),
                base.errorPages(),
                base.priceClass(),
                base.ipv6(),
                geo,
                base.tags());
    }

    static DesiredDistribution withFunction(DesiredDistribution base, String arn) {
        DesiredDistribution.Behaviour behaviour = base.defaultBehaviour();
        return new DesiredDistribution(
                base.aliases(),
                base.viewerCertificate(),
                base.defaultRootObject(),
                base.origin(),
                new DesiredDistribution.Behaviour(
                        behaviour.answersPreflight(),
                        behaviour.compress(),
                        behaviour.cachePolicyId(),
                        behaviour.originRequestPolicyId(),
                        behaviour.responseHeadersPolicyId(),
                        Handle.known(arn),
                        List.of()),
                base.pathBehaviours(),
                base.errorPages(),
                base.priceClass(),
                base.ipv6(),
                base.geo(),
                base.tags());
    }

    String certificate(String... names) {
        return cloudFront.acm.put(CloudFrontOnTheWire.ACCOUNT, "us-east-1", List.of(names), CertificateStatus.ISSUED);
    }

    void remove(ObservedDistribution made) {
        recorded(made).delete(made);
        cloudFront.deploy();
        assertThat(recorded(made).delete(present(recorded(made).observe()))).isInstanceOf(Deletion.Gone.class);
    }

    void behindOurBack(ObservedDistribution made, UnaryOperator<DistributionConfig> change) {
        GetDistributionResponse found = cloudFront.console.getDistribution(
                request -> request.id(made.handle().id()));
        cloudFront.console.updateDistribution(
                request -> request.id(made.handle().id())
                        .ifMatch(found.eTag())
                        .distributionConfig(change.apply(found.distribution().distributionConfig())));
    }

    @Override
    public void close() {
        cloudFront.close();
    }
}
