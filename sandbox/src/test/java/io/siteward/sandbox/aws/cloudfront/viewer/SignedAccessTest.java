package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.cloudfront.KeySamples;
import io.siteward.sandbox.aws.cloudfront.ServedDistribution;
import java.net.URI;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html */
class SignedAccessTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long LATER = NOW.getEpochSecond() + 60;
    private static final String SITE = "https://d1.cloudfront.net";
    private static final String PAGE = SITE + "/members/a.html";
    private static final KeyPair RSA = KeySamples.rsa(2048);
    private static final KeyPair EC = KeySamples.p256();
    private static final TestSigner SIGNER = new TestSigner("KEC", EC, "SHA256");

    @ParameterizedTest
    @CsvSource({"KRSA, SHA1", "KRSA, SHA256", "KEC, SHA1", "KEC, SHA256"})
    void letsInByEitherKindOfKeyAndHash(String key, String hash) {
        TestSigner signer = new TestSigner(key, key.equals("KRSA") ? RSA : EC, hash);

        assertAllowed(signer.canned(PAGE, LATER));
        assertAllowed(signer.custom(PAGE, policy(PAGE, "")));
        assertAllowed(PAGE, signer.cannedCookies(PAGE, LATER));
        assertAllowed(PAGE, signer.customCookies(policy(SITE + "/members/*", "")));
    }

    /** The SDK's own signer, which knows RSA with SHA-1, agrees. */
    @Test
    void letsInWhomTheSdkSignsFor() {
        CloudFrontUtilities sdk = CloudFrontUtilities.create();
        Instant expires = Instant.ofEpochSecond(LATER);

        assertAllowed(sdk.getSignedUrlWithCannedPolicy(canned -> canned.keyPairId("KRSA")
                        .privateKey(RSA.getPrivate())
                        .resourceUrl(PAGE + "?size=large")
                        .expirationDate(expires))
                .url());
        assertAllowed(sdk.getSignedUrlWithCustomPolicy(custom -> custom.keyPairId("KRSA")
                        .privateKey(RSA.getPrivate())
                        .resourceUrl(PAGE)
                        .resourceUrlPattern(SITE + "/members/*")
                        .activeDate(NOW.minusSeconds(1))
                        .ipRange("127.0.0.0/8")
                        .expirationDate(expires))
                .url());
        var cookies = sdk.getCookiesForCustomPolicy(custom -> custom.keyPairId("KRSA")
                .privateKey(RSA.getPrivate())
                .resourceUrl(PAGE)
                .expirationDate(expires));
        assertAllowed(
                PAGE,
                cookies.policyHeaderValue() + "; " + cookies.signatureHeaderValue() + "; "
                        + cookies.keyPairIdHeaderValue());
    }

    /** https://repost.aws/knowledge-center/cloudfront-troubleshoot-signed-url-cookies */
    @Test
    void saysWhatIsMissingOrWrong() {
        assertRefused("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", PAGE);
        assertRefused("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", PAGE + "?Key-Pair-Id=");
        assertRefused("InvalidKey", "Unknown Key", new TestSigner("KNONE", EC, "SHA256").canned(PAGE, LATER));
        assertRefused("MalformedSignature", "Could not unencode Signature", PAGE + "?Expires=1&Key-Pair-Id=KEC");
        assertRefused(
                "MalformedSignature", "Could not unencode Signature", PAGE + "?Expires=1&Signature=!&Key-Pair-Id=KEC");
        assertRefused("MalformedPolicy", "Malformed Policy", PAGE + "?Policy=!&Signature=AAAA&Key-Pair-Id=KEC");
        assertRefused("MalformedPolicy", "Malformed Policy", PAGE + "?Signature=AAAA&Key-Pair-Id=KEC");
        assertRefused("AccessDenied", "Access denied", PAGE + "?Expires=" + LATER + "&Signature=AAAA&Key-Pair-Id=KEC");
    }

    @Test
    void refusesTheKeyOfAGroupThatTheBehaviourDoesNotTrust() {
        String url = SIGNER.canned(PAGE, LATER);
        assertThat(refusal(List.of("other"), url, Map.of()))
                .hasValueSatisfying(answer -> assertThat(answer).contains("<Code>InvalidKey</Code>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SITE + "/members/b.html",
                SITE + "/members/a.html?size=large",
                "http://d1.cloudfront.net/members/a.html",
                "https://d2.cloudfront.net/members/a.html",
                SITE + "/members/%61.html",
            })
    void refusesACannedPolicyForAnotherUrl(String asked) {
        String query = SIGNER.canned(PAGE, LATER).substring(PAGE.length() + 1);
        assertRefused("AccessDenied", "Access denied", asked + (asked.contains("?") ? "&" : "?") + query);
    }

    @Test
    void coversTheOtherParametersOfTheUrl() {
        assertAllowed(SIGNER.canned(PAGE + "?size=large&color=red", LATER));
    }

    @Test
    void endsAtItsTime() {
        assertAllowed(SIGNER.canned(PAGE, NOW.getEpochSecond() + 1));
        assertRefused("AccessDenied", "Access denied", SIGNER.canned(PAGE, NOW.getEpochSecond()));
    }

    @Test
    void beginsAfterItsTime() {
        String from = ",\"DateGreaterThan\":{\"AWS:EpochTime\":%d}";
        assertAllowed(SIGNER.custom(PAGE, policy(PAGE, from.formatted(NOW.getEpochSecond() - 1))));
        assertRefused(
                "AccessDenied",
                "Access denied",
                SIGNER.custom(PAGE, policy(PAGE, from.formatted(NOW.getEpochSecond() + 1))));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/32, 203.0.113.7, true",
        "203.0.113.7,    203.0.113.7, true",
        "203.0.113.0/24, 203.0.113.99, true",
        "203.0.113.0/24, 203.0.114.1, false",
        "0.0.0.0/0,      203.0.114.1, true",
        "0.0.0.0/0,      2001:db8::1, false",
    })
    void looksAtTheViewersAddress(String range, String address, boolean allowed) {
        String policy = policy(PAGE, ",\"IpAddress\":{\"AWS:SourceIp\":\"" + range + "\"}");
        assertThat(refusal(List.of("group"), SIGNER.custom(PAGE, policy), Map.of("x-forwarded-for", address))
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://d1.cloudfront.net/members/*,        true",
        "https://d1.cloudfront.net/members/?.html,   true",
        "http*://d1.cloudfront.net/*,                true",
        "*,                                          true",
        "*/members/a.html,                           true",
        "https://d1.cloudfront.net/members/,         false",
        "https://d1.cloudfront.net/public/*,         false",
        "https://d2.cloudfront.net/*,                false",
        "HTTPS://d1.cloudfront.net/*,                malformed",
    })
    void knowsWildcardsInACustomPolicy(String resource, String outcome) {
        String url = SIGNER.custom(PAGE, policy(resource, ""));
        switch (outcome) {
            case "true" -> assertAllowed(url);
            case "false" -> assertRefused("AccessDenied", "Access denied", url);
            default -> assertRefused("MalformedPolicy", "Malformed Policy", url);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[",
                "{\"Statement\":[]}",
                "{\"Statement\":{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647}}}}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":\"soon\"}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647},"
                        + "\"IpAdress\":{\"AWS:SourceIp\":\"1.2.3.4\"}}}]}",
                "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647},"
                        + "\"IpAddress\":{\"AWS:SourceIp\":\"here\"}}}]}",
            })
    void refusesAMalformedPolicy(String policy) {
        assertRefused("MalformedPolicy", "Malformed Policy", SIGNER.custom(PAGE, policy));
    }

    /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html */
    @Test
    void looksAtNoCookieWhenTheUrlIsSigned() {
        String good = SIGNER.cannedCookies(PAGE, LATER);
        String bad = SIGNER.cannedCookies(PAGE, NOW.getEpochSecond());

        assertAllowed(SIGNER.canned(PAGE, LATER), bad);
        assertRefused("AccessDenied", "Access denied", SIGNER.canned(PAGE, NOW.getEpochSecond()), good);
        assertRefused("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", PAGE + "?Expires=1", good);
    }

    @Test
    void doesNotTakeASignatureOfAnotherHash() {
        String sha256 = SIGNER.canned(PAGE, LATER);
        assertRefused("AccessDenied", "Access denied", sha256.replace("&Hash-Algorithm=SHA256", ""));
        assertRefused("AccessDenied", "Access denied", sha256.replace("=SHA256", "=SHA1"));
        assertRefused("AccessDenied", "Access denied", sha256.replace("=SHA256", "=MD5"));
    }

    private static String policy(String resource, String moreConditions) {
        return "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + LATER + "}" + moreConditions + "}}]}";
    }

    private static void assertAllowed(String url) {
        assertThat(refusal(List.of("group"), url, Map.of())).isEmpty();
    }

    private static void assertAllowed(String url, String cookies) {
        assertThat(refusal(List.of("group"), url, Map.of("cookie", cookies))).isEmpty();
    }

    private static void assertRefused(String code, String message, String url) {
        assertRefused(code, message, url, "theme=dark");
    }

    private static void assertRefused(String code, String message, String url, String cookies) {
        assertThat(refusal(List.of("group"), url, Map.of("cookie", cookies)))
                .contains("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>"
                        + message + "</Message></Error>");
    }

    private static Optional<String> refusal(List<String> groups, String url, Map<String, String> headers) {
        URI address = URI.create(url);
        Map<String, String> all = new TreeMap<>(headers);
        all.put("host", address.getRawAuthority());
        all.put("x-forwarded-proto", address.getScheme());
        ServedDistribution distribution = new ServedDistribution(
                NOW,
                "arn",
                List.of("d1.cloudfront.net"),
                DistributionConfig.builder().build(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("group", Map.of("KRSA", RSA.getPublic(), "KEC", EC.getPublic()), "other", Map.of()),
                Map.of());
        String query = Optional.ofNullable(address.getRawQuery()).orElse("");
        return new SignedAccess(distribution, groups)
                .refusal(new ViewerSide("GET", address.getRawPath(), query, all))
                .map(answer -> answer.body().asUtf8String());
    }
}
