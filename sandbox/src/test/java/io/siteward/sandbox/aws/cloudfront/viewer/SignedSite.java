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
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** A distribution at a moment, and its edge asked whether it lets a viewer in. */
final class SignedSite {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final long LATER = NOW.getEpochSecond() + 60;
    static final String SITE = "https://d1.cloudfront.net";
    static final String PAGE = SITE + "/members/a.html";
    static final KeyPair RSA = KeySamples.rsa(2048);
    static final KeyPair EC = KeySamples.p256();
    static final TestSigner SIGNER = new TestSigner("KEC", EC, "SHA256");

    private SignedSite() {}

    static String policy(String resource, String moreConditions) {
        return "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + LATER + "}" + moreConditions + "}}]}";
    }

    static void assertAllowed(String url) {
        assertThat(refusal(List.of("group"), url, Map.of())).isEmpty();
    }

    static void assertAllowed(String url, String cookies) {
        assertThat(refusal(List.of("group"), url, Map.of("cookie", cookies))).isEmpty();
    }

    static void assertRefused(String code, String message, String url) {
        assertRefused(code, message, url, "theme=dark");
    }

    static void assertRefused(String code, String message, String url, String cookies) {
        assertThat(refusal(List.of("group"), url, Map.of("cookie", cookies)))
                .contains("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>"
                        + message + "</Message></Error>");
    }

    static Optional<String> refusal(List<String> groups, String url, Map<String, String> headers) {
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
