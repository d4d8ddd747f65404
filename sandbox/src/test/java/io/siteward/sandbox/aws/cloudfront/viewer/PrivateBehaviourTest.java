package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.cloudfront.KeySamples;
import io.siteward.sandbox.aws.cloudfront.ServedDistribution;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** A distribution of which a part asks for signatures, and what of that part gets out. */
class PrivateBehaviourTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long LATER = NOW.getEpochSecond() + 60;
    private static final KeyPair KEYS = KeySamples.p256();
    private static final TestSigner SIGNER = new TestSigner("K1", KEYS, "SHA256");
    private static final String SITE = "https://d1.cloudfront.net";

    private final Map<String, String> objects = new TreeMap<>(Map.of(
            "index.html", "home",
            "404.html", "not here",
            "members/a.html", "secret",
            "members/index.html", "secret",
            "members/404.html", "secret"));
    private final List<String> asked = new ArrayList<>();
    private final DistributionConfig.Builder config = DistributionConfig.builder()
            .enabled(true)
            .defaultRootObject("index.html")
            .origins(origins -> origins.quantity(1)
                    .items(Origin.builder()
                            .id("bucket")
                            .domainName("pages.s3.eu-central-1.amazonaws.com")
                            .originPath("")
                            .originAccessControlId("")
                            .build()))
            .restrictions(all -> all.geoRestriction(geo -> geo.restrictionType("none")))
            .customErrorResponses(none -> none.quantity(0));
    private final CacheBehavior.Builder members = behavior("/members/*")
            .trustedKeyGroups(groups -> groups.enabled(true).quantity(1).items("group"));
    private String function = "function handler(event) { return event.request; }";

    @Test
    void servesWhatIsSigned() {
        assertThat(serve(SIGNER.canned(SITE + "/members/a.html", LATER)).body().asUtf8String())
                .isEqualTo("secret");
        assertThat(serve(SITE + "/").body().asUtf8String()).isEqualTo("home");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/members",
                "/members/",
                "/members/a.html",
                "/members/a.html?Expires=99999999999",
                "/%6Dembers/a.html",
                "/members/%61.html",
                "//members/a.html",
                "/members//a.html",
                "/./members/a.html",
                "/x/../members/a.html",
                "/x/%2e%2E/members/a.html",
                "/members/../members/a.html",
                "/members/../404.html",
                "/MEMBERS/a.html",
            })
    void letsNothingPrivateOutUnsigned(String path) {
        assertThat(serve(SITE + path).body().asUtf8String()).doesNotContain("secret");
    }

    /** Nobody says that CloudFront decodes a reserved character, and S3 does: the pattern has to be made for it. */
    @Test
    void doesNotSeeASlashThatIsEncoded() {
        assertThat(serve(SITE + "/members%2Fa.html").body().asUtf8String()).isEqualTo("secret");
    }

    @Test
    void protectsNothingByGroupsThatAreNotEnabled() {
        members.trustedKeyGroups(groups -> groups.enabled(false).quantity(1).items("group"));
        assertThat(serve(SITE + "/members/a.html").body().asUtf8String()).isEqualTo("secret");
    }

    @Test
    void runsNoFunctionForWhoMayNotRead() {
        function = "function handler(event) { return {statusCode: 200, body: 'made by the function'}; }";
        members.functionAssociations(all -> all.quantity(1)
                .items(FunctionAssociation.builder()
                        .functionARN("function")
                        .eventType("viewer-request")
                        .build()));

        assertThat(serve(SITE + "/members/a.html").status()).isEqualTo(403);
        assertThat(serve(SIGNER.canned(SITE + "/members/a.html", LATER)).body().asUtf8String())
                .isEqualTo("made by the function");
    }

    @Test
    void keepsTheSignatureFromFunctions() {
        function = "function handler(event) { return {statusCode: 200,"
                + " body: Object.keys(event.request.querystring).join()}; }";
        members.functionAssociations(all -> all.quantity(1)
                .items(FunctionAssociation.builder()
                        .functionARN("function")
                        .eventType("viewer-request")
                        .build()));

        assertThat(serve(SIGNER.canned(SITE + "/members/a.html?size=large&color=red", LATER))
                        .body()
                        .asUtf8String())
                .isEqualTo("size,color");
    }

    @Test
    void asksTheOriginNothingForWhoMayNotRead() {
        serve(SITE + "/members/a.html");
        assertThat(asked).isEmpty();
    }

    @Test
    void answersAMissingSignatureWithTheErrorPageFor403() {
        config.customErrorResponses(errors -> errors.quantity(1).items(errorPage("/404.html")));

        Answer answer = serve(SITE + "/members/a.html");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().asUtf8String()).isEqualTo("not here");
    }

    @Test
    void servesNoErrorPageThatIsPrivate() {
        config.customErrorResponses(errors -> errors.quantity(1).items(errorPage("/members/404.html")));

        assertThat(serve(SITE + "/members/a.html").body().asUtf8String()).contains("MissingKey");
        assertThat(serve(SITE + "/nothing.html").body().asUtf8String()).isEqualTo("<Error/>");
    }

    @Test
    void redirectsPlainHttpBeforeItAsksForASignature() {
        members.viewerProtocolPolicy("redirect-to-https");
        assertThat(serve("http://d1.cloudfront.net/members/a.html").status()).isEqualTo(301);
    }

    private Answer serve(String url) {
        int path = url.indexOf('/', "https://".length());
        int query = url.indexOf('?');
        String raw = query < 0 ? url.substring(path) : url.substring(path, query);
        Map<String, String> headers =
                Map.of("host", "d1.cloudfront.net", "x-forwarded-proto", url.substring(0, url.indexOf(':')));
        ServedDistribution distribution = new ServedDistribution(
                NOW,
                "arn",
                List.of("d1.cloudfront.net"),
                config.defaultCacheBehavior(ordinary -> ordinary.targetOriginId("bucket")
                                .viewerProtocolPolicy("https-only")
                                .allowedMethods(methods -> methods.items(Method.GET)))
                        .cacheBehaviors(all -> all.quantity(1).items(members.build()))
                        .build(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("group", Map.of("K1", KEYS.getPublic())),
                Map.of("function", function));
        return new Edge("E1", distribution, this::fetch)
                .serve(new ViewerSide("GET", raw, query < 0 ? "" : url.substring(query + 1), headers));
    }

    private Answer fetch(ObjectOrigin.Request request) {
        asked.add(request.key());
        String object = objects.get(request.key());
        return object == null
                ? new Answer(403, Map.of(), SdkBytes.fromUtf8String("<Error/>"))
                : new Answer(200, Map.of(), SdkBytes.fromUtf8String(object));
    }

    private static CacheBehavior.Builder behavior(String pattern) {
        return CacheBehavior.builder()
                .pathPattern(pattern)
                .targetOriginId("bucket")
                .viewerProtocolPolicy("https-only")
                .allowedMethods(methods -> methods.items(Method.GET));
    }

    private static CustomErrorResponse errorPage(String page) {
        return CustomErrorResponse.builder()
                .errorCode(403)
                .responsePagePath(page)
                .responseCode("404")
                .build();
    }
}
