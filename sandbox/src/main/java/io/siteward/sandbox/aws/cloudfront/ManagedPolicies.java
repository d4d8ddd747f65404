package io.siteward.sandbox.aws.cloudfront;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyCookieBehavior;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyQueryStringBehavior;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCorsConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;

/**
 * Those of AWS's managed policies that a static site may want; AWS has more.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html">cache
 *     policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html">origin
 *     request policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html">response
 *     headers policies</a>
 */
final class ManagedPolicies {
    private static final int YEAR = 31_536_000;

    private ManagedPolicies() {}

    /** By id. */
    static Map<String, CachePolicyConfig> cache() {
        Map<String, CachePolicyConfig> policies = new LinkedHashMap<>();
        policies.put("658327ea-f89d-4fab-a63d-7e88639e58f6", cache("Managed-CachingOptimized", 1, 86_400, YEAR, true));
        policies.put(
                "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
                cache("Managed-CachingOptimizedForUncompressedObjects", 1, 86_400, YEAR, false));
        policies.put("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", cache("Managed-CachingDisabled", 0, 0, 0, false));
        return policies;
    }

    private static CachePolicyConfig cache(String name, long min, long byDefault, long max, boolean compressed) {
        return CachePolicyConfig.builder()
                .name(name)
                .comment("")
                .minTTL(min)
                .defaultTTL(byDefault)
                .maxTTL(max)
                .parametersInCacheKeyAndForwardedToOrigin(key -> key.enableAcceptEncodingGzip(compressed)
                        .enableAcceptEncodingBrotli(compressed)
                        .headersConfig(headers -> headers.headerBehavior("none"))
                        .cookiesConfig(cookies -> cookies.cookieBehavior("none"))
                        .queryStringsConfig(queries -> queries.queryStringBehavior("none")))
                .build();
    }

    /** By id. */
    static Map<String, OriginRequestPolicyConfig> originRequest() {
        Map<String, OriginRequestPolicyConfig> policies = new LinkedHashMap<>();
        policies.put(
                "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
                originRequest(
                        "Managed-CORS-S3Origin",
                        "origin",
                        "access-control-request-headers",
                        "access-control-request-method"));
        policies.put("59781a5b-3903-41f3-afcb-af62929ccde1", originRequest("Managed-CORS-CustomOrigin", "origin"));
        policies.put(
                "acba4595-bd28-49b8-b9fe-13317c0390fa",
                originRequest("Managed-UserAgentRefererHeaders", "user-agent", "referer"));
        policies.put(
                "216adef6-5c7f-47e4-b989-5492eafa07d3",
                OriginRequestPolicyConfig.builder()
                        .name("Managed-AllViewer")
                        .comment("")
                        .headersConfig(headers -> headers.headerBehavior(OriginRequestPolicyHeaderBehavior.ALL_VIEWER))
                        .cookiesConfig(cookies -> cookies.cookieBehavior(OriginRequestPolicyCookieBehavior.ALL))
                        .queryStringsConfig(
                                queries -> queries.queryStringBehavior(OriginRequestPolicyQueryStringBehavior.ALL))
                        .build());
        return policies;
    }

    private static OriginRequestPolicyConfig originRequest(String name, String... headerNames) {
        return OriginRequestPolicyConfig.builder()
                .name(name)
                .comment("")
                .headersConfig(headers -> headers.headerBehavior(OriginRequestPolicyHeaderBehavior.WHITELIST)
                        .headers(names -> names.quantity(headerNames.length).items(List.of(headerNames))))
                .cookiesConfig(cookies -> cookies.cookieBehavior(OriginRequestPolicyCookieBehavior.NONE))
                .queryStringsConfig(queries -> queries.queryStringBehavior(OriginRequestPolicyQueryStringBehavior.NONE))
                .build();
    }

    /** By id. */
    static Map<String, ResponseHeadersPolicyConfig> responseHeaders() {
        Map<String, ResponseHeadersPolicyConfig> policies = new LinkedHashMap<>();
        policies.put(
                "60669652-455b-4ae9-85a4-c4c02393f86c",
                named("Managed-SimpleCORS").corsConfig(cors("GET")).build());
        policies.put(
                "67f7725c-6f97-4210-82d7-5512b31e9d03",
                named("Managed-SecurityHeadersPolicy")
                        .securityHeadersConfig(security())
                        .build());
        policies.put(
                "e61eb60c-9c35-4d20-a928-2b84e02af89c",
                named("Managed-CORS-and-SecurityHeadersPolicy")
                        .corsConfig(cors("GET"))
                        .securityHeadersConfig(security())
                        .build());
        policies.put(
                "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
                named("Managed-CORS-With-Preflight")
                        .corsConfig(cors("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"))
                        .build());
        return policies;
    }

    private static ResponseHeadersPolicyConfig.Builder named(String name) {
        return ResponseHeadersPolicyConfig.builder().name(name).comment("");
    }

    private static ResponseHeadersPolicyCorsConfig cors(String... methodNames) {
        return ResponseHeadersPolicyCorsConfig.builder()
                .accessControlAllowOrigins(origins -> origins.quantity(1).items(List.of("*")))
                .accessControlAllowHeaders(headers -> headers.quantity(1).items(List.of("*")))
                .accessControlAllowMethods(
                        methods -> methods.quantity(methodNames.length).itemsWithStrings(methodNames))
                .accessControlAllowCredentials(false)
                .originOverride(false)
                .build();
    }

    private static ResponseHeadersPolicySecurityHeadersConfig security() {
        return ResponseHeadersPolicySecurityHeadersConfig.builder()
                .contentTypeOptions(options -> options.override(true))
                .frameOptions(options -> options.override(false).frameOption("SAMEORIGIN"))
                .referrerPolicy(policy -> policy.override(false).referrerPolicy("strict-origin-when-cross-origin"))
                .strictTransportSecurity(security -> security.override(false).accessControlMaxAgeSec(YEAR))
                .xssProtection(protection ->
                        protection.override(false).protection(true).modeBlock(true))
                .build();
    }
}
