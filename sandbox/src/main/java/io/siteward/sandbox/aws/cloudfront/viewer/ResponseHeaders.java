package io.siteward.sandbox.aws.cloudfront.viewer;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyStrictTransportSecurity;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyXSSProtection;

/**
 * What a response headers policy makes of a response: takes headers off, then adds its own. Server-Timing is left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *     response headers policies</a>
 */
final class ResponseHeaders {
    private final Map<String, String> headers;

    private ResponseHeaders(Map<String, String> headers) {
        this.headers = new TreeMap<>(headers);
    }

    /** @param viewer the viewer's method and headers, which CORS depends on */
    static Map<String, String> apply(
            ResponseHeadersPolicyConfig policy, ViewerSide viewer, Map<String, String> received) {
        ResponseHeaders result = new ResponseHeaders(received);
        if (policy.removeHeadersConfig() != null) {
            policy.removeHeadersConfig()
                    .items()
                    .forEach(item -> result.headers.remove(item.header().toLowerCase(Locale.ROOT)));
        }
        if (policy.corsConfig() != null) {
            CorsHeaders.apply(policy.corsConfig(), viewer, result.headers);
        }
        if (policy.securityHeadersConfig() != null) {
            result.secure(policy.securityHeadersConfig());
        }
        if (policy.customHeadersConfig() != null) {
            policy.customHeadersConfig()
                    .items()
                    .forEach(item -> result.set(item.header(), item.value(), item.override()));
        }
        return result.headers;
    }

    private void secure(ResponseHeadersPolicySecurityHeadersConfig security) {
        if (security.contentTypeOptions() != null) {
            set(
                    "x-content-type-options",
                    "nosniff",
                    security.contentTypeOptions().override());
        }
        if (security.frameOptions() != null) {
            set(
                    "x-frame-options",
                    security.frameOptions().frameOptionAsString(),
                    security.frameOptions().override());
        }
        if (security.referrerPolicy() != null) {
            set(
                    "referrer-policy",
                    security.referrerPolicy().referrerPolicyAsString(),
                    security.referrerPolicy().override());
        }
        if (security.contentSecurityPolicy() != null) {
            set(
                    "content-security-policy",
                    security.contentSecurityPolicy().contentSecurityPolicy(),
                    security.contentSecurityPolicy().override());
        }
        if (security.strictTransportSecurity() != null) {
            set(
                    "strict-transport-security",
                    value(security.strictTransportSecurity()),
                    security.strictTransportSecurity().override());
        }
        if (security.xssProtection() != null) {
            set(
                    "x-xss-protection",
                    value(security.xssProtection()),
                    security.xssProtection().override());
        }
    }

    private void set(String header, String value, boolean override) {
        String name = header.toLowerCase(Locale.ROOT);
        if (override || !headers.containsKey(name)) {
            headers.put(name, value);
        }
    }

    private static String value(ResponseHeadersPolicyStrictTransportSecurity security) {
        return "max-age=" + security.accessControlMaxAgeSec()
                + (Boolean.TRUE.equals(security.includeSubdomains()) ? "; includeSubDomains" : "")
                + (Boolean.TRUE.equals(security.preload()) ? "; preload" : "");
    }

    private static String value(ResponseHeadersPolicyXSSProtection protection) {
        if (!protection.protection()) {
            return "0";
        }
        String report = protection.reportUri() == null ? "" : "; report=" + protection.reportUri();
        return "1" + (Boolean.TRUE.equals(protection.modeBlock()) ? "; mode=block" : report);
    }
}
