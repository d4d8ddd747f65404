package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.cloudfront.ServedDistribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyRemoveHeader;

/** What a viewer gets, with an origin that knows a few objects and notes what it is asked. */
class EdgeTest {
    private static final String ARN = "arn:aws:cloudfront::111122223333:distribution/E1";

    private final Map<String, String> objects = new TreeMap<>();
    private final List<ObjectOrigin.Request> asked = new ArrayList<>();
    private final DistributionConfig.Builder config = DistributionConfig.builder()
            .enabled(true)
            .defaultRootObject("index.html")
            .origins(origins -> origins.quantity(1)
                    .items(Origin.builder()
                            .id("bucket")
                            .domainName("pages.s3.eu-central-1.amazonaws.com")
                            .originPath("")
                            .originAccessControlId("OAC")
                            .build()))
            .restrictions(all -> all.geoRestriction(geo -> geo.restrictionType("none")))
            .customErrorResponses(none -> none.quantity(0));
    private final DefaultCacheBehavior.Builder behavior = DefaultCacheBehavior.builder()
            .targetOriginId("bucket")
            .viewerProtocolPolicy("redirect-to-https")
            .allowedMethods(methods -> methods.items(Method.GET, Method.HEAD))
            .cachePolicyId("cache");
    private final Map<String, String> functions = new TreeMap<>();
    private final List<String> cacheKeyHeaders = new ArrayList<>();
    private String signing = "always";
    private ResponseHeadersPolicyConfig headersPolicy =
            ResponseHeadersPolicyConfig.builder().build();

    @Test
    void answersTheRootObjectForTheSlash() {
        objects.put("index.html", "home");

        Answer answer = get("/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().asUtf8String()).isEqualTo("home");
    }

    @Test
    void signsWhereTheOriginHasAnAccessControlThatSigns() {
        get("/a.html");
        signing = "never";
        get("/a.html");

        assertThat(asked.get(0).signedFor()).contains(ARN);
        assertThat(asked.get(1).signedFor()).isEmpty();
        assertThat(asked.get(0).bucketName()).isEqualTo("pages");
    }

    @Test
    void decodesThePathIntoTheKey() {
        get("/caf%C3%A9/a+b%20c.html");

        assertThat(asked.get(0).key()).isEqualTo("café/a+b c.html");
    }

    @Test
    void answersNothingWhileDisabled() {
        objects.put("index.html", "home");
        config.enabled(false);

        assertThat(get("/").status()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void redirectsPlainHttp() {
        Answer answer = serve("GET", "/a.html", Map.of("x-forwarded-proto", "http", "host", "www.example.com"));

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.headers()).containsEntry("location", "https://www.example.com/a.html?q=1");
    }

    @Test
    void refusesPlainHttpWhereOnlyHttpsIsAllowed() {
        behavior.viewerProtocolPolicy("https-only");

        assertThat(serve("GET", "/a.html", Map.of("x-forwarded-proto", "http")).status())
                .isEqualTo(403);
    }

    @Test
    void followsTheViewersProtocolToTheBucket() {
        behavior.viewerProtocolPolicy("allow-all");

        serve("GET", "/a.html", Map.of("x-forwarded-proto", "http"));

        assertThat(asked.get(0).secureTransport()).isFalse();
    }

    @Test
    void refusesMethodsThatTheBehaviourDoesNotAllow() {
        assertThat(serve("POST", "/a.html", Map.of()).status()).isEqualTo(403);
        assertThat(serve("OPTIONS", "/a.html", Map.of()).status()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html */
    @Test
    void letsInWhomTheListOfCountriesLetsIn() {
        objects.put("a.html", "a");
        config.restrictions(all -> all.geoRestriction(
                geo -> geo.restrictionType("whitelist").quantity(1).items("DE")));

        assertThat(serve("GET", "/a.html", Map.of("cloudfront-viewer-country", "DE"))
                        .status())
                .isEqualTo(200);
        assertThat(serve("GET", "/a.html", Map.of("cloudfront-viewer-country", "FR"))
                        .status())
                .isEqualTo(403);

        config.restrictions(all -> all.geoRestriction(
                geo -> geo.restrictionType("blacklist").quantity(1).items("DE")));
        assertThat(serve("GET", "/a.html", Map.of("cloudfront-viewer-country", "DE"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void choosesTheFirstBehaviourThatMatches() {
        objects.put("members/a.html", "a");
        config.cacheBehaviors(all -> all.quantity(1).items(ordered("/members/*", "https-only")));

        assertThat(serve("GET", "/members/a.html", Map.of("x-forwarded-proto", "http"))
                        .status())
                .isEqualTo(403);
        assertThat(serve("GET", "/a.html", Map.of("x-forwarded-proto", "http")).status())
                .isEqualTo(301);
    }

    @Test
    void exchangesAnErrorForItsPage() {
        objects.put("404.html", "not here");
        config.customErrorResponses(errors -> errors.quantity(1).items(errorPage(403, "/404.html", "404")));

        Answer answer = get("/missing.html");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().asUtf8String()).isEqualTo("not here");
        assertThat(answer.headers()).containsEntry("x-cache", "Error from cloudfront");
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html */
    @Test
    void answersTheErrorOfThePageWhereThePageIsMissing() {
        config.customErrorResponses(errors -> errors.quantity(1).items(errorPage(403, "/404.html", "404")));

        assertThat(get("/missing.html").status()).isEqualTo(403);
    }

    @Test
    void runsTheFunctionThatRewrites() {
        objects.put("a/index.html", "the index");
        viewerFunction("viewer-request", """
                function handler(event) {
                    const request = event.request;
                    if (request.uri.endsWith('/')) {
                        request.uri += `index.html`;
                    }
                    return request;
                }
                """);

        assertThat(get("/a/").body().asUtf8String()).isEqualTo("the index");
    }

    @Test
    void runsTheFunctionThatAnswers() {
        viewerFunction("viewer-request", """
                function handler(event) {
                    return {
                        statusCode: 302,
                        headers: {location: {value: event.request.uri + '/?q=' + event.request.querystring.q.value}}
                    };
                }
                """);

        Answer answer = get("/a");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers()).containsEntry("location", "/a/?q=1");
        assertThat(asked).isEmpty();
    }

    @Test
    void runsTheResponseFunctionForWhatWorked() {
        objects.put("a.html", "a");
        viewerFunction("viewer-response", """
                function handler(event) {
                    event.response.headers['x-seen'] = {value: 'yes'};
                    return event.response;
                }
                """);

        assertThat(get("/a.html").headers()).containsEntry("x-seen", "yes");
        assertThat(get("/missing.html").headers()).doesNotContainKey("x-seen");
    }

    @Test
    void answersUnavailableWhenTheFunctionFails() {
        viewerFunction("viewer-request", "function handler(event) { throw new Error('no'); }");
        assertThat(get("/a.html").status()).isEqualTo(503);
    }

    @Test
    void stopsAFunctionThatDoesNotEnd() {
        viewerFunction("viewer-request", "function handler(event) { while (true) {} }");
        assertThat(get("/a.html").status()).isEqualTo(503);
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-restrictions.html */
    @Test
    void doesNotChooseTheBehaviourAnewAfterARewrite() {
        objects.put("members/a.html", "for members");
        headersPolicy = ResponseHeadersPolicyConfig.builder()
                .customHeadersConfig(custom -> custom.quantity(1).items(header("X-Members", "yes", true)))
                .build();
        config.cacheBehaviors(all -> all.quantity(1)
                .items(ordered("/members/*", "https-only").toBuilder()
                        .responseHeadersPolicyId("headers")
                        .build()));
        viewerFunction("viewer-request", """
                function handler(event) {
                    event.request.uri = '/members/a.html';
                    return event.request;
                }
                """);

        Answer rewritten = get("/public.html");

        assertThat(rewritten.body().asUtf8String()).isEqualTo("for members");
        assertThat(rewritten.headers()).doesNotContainKey("x-members");
        assertThat(get("/members/a.html").headers()).containsEntry("x-members", "yes");
    }

    @Test
    void addsAndRemovesHeadersAsThePolicySays() {
        objects.put("a.html", "a");
        headersPolicy = ResponseHeadersPolicyConfig.builder()
                .securityHeadersConfig(security -> security.strictTransportSecurity(hsts ->
                                hsts.override(true).accessControlMaxAgeSec(60).includeSubdomains(true))
                        .frameOptions(frame -> frame.override(true).frameOption("DENY"))
                        .xssProtection(
                                xss -> xss.override(true).protection(true).modeBlock(true)))
                .customHeadersConfig(custom -> custom.quantity(2)
                        .items(header("X-Own", "mine", false), header("Content-Type", "other", false)))
                .removeHeadersConfig(removed -> removed.quantity(1)
                        .items(ResponseHeadersPolicyRemoveHeader.builder()
                                .header("Server")
                                .build()))
                .build();
        behavior.responseHeadersPolicyId("headers");

        assertThat(get("/a.html").headers())
                .containsEntry("strict-transport-security", "max-age=60; includeSubDomains")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("x-xss-protection", "1; mode=block")
                .containsEntry("x-own", "mine")
                .containsEntry("content-type", "text/plain")
                .doesNotContainKey("server");
    }

    @Test
    void allowsTheOriginsThatThePolicyLists() {
        objects.put("a.html", "a");
        headersPolicy = ResponseHeadersPolicyConfig.builder()
                .corsConfig(cors -> cors.originOverride(true)
                        .accessControlAllowCredentials(false)
                        .accessControlAllowOrigins(list -> list.quantity(1).items("https://*.example.com"))
                        .accessControlAllowMethods(list -> list.quantity(1).itemsWithStrings("GET"))
                        .accessControlAllowHeaders(list -> list.quantity(1).items("X-A")))
                .build();
        behavior.responseHeadersPolicyId("headers");

        assertThat(serve("GET", "/a.html", Map.of("origin", "https://www.example.com"))
                        .headers())
                .containsEntry("access-control-allow-origin", "https://www.example.com")
                .containsEntry("vary", "Origin");
        assertThat(serve("GET", "/a.html", Map.of("origin", "https://evil.org")).headers())
                .doesNotContainKey("access-control-allow-origin");
        assertThat(get("/a.html").headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void letsOnlyThePoliciesHeadersThroughToTheOrigin() {
        serve("GET", "/a.html", Map.of("origin", "https://www.example.com", "user-agent", "x"));
        cacheKeyHeaders.add("Origin");
        serve("GET", "/a.html", Map.of("origin", "https://www.example.com", "user-agent", "x"));

        assertThat(asked.get(0).headers()).isEmpty();
        assertThat(asked.get(1).headers()).containsOnlyKeys("origin");
    }

    private Answer get(String uri) {
        return serve("GET", uri, Map.of());
    }

    private Answer serve(String method, String uri, Map<String, String> headers) {
        ServedDistribution distribution = new ServedDistribution(
                Instant.EPOCH,
                ARN,
                List.of(),
                config.defaultCacheBehavior(behavior.build()).build(),
                Map.of(
                        "OAC",
                        OriginAccessControlConfig.builder()
                                .signingBehavior(signing)
                                .build()),
                Map.of("cache", cachePolicy()),
                Map.of(),
                Map.of("headers", headersPolicy),
                Map.of(),
                functions);
        return new Edge("E1", distribution, this::fetch).serve(new ViewerSide(method, uri, "q=1", headers));
    }

    private Answer fetch(ObjectOrigin.Request request) {
        asked.add(request);
        String object = objects.get(request.key());
        return object == null
                ? new Answer(403, Map.of("content-type", "application/xml"), SdkBytes.fromUtf8String("<Error/>"))
                : new Answer(
                        200,
                        Map.of("content-type", "text/plain", "server", "AmazonS3"),
                        SdkBytes.fromUtf8String(object));
    }

    private CachePolicyConfig cachePolicy() {
        return CachePolicyConfig.builder()
                .parametersInCacheKeyAndForwardedToOrigin(key -> key.headersConfig(headers -> headers.headerBehavior(
                                cacheKeyHeaders.isEmpty() ? "none" : "whitelist")
                        .headers(names -> names.quantity(cacheKeyHeaders.size()).items(cacheKeyHeaders))))
                .build();
    }

    private void viewerFunction(String event, String source) {
        functions.put("function", source);
        behavior.functionAssociations(all -> all.quantity(1)
                .items(FunctionAssociation.builder()
                        .functionARN("function")
                        .eventType(event)
                        .build()));
    }

    private static CacheBehavior ordered(String pattern, String protocolPolicy) {
        return CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId("bucket")
                .viewerProtocolPolicy(protocolPolicy)
                .allowedMethods(methods -> methods.items(Method.GET, Method.HEAD))
                .cachePolicyId("cache")
                .build();
    }

    private static CustomErrorResponse errorPage(int error, String page, String code) {
        return CustomErrorResponse.builder()
                .errorCode(error)
                .responsePagePath(page)
                .responseCode(code)
                .build();
    }

    private static ResponseHeadersPolicyCustomHeader header(String name, String value, boolean override) {
        return ResponseHeadersPolicyCustomHeader.builder()
                .header(name)
                .value(value)
                .override(override)
                .build();
    }
}
