package io.siteward.sandbox.aws.cloudfront.viewer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a viewer sent to show that he may read: in the query of a signed URL, or else in cookies. A URL with one of the
 * parameters counts as signed, and then no cookie is looked at.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html">Decide
 *     to use signed URLs or signed cookies</a>
 */
record SignatureParameters(Map<String, String> values) {
    private static final String KEY_PAIR_ID = "Key-Pair-Id";
    private static final String SIGNATURE = "Signature";
    private static final String POLICY = "Policy";
    private static final String EXPIRES = "Expires";
    private static final String HASH_ALGORITHM = "Hash-Algorithm";
    private static final Set<String> NAMES = Set.of(KEY_PAIR_ID, SIGNATURE, POLICY, EXPIRES, HASH_ALGORITHM);
    private static final String COOKIE_PREFIX = "CloudFront-";

    static SignatureParameters of(ViewerSide viewer) {
        Map<String, String> inUrl = new HashMap<>();
        Stream.of(viewer.query().split("&", -1))
                .filter(SignatureParameters::isOne)
                .forEach(parameter -> inUrl.putIfAbsent(name(parameter), decode(value(parameter))));
        if (!inUrl.isEmpty()) {
            return new SignatureParameters(inUrl);
        }
        Map<String, String> inCookies = new HashMap<>();
        Stream.of(viewer.header("cookie").orElse("").split(";\\s*", -1))
                .filter(cookie -> cookie.startsWith(COOKIE_PREFIX))
                .map(cookie -> cookie.substring(COOKIE_PREFIX.length()))
                .filter(SignatureParameters::isOne)
                .forEach(cookie -> inCookies.putIfAbsent(name(cookie), value(cookie)));
        return new SignatureParameters(inCookies);
    }

    /** The query that is left for functions and origins. */
    static String without(String query) {
        return Stream.of(query.split("&", -1))
                .filter(parameter -> !isOne(parameter))
                .collect(Collectors.joining("&"));
    }

    Optional<String> keyPairId() {
        return given(KEY_PAIR_ID);
    }

    Optional<String> signature() {
        return given(SIGNATURE);
    }

    /** A custom policy, in CloudFront's base64. */
    Optional<String> policy() {
        return given(POLICY);
    }

    /** Of a canned policy: seconds since 1970. */
    Optional<String> expires() {
        return given(EXPIRES);
    }

    Optional<String> hashAlgorithm() {
        return given(HASH_ALGORITHM);
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static boolean isOne(String parameter) {
        return NAMES.contains(name(parameter));
    }

    private static String name(String parameter) {
        return parameter.split("=", 2)[0];
    }

    private static String value(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : parameter.substring(equals + 1);
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not percent-encoded as it should be: it is no value of ours, and is refused as it stands.
            return value;
        }
    }
}
