package io.siteward.aws.cloudfront;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ready-made set of security headers. */
public enum HeaderPreset {
    /** All that a site without foreign content can bear. */
    STRICT,
    /** What hardly any site is hurt by. */
    BASIC,
    /** Nothing. */
    NONE;

    private static final String STRICT_CSP = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests";
    private static final String NO_DEVICES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /**
     * The headers of a site. A custom header takes the place of the preset's of the same name.
     *
     * <p>HSTS never says {@code preload}: that would bind the whole domain for years, which is not a preset's to say.
     * X-XSS-Protection is left out: browsers have dropped the filter, and it was itself a hole.
     *
     * @param contentSecurityPolicy takes the place of the preset's; null for that of the preset
     * @param custom more headers, by name
     */
    public ResponseHeaders with(@Nullable String contentSecurityPolicy, Map<String, String> custom) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (this == STRICT) {
            headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
            headers.put("X-Frame-Options", "DENY");
            headers.put("Content-Security-Policy", STRICT_CSP);
            headers.put("Permissions-Policy", NO_DEVICES);
        }
        if (this == BASIC) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        if (this != NONE) {
            headers.put("X-Content-Type-Options", "nosniff");
            headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
        }
        if (contentSecurityPolicy != null) {
            headers.put("Content-Security-Policy", contentSecurityPolicy);
        }
        headers.keySet().removeIf(name -> custom.keySet().stream().anyMatch(name::equalsIgnoreCase));
        headers.putAll(custom);
        return ResponseHeaders.of(headers);
    }
}
