package io.siteward.sandbox.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicySummary;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlInUseException;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;

/** Origin access controls and policies: what sites share. */
class SharedThingsTest {
    private final CloudFrontOnTheWire wire = new CloudFrontOnTheWire();
    private final CloudFrontClient client = wire.client;

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void listsOriginAccessControlsWithTheirSettings() {
        String id = Samples.createOriginAccessControl(client, "one");

        var listed = client.listOriginAccessControls(request -> {}).originAccessControlList();

        assertThat(listed.isTruncated()).isFalse();
        assertThat(listed.items()).singleElement().satisfies(summary -> {
            assertThat(summary.id()).isEqualTo(id).matches("E[A-Z0-9]{13}");
            assertThat(summary.name()).isEqualTo("one");
            assertThat(summary.signingBehaviorAsString()).isEqualTo("always");
        });
    }

    @Test
    void changesTheEtagOfDistributionsWhoseHeadersPolicyChanges() {
        String policy = Samples.createHeadersPolicy(client, "headers");
        String other =
                Samples.create(client, Samples.distribution("other").build()).id();
        String user = Samples.create(
                        client,
                        Samples.distribution(
                                "user",
                                config -> config.defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                        .viewerProtocolPolicy("https-only")
                                        .cachePolicyId(Samples.CACHING_OPTIMIZED)
                                        .responseHeadersPolicyId(policy))))
                .id();
        String etagOfUser = etag(user);
        String etagOfOther = etag(other);

        String etag =
                client.getResponseHeadersPolicy(request -> request.id(policy)).eTag();
        client.updateResponseHeadersPolicy(request -> request.id(policy)
                .ifMatch(etag)
                .responseHeadersPolicyConfig(
                        Samples.headersPolicy("headers").comment("new").build()));

        assertThat(etag(user)).isNotEqualTo(etagOfUser);
        assertThat(etag(other)).isEqualTo(etagOfOther);
        assertThat(client.listDistributionsByResponseHeadersPolicyId(request -> request.responseHeadersPolicyId(policy))
                        .distributionIdList()
                        .items())
                .containsExactly(user);
    }

    @Test
    void tellsManagedPoliciesFromCustomOnes() {
        String own = Samples.createCachePolicy(client, "own");

        assertThat(cachePolicies("custom"))
                .extracting(policy -> policy.cachePolicy().id())
                .containsExactly(own);
        assertThat(cachePolicies("managed"))
                .extracting(policy -> policy.cachePolicy().id())
                .contains(Samples.CACHING_OPTIMIZED, "4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        assertThat(client.listOriginRequestPolicies(request -> request.type("managed"))
                        .originRequestPolicyList()
                        .items())
                .extracting(policy -> policy.originRequestPolicy().id())
                .contains("88a5eaf4-2fd4-4709-b370-b4c650ea3fcf");
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
    @Test
    void knowsWhatTheManagedPolicyForCachingSays() {
        CachePolicyConfig config = client.getCachePolicyConfig(request -> request.id(Samples.CACHING_OPTIMIZED))
                .cachePolicyConfig();

        assertThat(config.name()).isEqualTo("Managed-CachingOptimized");
        assertThat(List.of(config.minTTL(), config.defaultTTL(), config.maxTTL()))
                .containsExactly(1L, 86_400L, 31_536_000L);
        assertThat(config.parametersInCacheKeyAndForwardedToOrigin().enableAcceptEncodingGzip())
                .isTrue();
    }

    @Test
    void stillSeesADeletedUserForAsLongAsTheLagSays() {
        wire.service.change(settings -> settings.withInUseLag(Duration.ofMinutes(1)));
        String control = Samples.createOriginAccessControl(client, "one");
        Distribution user =
                Samples.create(client, Samples.withOrigin("user", origin -> origin.originAccessControlId(control)));
        Samples.update(client, user.id(), config -> config.enabled(false));
        wire.deploy();
        String etag = etag(user.id());
        client.deleteDistribution(request -> request.id(user.id()).ifMatch(etag));

        assertThatThrownBy(() -> deleteControl(wire, control)).isInstanceOf(OriginAccessControlInUseException.class);
        wire.clock.advance(Duration.ofMinutes(1));
        deleteControl(wire, control);

        assertThat(client.listOriginAccessControls(request -> {})
                        .originAccessControlList()
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"originAccessControls", "headersPolicies", "cachePolicies"})
    void refuses(Refused refused) {
        refused.check(wire);
    }

    static Stream<Refused> originAccessControls() {
        return Stream.of(
                Refused.by("CreateOriginAccessControl", 409, "OriginAccessControlAlreadyExists", "same name", w -> {
                    Samples.createOriginAccessControl(w.client, "one");
                    Samples.createOriginAccessControl(w.client, "one");
                }),
                Refused.by("CreateOriginAccessControl", 400, "TooManyOriginAccessControls", "one too many", w -> {
                    w.service.change(
                            settings -> settings.withQuotas(settings.quotas().withOriginAccessControls(1)));
                    Samples.createOriginAccessControl(w.client, "one");
                    Samples.createOriginAccessControl(w.client, "two");
                }),
                Refused.by(
                        "OriginAccessControlConfig",
                        400,
                        "InvalidArgument",
                        "name over 64 characters",
                        w -> Samples.createOriginAccessControl(w.client, "n".repeat(65))),
                Refused.by(
                        "GetOriginAccessControl",
                        404,
                        "NoSuchOriginAccessControl",
                        "unknown id",
                        w -> w.client.getOriginAccessControl(request -> request.id("E0000000000000"))),
                Refused.by("DeleteOriginAccessControl", 400, "InvalidIfMatchVersion", "without If-Match", w -> {
                    String id = Samples.createOriginAccessControl(w.client, "one");
                    w.client.deleteOriginAccessControl(request -> request.id(id));
                }),
                Refused.by("UpdateOriginAccessControl", 412, "PreconditionFailed", "stale ETag", w -> {
                    String id = Samples.createOriginAccessControl(w.client, "one");
                    w.client.updateOriginAccessControl(request -> request.id(id)
                            .ifMatch("E0000000000000")
                            .originAccessControlConfig(Samples.originAccessControl("one")));
                }),
                Refused.by("DeleteOriginAccessControl", 409, "OriginAccessControlInUse", "in use", w -> {
                    String id = Samples.createOriginAccessControl(w.client, "one");
                    Samples.create(w.client, Samples.withOrigin("user", origin -> origin.originAccessControlId(id)));
                    deleteControl(w, id);
                }));
    }

    static Stream<Refused> headersPolicies() {
        return Stream.of(
                Refused.by("CreateResponseHeadersPolicy", 409, "ResponseHeadersPolicyAlreadyExists", "same name", w -> {
                    Samples.createHeadersPolicy(w.client, "one");
                    Samples.createHeadersPolicy(w.client, "one");
                }),
                Refused.by("CreateResponseHeadersPolicy", 400, "TooManyResponseHeadersPolicies", "too many", w -> {
                    w.service.change(
                            settings -> settings.withQuotas(settings.quotas().withResponseHeadersPolicies(1)));
                    Samples.createHeadersPolicy(w.client, "one");
                    Samples.createHeadersPolicy(w.client, "two");
                }),
                headers(
                        "TooLongCSPInResponseHeadersPolicy",
                        "long CSP",
                        policy -> policy.securityHeadersConfig(security -> security.contentSecurityPolicy(
                                csp -> csp.override(true).contentSecurityPolicy("x".repeat(1784))))),
                headers(
                        "TooManyCustomHeadersInResponseHeadersPolicy",
                        "eleven headers",
                        custom(Stream.iterate(1, n -> n + 1)
                                .limit(11)
                                .map(n -> "X-H" + n)
                                .toArray(String[]::new))),
                headers("InvalidArgument", "a hop-by-hop header", custom("Transfer-Encoding")),
                headers("InvalidArgument", "a header of CloudFront's own", custom("X-Amz-Cf-Id")),
                headers("InvalidArgument", "a security header among the custom ones", custom("X-Frame-Options")),
                headers("InvalidArgument", "a CORS header among the custom ones", custom("Access-Control-Max-Age")),
                headers(
                        "InvalidArgument",
                        "no setting at all",
                        policy -> policy.securityHeadersConfig((ResponseHeadersPolicySecurityHeadersConfig) null)),
                headers(
                        "InvalidArgument",
                        "credentials for every origin",
                        policy -> policy.corsConfig(cors -> cors.accessControlAllowCredentials(true)
                                .originOverride(true)
                                .accessControlAllowOrigins(
                                        list -> list.quantity(1).items("*"))
                                .accessControlAllowHeaders(
                                        list -> list.quantity(1).items("X-A"))
                                .accessControlAllowMethods(
                                        list -> list.quantity(1).itemsWithStrings("GET")))),
                Refused.by(
                        "DeleteResponseHeadersPolicy",
                        400,
                        "IllegalDelete",
                        "a managed one",
                        w -> w.client.deleteResponseHeadersPolicy(
                                request -> request.id("67f7725c-6f97-4210-82d7-5512b31e9d03")
                                        .ifMatch("E1"))),
                Refused.by("DeleteResponseHeadersPolicy", 409, "ResponseHeadersPolicyInUse", "in use", w -> {
                    String id = Samples.createHeadersPolicy(w.client, "one");
                    Samples.create(
                            w.client,
                            Samples.distribution(
                                    "user",
                                    config -> config.defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                            .viewerProtocolPolicy("https-only")
                                            .cachePolicyId(Samples.CACHING_OPTIMIZED)
                                            .responseHeadersPolicyId(id))));
                    String etag = w.client
                            .getResponseHeadersPolicy(request -> request.id(id))
                            .eTag();
                    w.client.deleteResponseHeadersPolicy(
                            request -> request.id(id).ifMatch(etag));
                }));
    }

    static Stream<Refused> cachePolicies() {
        return Stream.of(
                Refused.by("CreateCachePolicy", 409, "CachePolicyAlreadyExists", "same name", w -> {
                    Samples.createCachePolicy(w.client, "one");
                    Samples.createCachePolicy(w.client, "one");
                }),
                Refused.by("CreateCachePolicy", 400, "TooManyCachePolicies", "too many", w -> {
                    w.service.change(
                            settings -> settings.withQuotas(settings.quotas().withCachePolicies(1)));
                    Samples.createCachePolicy(w.client, "one");
                    Samples.createCachePolicy(w.client, "two");
                }),
                Refused.by(
                        "CachePolicyConfig",
                        400,
                        "InvalidArgument",
                        "times out of order",
                        w -> w.client.createCachePolicy(request -> request.cachePolicyConfig(
                                Samples.cachePolicy("one").minTTL(301L).build()))),
                Refused.by(
                        "CachePolicyConfig",
                        400,
                        "InvalidArgument",
                        "a key although nothing is cached",
                        w -> w.client.createCachePolicy(request -> request.cachePolicyConfig(Samples.cachePolicy("one")
                                .defaultTTL(0L)
                                .maxTTL(0L)
                                .build()))),
                Refused.by(
                        "UpdateCachePolicy",
                        400,
                        "IllegalUpdate",
                        "a managed one",
                        w -> w.client.updateCachePolicy(request -> request.id(Samples.CACHING_OPTIMIZED)
                                .ifMatch("E1")
                                .cachePolicyConfig(Samples.cachePolicy("one").build()))),
                Refused.by(
                        "ListDistributionsByCachePolicyId",
                        404,
                        "NoSuchCachePolicy",
                        "unknown",
                        w -> w.client.listDistributionsByCachePolicyId(request -> request.cachePolicyId("none"))),
                Refused.by("DeleteCachePolicy", 409, "CachePolicyInUse", "in use", w -> {
                    String id = Samples.createCachePolicy(w.client, "one");
                    Samples.create(
                            w.client,
                            Samples.distribution(
                                    "user",
                                    config -> config.defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                                            .viewerProtocolPolicy("https-only")
                                            .cachePolicyId(id))));
                    String etag =
                            w.client.getCachePolicy(request -> request.id(id)).eTag();
                    w.client.deleteCachePolicy(request -> request.id(id).ifMatch(etag));
                }));
    }

    private static Refused headers(String code, String what, Consumer<ResponseHeadersPolicyConfig.Builder> change) {
        return Refused.by(
                "CreateResponseHeadersPolicy",
                400,
                code,
                what,
                w -> w.client.createResponseHeadersPolicy(request -> request.responseHeadersPolicyConfig(
                        Samples.headersPolicy("one").applyMutation(change).build())));
    }

    private static Consumer<ResponseHeadersPolicyConfig.Builder> custom(String... names) {
        return policy -> policy.customHeadersConfig(custom -> custom.quantity(names.length)
                .items(Stream.of(names)
                        .map(name -> ResponseHeadersPolicyCustomHeader.builder()
                                .header(name)
                                .value("value")
                                .override(true)
                                .build())
                        .toList()));
    }

    private static void deleteControl(CloudFrontOnTheWire wire, String id) {
        String etag =
                wire.client.getOriginAccessControl(request -> request.id(id)).eTag();
        wire.client.deleteOriginAccessControl(request -> request.id(id).ifMatch(etag));
    }

    private List<CachePolicySummary> cachePolicies(String type) {
        return client.listCachePolicies(request -> request.type(type))
                .cachePolicyList()
                .items();
    }

    private String etag(String distribution) {
        return client.getDistribution(request -> request.id(distribution)).eTag();
    }
}
