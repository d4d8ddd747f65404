package io.siteward.sandbox.aws.cloudfront;

import static io.siteward.sandbox.aws.cloudfront.CloudFrontOnTheWire.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;
import software.amazon.awssdk.services.cloudfront.model.Tag;

class DistributionRefusalsTest {
    private static final String UNKNOWN_POLICY = "00000000-0000-0000-0000-000000000000";

    @ParameterizedTest
    @MethodSource({"identity", "versions", "origins", "behaviors", "errorPagesAndPlaces", "quotas", "tags"})
    void refuses(Refused refused) {
        try (CloudFrontOnTheWire wire = new CloudFrontOnTheWire()) {
            refused.check(wire);
        }
    }

    /** The hint at the end of the message is not documented; the operator takes it for no more than a hint. */
    @Test
    void namesTheDistributionThatHasTheCallerReference() {
        try (CloudFrontOnTheWire wire = new CloudFrontOnTheWire()) {
            String id = Samples.create(wire.client, Samples.distribution("one").build())
                    .id();

            assertThatThrownBy(() -> Samples.create(
                            wire.client, Samples.distribution("one").build()))
                    .isInstanceOf(DistributionAlreadyExistsException.class)
                    .hasMessageContaining("Already exists: " + id);
        }
    }

    static Stream<Refused> identity() {
        return Stream.of(
                Refused.by("CreateDistribution", 409, "DistributionAlreadyExists", "the same request twice", wire -> {
                    Samples.create(wire.client, Samples.distribution("one").build());
                    Samples.create(wire.client, Samples.distribution("one").build());
                }),
                Refused.by(
                        "CreateDistribution", 409, "DistributionAlreadyExists", "a deleted one's reference", wire -> {
                            delete(
                                    wire,
                                    Samples.create(
                                            wire.client,
                                            Samples.distribution("one").build()));
                            Samples.create(
                                    wire.client, Samples.distribution("one").build());
                        }),
                Refused.by("UpdateDistribution", 400, "IllegalUpdate", "another CallerReference", wire -> {
                    Distribution made = Samples.create(
                            wire.client, Samples.distribution("one").build());
                    Samples.update(wire.client, made.id(), config -> config.callerReference("two"));
                }),
                Refused.by("UpdateDistribution", 400, "IllegalUpdate", "an update without all members", wire -> {
                    Distribution made = Samples.create(
                            wire.client, Samples.distribution("one").build());
                    Samples.update(wire.client, made.id(), config -> config.webACLId(null));
                }),
                Refused.by(
                        "GetDistribution",
                        404,
                        "NoSuchDistribution",
                        "an unknown id",
                        wire -> wire.client.getDistribution(request -> request.id("E0000000000000"))),
                Refused.distribution(
                        400, "InvalidArgument", "no CallerReference", config -> config.callerReference("")));
    }

    static Stream<Refused> versions() {
        return Stream.of(
                Refused.by("UpdateDistribution", 400, "InvalidIfMatchVersion", "an update without If-Match", wire -> {
                    Distribution made = Samples.create(
                            wire.client, Samples.distribution("one").build());
                    wire.client.updateDistribution(
                            request -> request.id(made.id()).distributionConfig(made.distributionConfig()));
                }),
                Refused.by("UpdateDistribution", 412, "PreconditionFailed", "an update with a stale ETag", wire -> {
                    Distribution made = Samples.create(
                            wire.client, Samples.distribution("one").build());
                    String stale = etag(wire, made.id());
                    Samples.update(wire.client, made.id(), config -> config.comment("another"));
                    wire.client.updateDistribution(request ->
                            request.id(made.id()).ifMatch(stale).distributionConfig(made.distributionConfig()));
                }),
                Refused.by("DeleteDistribution", 412, "PreconditionFailed", "a deletion with a stale ETag", wire -> {
                    Distribution made = Samples.create(
                            wire.client, Samples.distribution("one").build());
                    String stale = etag(wire, made.id());
                    Samples.update(wire.client, made.id(), config -> config.enabled(false));
                    wire.deploy();
                    wire.client.deleteDistribution(
                            request -> request.id(made.id()).ifMatch(stale));
                }));
    }

    static Stream<Refused> origins() {
        return Stream.of(
                origin(
                        400,
                        "InvalidOriginAccessControl",
                        "unknown OAC",
                        o -> o.originAccessControlId("E0000000000000")),
                origin(400, "InvalidOrigin", "no bucket's domain", o -> o.domainName("www.example.com")),
                origin(400, "InvalidOrigin", "neither kind of origin", o -> o.s3OriginConfig((S3OriginConfig) null)),
                origin(400, "InvalidRelativePath", "path without slash", o -> o.originPath("site")),
                origin(
                        400,
                        "InvalidOriginAccessIdentity",
                        "unknown OAI",
                        o -> o.s3OriginConfig(
                                bucket -> bucket.originAccessIdentity("origin-access-identity/cloudfront/E0"))),
                origin(
                        400,
                        "InvalidArgument",
                        "shield without region",
                        o -> o.originShield(shield -> shield.enabled(true))),
                Refused.by("CreateDistribution", 400, "IllegalOriginAccessConfiguration", "OAC and OAI", wire -> {
                    String control = Samples.createOriginAccessControl(wire.client, "oac");
                    Samples.create(
                            wire.client,
                            Samples.withOrigin(
                                    "refused",
                                    o -> o.originAccessControlId(control)
                                            .s3OriginConfig(bucket -> bucket.originAccessIdentity(
                                                    "origin-access-identity/cloudfront/E0"))));
                }),
                Refused.by("CreateDistribution", 400, "InvalidOriginAccessControl", "another account's OAC", wire -> {
                    String control = Samples.createOriginAccessControl(wire.otherClient, "oac");
                    Samples.create(wire.client, Samples.withOrigin("refused", o -> o.originAccessControlId(control)));
                }),
                Refused.by(
                        "CreateDistribution", 400, "InvalidDomainNameForOriginAccessControl", "OAC of a host", wire -> {
                            String control = Samples.createOriginAccessControl(wire.client, "oac");
                            Samples.create(
                                    wire.client,
                                    Samples.withOrigin(
                                            "refused",
                                            o -> o.originAccessControlId(control)
                                                    .domainName("www.example.com")
                                                    .s3OriginConfig((S3OriginConfig) null)
                                                    .customOriginConfig(custom -> custom.httpPort(80)
                                                            .httpsPort(443)
                                                            .originProtocolPolicy("https-only"))));
                        }),
                Refused.distribution(404, "NoSuchOrigin", "unknown target", behavior(b -> b.targetOriginId("other"))),
                Refused.distribution(
                        400,
                        "InconsistentQuantities",
                        "wrong quantity",
                        config -> config.origins(origins ->
                                origins.quantity(2).items(Samples.origin().build()))));
    }

    static Stream<Refused> behaviors() {
        return Stream.of(
                Refused.distribution(
                        404,
                        "NoSuchCachePolicy",
                        "unknown cache policy",
                        behavior(b -> b.cachePolicyId(UNKNOWN_POLICY))),
                Refused.distribution(
                        404,
                        "NoSuchResponseHeadersPolicy",
                        "unknown headers policy",
                        behavior(b -> b.responseHeadersPolicyId(UNKNOWN_POLICY))),
                Refused.distribution(
                        404,
                        "NoSuchOriginRequestPolicy",
                        "unknown origin request policy",
                        behavior(b -> b.originRequestPolicyId(UNKNOWN_POLICY))),
                Refused.distribution(
                        400,
                        "InvalidFunctionAssociation",
                        "unknown function",
                        behavior(b -> function(b, "arn:aws:cloudfront::" + ACCOUNT + ":function/none"))),
                Refused.by("CreateDistribution", 400, "InvalidFunctionAssociation", "unpublished function", wire -> {
                    String arn = Samples.createFunction(wire.client, "f", "function handler(e) {}")
                            .functionSummary()
                            .functionMetadata()
                            .functionARN();
                    Samples.create(wire.client, Samples.distribution("refused", behavior(b -> function(b, arn))));
                }),
                Refused.distribution(
                        400,
                        "TrustedKeyGroupDoesNotExist",
                        "unknown key group",
                        behavior(b -> b.trustedKeyGroups(
                                groups -> groups.enabled(true).quantity(1).items(UNKNOWN_POLICY)))),
                Refused.distribution(
                        400,
                        "InvalidArgument",
                        "a set of methods that is none of the three",
                        behavior(b ->
                                b.allowedMethods(methods -> methods.quantity(2).items(Method.GET, Method.OPTIONS)))),
                Refused.distribution(
                        400,
                        "InvalidArgument",
                        "neither cache policy nor settings",
                        behavior(b -> b.cachePolicyId(null))),
                Refused.distribution(
                        400, "InvalidArgument", "cache policy and settings", behavior(DistributionRefusalsTest::times)),
                Refused.distribution(
                        400,
                        "InvalidArgument",
                        "a pattern twice",
                        config ->
                                config.cacheBehaviors(all -> all.quantity(2).items(ordered("/a/*"), ordered("/a/*")))));
    }

    static Stream<Refused> errorPagesAndPlaces() {
        return Stream.of(
                Refused.distribution(
                        400,
                        "InvalidDefaultRootObject",
                        "root object with a slash",
                        config -> config.defaultRootObject("/index.html")),
                Refused.distribution(400, "InvalidErrorCode", "error 401", errorPage(401, "/e.html", "401")),
                Refused.distribution(400, "InvalidResponseCode", "answer 201", errorPage(404, "/e.html", "201")),
                Refused.distribution(400, "InvalidArgument", "page without code", errorPage(404, "/e.html", "")),
                Refused.distribution(400, "InvalidArgument", "page without slash", errorPage(404, "e.html", "404")),
                Refused.distribution(400, "InvalidLocationCode", "unknown country", geo("whitelist", "ZZ")),
                Refused.distribution(400, "InvalidGeoRestrictionParameter", "none with a country", geo("none", "DE")),
                Refused.distribution(
                        400, "MalformedXML", "unknown price class", config -> config.priceClass("PriceClass_300")),
                Refused.distribution(
                        400,
                        "InvalidWebACLId",
                        "web ACL of a region",
                        config -> config.webACLId("arn:aws:wafv2:eu-x")));
    }

    static Stream<Refused> quotas() {
        return Stream.of(
                limited(
                        "TooManyDistributions",
                        quotas -> quotas.withDistributions(1),
                        (wire, number) -> Samples.create(
                                wire.client,
                                Samples.distribution("number " + number).build())),
                limited(
                        "TooManyDistributionsAssociatedToCachePolicy",
                        quotas -> quotas.withDistributionsPerAssociation(1),
                        (wire, number) -> Samples.create(
                                wire.client,
                                Samples.distribution("number " + number).build())),
                Refused.by(
                        "CreateDistribution",
                        400,
                        "TooManyDistributionsAssociatedToOriginAccessControl",
                        "one distribution too many for an OAC",
                        wire -> {
                            String control = Samples.createOriginAccessControl(wire.client, "oac");
                            wire.service.change(settings ->
                                    settings.withQuotas(settings.quotas().withDistributionsPerAssociation(1)));
                            Samples.create(
                                    wire.client, Samples.withOrigin("one", o -> o.originAccessControlId(control)));
                            Samples.create(
                                    wire.client, Samples.withOrigin("two", o -> o.originAccessControlId(control)));
                        }));
    }

    static Stream<Refused> tags() {
        String unknown = "arn:aws:cloudfront::" + ACCOUNT + ":distribution/E0000000000000";
        return Stream.of(
                Refused.by(
                        "ListTagsForResource",
                        404,
                        "NoSuchResource",
                        "tags of an unknown one",
                        wire -> wire.client.listTagsForResource(request -> request.resource(unknown))),
                Refused.by(
                        "ListTagsForResource",
                        400,
                        "InvalidArgument",
                        "tags of a bucket",
                        wire -> wire.client.listTagsForResource(request -> request.resource("arn:aws:s3:::pages"))),
                Refused.by("TagResource", 400, "InvalidTagging", "a tag of AWS's own", wire -> {
                    Distribution made = Samples.create(
                            wire.client, Samples.distribution("one").build());
                    wire.client.tagResource(request -> request.resource(made.arn())
                            .tags(tags -> tags.items(Tag.builder()
                                    .key("aws:cloudformation:stack-name")
                                    .value("x")
                                    .build())));
                }));
    }

    private interface Numbered {
        void make(CloudFrontOnTheWire wire, int number);
    }

    private static Refused limited(String code, UnaryOperator<CloudFrontQuotas> limit, Numbered numbered) {
        return Refused.by("CreateDistribution", 400, code, "one too many", wire -> {
            wire.service.change(settings -> settings.withQuotas(limit.apply(settings.quotas())));
            numbered.make(wire, 1);
            numbered.make(wire, 2);
        });
    }

    private static Refused origin(int status, String code, String what, Consumer<Origin.Builder> change) {
        return Refused.by(
                "CreateDistribution",
                status,
                code,
                what,
                wire -> Samples.create(wire.client, Samples.withOrigin("refused", change)));
    }

    private static Consumer<DistributionConfig.Builder> behavior(Consumer<DefaultCacheBehavior.Builder> change) {
        return config ->
                config.defaultCacheBehavior(Samples.distribution("x").build().defaultCacheBehavior().toBuilder()
                        .applyMutation(change)
                        .build());
    }

    private static void function(DefaultCacheBehavior.Builder behavior, String arn) {
        behavior.functionAssociations(functions -> functions
                .quantity(1)
                .items(FunctionAssociation.builder()
                        .functionARN(arn)
                        .eventType("viewer-request")
                        .build()));
    }

    @SuppressWarnings("deprecation") // That it is refused is the case.
    private static void times(DefaultCacheBehavior.Builder behavior) {
        behavior.minTTL(0L);
    }

    private static CacheBehavior ordered(String pattern) {
        return CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId("bucket")
                .viewerProtocolPolicy("https-only")
                .cachePolicyId(Samples.CACHING_OPTIMIZED)
                .build();
    }

    private static Consumer<DistributionConfig.Builder> errorPage(int error, String page, String code) {
        return config -> config.customErrorResponses(errors -> errors.quantity(1)
                .items(CustomErrorResponse.builder()
                        .errorCode(error)
                        .responsePagePath(page)
                        .responseCode(code)
                        .build()));
    }

    private static Consumer<DistributionConfig.Builder> geo(String type, String country) {
        return config -> config.restrictions(restrictions -> restrictions.geoRestriction(
                geo -> geo.restrictionType(type).quantity(1).items(country)));
    }

    private static String etag(CloudFrontOnTheWire wire, String id) {
        return wire.client.getDistribution(request -> request.id(id)).eTag();
    }

    private static void delete(CloudFrontOnTheWire wire, Distribution made) {
        Samples.update(wire.client, made.id(), config -> config.enabled(false));
        wire.deploy();
        String etag = etag(wire, made.id());
        wire.client.deleteDistribution(request -> request.id(made.id()).ifMatch(etag));
    }
}
