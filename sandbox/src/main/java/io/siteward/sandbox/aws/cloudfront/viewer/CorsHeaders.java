package io.siteward.sandbox.aws.cloudfront.viewer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyAccessControlAllowMethodsValues;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCorsConfig;

/**
 * The CORS part of a response headers policy. Without an {@code Origin} header from the viewer it does nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#understanding-response-headers-policies-cors">CORS
 *     headers</a>
 */
final class CorsHeaders {
    private static final String PREFIX = "access-control-";
    private static final String EVERY_METHOD = "GET, POST, OPTIONS, PUT, DELETE, PATCH, HEAD";

    private CorsHeaders() {}

    static void apply(ResponseHeadersPolicyCorsConfig cors, ViewerSide viewer, Map<String, String> headers) {
        Optional<String> origin = viewer.header("origin");
        boolean originHasAnswered = headers.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
        if (origin.isEmpty() || (originHasAnswered && !cors.originOverride())) {
            return;
        }
        allowedOrigin(cors.accessControlAllowOrigins().items(), origin.get()).ifPresent(allowed -> {
            headers.keySet().removeIf(name -> name.startsWith(PREFIX));
            headers.put("access-control-allow-origin", allowed);
            if (!allowed.equals("*")) {
                headers.merge("vary", "Origin", (before, added) -> before + ", " + added);
            }
            if (Boolean.TRUE.equals(cors.accessControlAllowCredentials())) {
                headers.put("access-control-allow-credentials", "true");
            }
            addRest(cors, viewer, headers);
        });
    }

    private static void addRest(ResponseHeadersPolicyCorsConfig cors, ViewerSide viewer, Map<String, String> headers) {
        boolean isPreflight = viewer.method().equals("OPTIONS")
                && viewer.header("access-control-request-method").isPresent();
        if (!isPreflight) {
            if (cors.accessControlExposeHeaders() != null
                    && !cors.accessControlExposeHeaders().items().isEmpty()) {
                headers.put(
                        "access-control-expose-headers",
                        String.join(", ", cors.accessControlExposeHeaders().items()));
            }
            return;
        }
        headers.put("access-control-allow-methods", methods(cors));
        headers.put(
                "access-control-allow-headers",
                String.join(", ", cors.accessControlAllowHeaders().items()));
        if (cors.accessControlMaxAgeSec() != null) {
            headers.put("access-control-max-age", cors.accessControlMaxAgeSec().toString());
        }
    }

    private static String methods(ResponseHeadersPolicyCorsConfig cors) {
        List<ResponseHeadersPolicyAccessControlAllowMethodsValues> methods =
                cors.accessControlAllowMethods().items();
        return methods.contains(ResponseHeadersPolicyAccessControlAllowMethodsValues.ALL)
                ? EVERY_METHOD
                : methods.stream()
                        .map(ResponseHeadersPolicyAccessControlAllowMethodsValues::toString)
                        .collect(Collectors.joining(", "));
    }

    /** The value to answer: {@code *} where every origin may, else the origin itself. */
    private static Optional<String> allowedOrigin(List<String> allowed, String origin) {
        if (allowed.contains("*")) {
            return Optional.of("*");
        }
        String host = origin.replaceFirst("^https?://", "");
        return allowed.stream().anyMatch(pattern -> covers(pattern, origin) || covers(pattern, host))
                ? Optional.of(origin)
                : Optional.empty();
    }

    private static boolean covers(String pattern, String origin) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equalsIgnoreCase(origin)
                : origin.length() >= pattern.length()
                        && origin.startsWith(pattern.substring(0, star))
                        && origin.endsWith(pattern.substring(star + 1));
    }
}
