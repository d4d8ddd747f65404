package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import io.siteward.graph.Handle;
import io.siteward.graph.NodeId;
import io.siteward.graph.Observation;
import io.siteward.identity.Identity;
import io.siteward.sandbox.aws.CallRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/** Every leaf of a distribution's config that we set, changed behind our back. */
class DistributionDriftTest {
    private static final String COMMENT = "Siteward web/docs (mark)";
    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/abc";
    private static final String WEB_ACL =
            "arn:aws:wafv2:us-east-1:111122223333:global/webacl/firm/11111111-2222-3333-4444-555555555555";

    private static final DesiredDistribution DESIRED = new DesiredDistribution(
            new TreeSet<>(List.of("a.example.com", "b.example.com")),
            DesiredDistribution.ViewerCertificate.of(CERTIFICATE, "TLSv1.2_2021"),
            "index.html",
            new DesiredDistribution.Origin(CloudFrontOnTheWire.BUCKET, Handle.known("EOAC"), "eu-central-1"),
            new DesiredDistribution.Behaviour(
                    true,
                    true,
                    Handle.known("cache"),
                    ManagedPolicies.CORS_S3_ORIGIN,
                    Handle.known("headers"),
                    Handle.known("arn:function"),
                    List.of()),
            List.of(),
            DesiredDistribution.ErrorPage.forStatus(404, "/404.html", 60).toList(),
            "PriceClass_100",
            true,
            DesiredDistribution.Geo.only(List.of("FR", "DE")),
            new TreeMap<>());

    private @Nullable CloudFrontOnTheWire running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    /** What someone does, and the path under which it shows. */
    private record Case(String path, UnaryOperator<DistributionConfig> done) {
        @Override
        public String toString() {
            return path;
        }
    }

    private static Case config(String path, UnaryOperator<DistributionConfig.Builder> change) {
        return new Case(
                "distribution." + path,
                config -> change.apply(config.toBuilder()).build());
    }

    private static Case origin(String path, UnaryOperator<Origin.Builder> change) {
        return config("origins[bucket]." + path, config -> {
            Origin ours = config.build().origins().items().get(0);
            return config.origins(
                    all -> all.quantity(1).items(change.apply(ours.toBuilder()).build()));
        });
    }

    private static Case behaviour(String path, UnaryOperator<DefaultCacheBehavior.Builder> change) {
        return config(
                "defaultBehaviour." + path,
                config -> config.defaultCacheBehavior(change.apply(config.build().defaultCacheBehavior().toBuilder())
                        .build()));
    }

    private static Case certificate(String path, UnaryOperator<ViewerCertificate.Builder> change) {
        return config(
                "viewerCertificate." + path,
                config -> config.viewerCertificate(change.apply(config.build().viewerCertificate().toBuilder())
                        .build()));
    }

    static Stream<Case> cases() {
        Origin extra = Origin.builder()
                .id("extra")
                .domainName("x.s3.amazonaws.com")
                .s3OriginConfig(
                        S3OriginConfig.builder().originAccessIdentity("").build())
                .build();
        return Stream.of(
                config("comment", config -> config.comment("mine")),
                config("enabled", config -> config.enabled(false)),
                config(
                        "aliases",
                        config -> config.aliases(all -> all.quantity(1).items("a.example.com"))),
                config("defaultRootObject", config -> config.defaultRootObject("home.html")),
                config("priceClass", config -> config.priceClass("PriceClass_All")),
                config("ipv6", config -> config.isIPV6Enabled(false)),
                config("httpVersion", config -> config.httpVersion("http1.1")),
                config(
                        "geo.restriction",
                        config -> config.restrictions(all -> all.geoRestriction(geo ->
                                geo.restrictionType("blacklist").quantity(2).items("DE", "FR")))),
                config(
                        "geo.countries",
                        config -> config.restrictions(all -> all.geoRestriction(geo ->
                                geo.restrictionType("whitelist").quantity(1).items("DE")))),
                config(
                        "origins[extra]",
                        config -> config.origins(all -> all.quantity(2)
                                .items(config.build().origins().items().get(0), extra))),
                config(
                        "originGroups",
                        config -> config.originGroups(all -> all.quantity(1)
                                .items(OriginGroup.builder().id("g").build()))),
                config(
                        "behaviours[/open/*]",
                        config -> config.cacheBehaviors(all -> all.quantity(1)
                                .items(CacheBehavior.builder()
                                        .pathPattern("/open/*")
                                        .targetOriginId("bucket")
                                        .build()))),
                config(
                        "errorPages[500]",
                        config -> config.customErrorResponses(all -> all.quantity(3)
                                .items(Stream.concat(
                                                config.build().customErrorResponses().items().stream(),
                                                Stream.of(CustomErrorResponse.builder()
                                                        .errorCode(500)
                                                        .errorCachingMinTTL(1L)
                                                        .build()))
                                        .toList()))),
                config(
                        "errorPages[403]",
                        config -> config.customErrorResponses(all -> all.quantity(1)
                                .items(config.build().customErrorResponses().items().stream()
                                        .filter(page -> page.errorCode() == 404)
                                        .toList()))),
                certificate("arn", certificate -> certificate.acmCertificateArn(CERTIFICATE + "d")),
                certificate("minimumProtocol", certificate -> certificate.minimumProtocolVersion("TLSv1")),
                certificate("sslSupport", certificate -> certificate.sslSupportMethod("vip")),
                origin("domainName", origin -> origin.domainName("x.s3.amazonaws.com")),
                origin("path", origin -> origin.originPath("/secret")),
                origin("originAccessControlId", origin -> origin.originAccessControlId("")),
                origin(
                        "originAccessIdentity",
                        origin -> origin.s3OriginConfig(
                                s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/E1"))),
                origin("shieldRegion", origin -> origin.originShield(shield -> shield.enabled(false))),
                origin("connectionAttempts", origin -> origin.connectionAttempts(1)),
                origin("connectionTimeout", origin -> origin.connectionTimeout(1)),
                behaviour("targetOriginId", behaviour -> behaviour.targetOriginId("extra")),
                behaviour("viewerProtocol", behaviour -> behaviour.viewerProtocolPolicy("allow-all")),
                behaviour(
                        "allowedMethods",
                        behaviour -> behaviour.allowedMethods(
                                methods -> methods.quantity(2).items(Method.GET, Method.HEAD))),
                behaviour(
                        "cachedMethods",
                        behaviour -> behaviour.allowedMethods(methods -> methods.quantity(3)
                                .items(Method.GET, Method.HEAD, Method.OPTIONS)
                                .cachedMethods(
                                        cached -> cached.quantity(3).items(Method.GET, Method.HEAD, Method.OPTIONS)))),
                behaviour("compress", behaviour -> behaviour.compress(false)),
                behaviour("cachePolicyId", behaviour -> behaviour.cachePolicyId("other")),
                behaviour("originRequestPolicyId", behaviour -> behaviour.originRequestPolicyId(null)),
                behaviour("responseHeadersPolicyId", behaviour -> behaviour.responseHeadersPolicyId(null)),
                behaviour(
                        "functionArn",
                        behaviour -> behaviour.functionAssociations(
                                all -> all.quantity(0).items(List.of()))),
                behaviour(
                        "lambdas[origin-request]",
                        behaviour -> behaviour.lambdaFunctionAssociations(all -> all.quantity(1)
                                .items(LambdaFunctionAssociation.builder()
                                        .eventType("origin-request")
                                        .lambdaFunctionARN("arn:lambda")
                                        .build()))),
                behaviour(
                        "trustedSigners",
                        behaviour -> behaviour.trustedSigners(
                                signers -> signers.enabled(true).quantity(1).items("self"))),
                behaviour(
                        "trustedKeyGroups",
                        behaviour -> behaviour.trustedKeyGroups(
                                groups -> groups.enabled(true).quantity(1).items("group"))));
    }

    private static List<Change> changes(DistributionConfig config) {
        Diff.Builder diff = Diff.builder();
        new DistributionDiff(DESIRED, config, diff).compare(COMMENT);
        return diff.build().changes();
    }

    @Test
    void whatIsCreatedIsWhatIsWanted() {
        assertThat(changes(DistributionOverlay.create("ref", COMMENT, DESIRED))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsUnderItsPathAloneAndIsUndoneByAnUpdate(Case drift) {
        DistributionConfig found = drift.done().apply(DistributionOverlay.create("ref", COMMENT, DESIRED));

        assertThat(changes(found)).extracting(Change::path).containsExactly(drift.path());
        assertThat(changes(DistributionOverlay.over(found, COMMENT, DESIRED))).isEmpty();
    }

    @Test
    void anUpdateCarriesThroughWhatIsNotModelled() {
        DistributionConfig found = DistributionOverlay.create("ref", COMMENT, DESIRED).toBuilder()
                .enabled(false)
                .webACLId(WEB_ACL)
                .continuousDeploymentPolicyId("policy")
                .logging(logging -> logging.enabled(true).bucket("logs.s3.amazonaws.com"))
                .build();

        DistributionConfig sent = DistributionOverlay.over(found, COMMENT, DESIRED);

        assertThat(sent.webACLId()).isEqualTo(WEB_ACL);
        assertThat(sent.continuousDeploymentPolicyId()).isEqualTo("policy");
        assertThat(sent.logging()).isEqualTo(found.logging());
        assertThat(sent.callerReference()).isEqualTo("ref");
    }

    @Test
    void aHandleThatDoesNotExistYetDiffers() {
        DesiredDistribution planned = new DesiredDistribution(
                DESIRED.aliases(),
                DESIRED.viewerCertificate(),
                DESIRED.defaultRootObject(),
                new DesiredDistribution.Origin(
                        CloudFrontOnTheWire.BUCKET,
                        new Handle.AfterApply<>(new NodeId("OriginAccessControl", "x")),
                        "eu-central-1"),
                DESIRED.defaultBehaviour(),
                DESIRED.pathBehaviours(),
                DESIRED.errorPages(),
                DESIRED.priceClass(),
                DESIRED.ipv6(),
                DESIRED.geo(),
                DESIRED.tags());
        Diff.Builder diff = Diff.builder();

        new DistributionDiff(planned, DistributionOverlay.create("ref", COMMENT, DESIRED), diff).compare(COMMENT);

        assertThat(diff.build().changes()).extracting(Change::desired).containsExactly("(after OriginAccessControl/x)");
    }

    @Test
    void isRepairedInCloudFrontByOneWriteThatLeavesTheRestAlone() {
        running = new CloudFrontOnTheWire();
        CloudFrontAccount account = running.freshAccount();
        DesiredDistribution desired = running.desired(account);
        Distribution lost = distribution(running, account, Optional.empty());
        ObservedDistribution made = lost.create(desired, new CloudFrontOnTheWire.Noted());
        String id = made.handle().id();
        GetDistributionResponse found = running.console.getDistribution(request -> request.id(id));
        running.console.updateDistribution(request -> request.id(id)
                .ifMatch(found.eTag())
                .distributionConfig(found.distribution().distributionConfig().toBuilder()
                        .webACLId(WEB_ACL)
                        .priceClass("PriceClass_All")
                        .build()));
        Distribution recorded = distribution(running, account, Optional.of(id));
        ObservedDistribution seen = state(recorded.observe());
        Diff drift = recorded.diff(desired, seen);
        assertThat(drift.changes()).extracting(Change::path).containsExactly("distribution.priceClass");
        running.aws.forgetCalls();

        recorded.update(desired, seen, drift);

        assertThat(running.writes().map(CallRecord::operation)).containsExactly("UpdateDistribution");
        ObservedDistribution after = state(recorded.observe());
        assertThat(recorded.diff(desired, after).changes()).isEmpty();
        assertThat(after.config().webACLId()).isEqualTo(WEB_ACL);
    }

    private static Distribution distribution(
            CloudFrontOnTheWire cloudFront, CloudFrontAccount account, Optional<String> id) {
        Identity identity = new Identity("prod", "SecureSite", "web", "docs");
        return new Distribution(cloudFront.client, account, identity, CloudFrontOnTheWire.BUCKET, id, Set.of());
    }

    private static ObservedDistribution state(Observation<ObservedDistribution> observation) {
        return ((Observation.Present<ObservedDistribution>) observation).state();
    }
}
