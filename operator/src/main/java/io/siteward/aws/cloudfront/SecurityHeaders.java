package io.siteward.aws.cloudfront;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyStrictTransportSecurity;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyXSSProtection;

/**
 * The six headers that a response-headers policy has fields for, and that CloudFront refuses as custom headers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *     response headers policies</a>
 */
final class SecurityHeaders {
    static final String HSTS = "Strict-Transport-Security";
    static final String CONTENT_TYPE = "X-Content-Type-Options";
    static final String FRAME = "X-Frame-Options";
    static final String REFERRER = "Referrer-Policy";
    static final String CSP = "Content-Security-Policy";
    static final String XSS = "X-XSS-Protection";

    private static final Pattern MAX_AGE = Pattern.compile("max-age=([0-9]{1,9})(; includeSubDomains)?(; preload)?");
    private static final String ONLY_IF_MISSING = " (only when the origin sends none)";

    private SecurityHeaders() {}

    /** Whether the policy has a field for it. */
    static boolean has(String name) {
        return name.equalsIgnoreCase(HSTS)
                || name.equalsIgnoreCase(CONTENT_TYPE)
                || name.equalsIgnoreCase(FRAME)
                || name.equalsIgnoreCase(REFERRER)
                || name.equalsIgnoreCase(CSP)
                || name.equalsIgnoreCase(XSS);
    }

    /** The fields that say these headers; others are passed over. */
    static ResponseHeadersPolicySecurityHeadersConfig toConfig(Map<String, String> headers) {
        var config = ResponseHeadersPolicySecurityHeadersConfig.builder();
        headers.forEach((name, value) -> {
            if (name.equalsIgnoreCase(HSTS)) {
                config.strictTransportSecurity(hsts(value));
            } else if (name.equalsIgnoreCase(CONTENT_TYPE)) {
                config.contentTypeOptions(field -> field.override(true));
            } else if (name.equalsIgnoreCase(FRAME)) {
                config.frameOptions(field -> field.override(true).frameOption(value));
            } else if (name.equalsIgnoreCase(REFERRER)) {
                config.referrerPolicy(field -> field.override(true).referrerPolicy(value));
            } else if (name.equalsIgnoreCase(CSP)) {
                config.contentSecurityPolicy(field -> field.override(true).contentSecurityPolicy(value));
            } else if (name.equalsIgnoreCase(XSS)) {
                config.xssProtection(field ->
                        field.override(true).protection(value.startsWith("1")).modeBlock(value.endsWith("mode=block")));
            }
        });
        return config.build();
    }

    /** The headers that the fields say, one that yields to the origin's marked as such. */
    static Map<String, String> of(@Nullable ResponseHeadersPolicySecurityHeadersConfig config) {
        Map<String, String> headers = new TreeMap<>();
        if (config == null) {
            return headers;
        }
        if (config.strictTransportSecurity() != null) {
            var field = config.strictTransportSecurity();
            headers.put(HSTS, text(hsts(field), field.override()));
        }
        if (config.contentTypeOptions() != null) {
            headers.put(
                    CONTENT_TYPE, text("nosniff", config.contentTypeOptions().override()));
        }
        if (config.frameOptions() != null) {
            var field = config.frameOptions();
            headers.put(FRAME, text(field.frameOptionAsString(), field.override()));
        }
        if (config.referrerPolicy() != null) {
            var field = config.referrerPolicy();
            headers.put(REFERRER, text(field.referrerPolicyAsString(), field.override()));
        }
        if (config.contentSecurityPolicy() != null) {
            var field = config.contentSecurityPolicy();
            headers.put(CSP, text(field.contentSecurityPolicy(), field.override()));
        }
        if (config.xssProtection() != null) {
            headers.put(
                    XSS,
                    text(xss(config.xssProtection()), config.xssProtection().override()));
        }
        return headers;
    }

    /** A value as compared: one that the origin can replace is another value. */
    static String text(String value, @Nullable Boolean override) {
        return Boolean.TRUE.equals(override) ? value : value + ONLY_IF_MISSING;
    }

    private static ResponseHeadersPolicyStrictTransportSecurity hsts(String value) {
        Matcher matcher = MAX_AGE.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("CloudFront cannot send " + HSTS + ": " + value);
        }
        return ResponseHeadersPolicyStrictTransportSecurity.builder()
                .override(true)
                .accessControlMaxAgeSec(Integer.parseInt(matcher.group(1)))
                .includeSubdomains(matcher.group(2) != null)
                .preload(matcher.group(3) != null)
                .build();
    }

    private static String hsts(ResponseHeadersPolicyStrictTransportSecurity field) {
        return "max-age=" + field.accessControlMaxAgeSec()
                + (Boolean.TRUE.equals(field.includeSubdomains()) ? "; includeSubDomains" : "")
                + (Boolean.TRUE.equals(field.preload()) ? "; preload" : "");
    }

    private static String xss(ResponseHeadersPolicyXSSProtection field) {
        if (!Boolean.TRUE.equals(field.protection())) {
            return "0";
        }
        String report = Text.orEmpty(field.reportUri());
        return "1" + (Boolean.TRUE.equals(field.modeBlock()) ? "; mode=block" : "")
                + (report.isEmpty() ? "" : "; report=" + report);
    }
}
