package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.policy.Wildcard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * A bucket's CORS rules: what may be put, and what they answer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">CORS configuration</a>
 */
final class CorsRules {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");
    private static final int MAX_RULES = 100;
    private static final int MAX_ID = 255;

    private CorsRules() {}

    static List<CORSRule> checked(List<CORSRule> rules) {
        if (rules.isEmpty() || rules.size() > MAX_RULES) {
            throw S3Refusal.malformedXml();
        }
        rules.forEach(CorsRules::check);
        return List.copyOf(rules);
    }

    private static void check(CORSRule rule) {
        if (rule.allowedMethods().isEmpty() || rule.allowedOrigins().isEmpty()) {
            throw S3Refusal.malformedXml();
        }
        rule.allowedMethods().stream()
                .filter(method -> !METHODS.contains(method))
                .findFirst()
                .ifPresent(method -> {
                    throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
                });
        rule.allowedOrigins().forEach(origin -> refuseManyWildcards("AllowedOrigin", origin));
        rule.allowedHeaders().forEach(header -> refuseManyWildcards("AllowedHeader", header));
        rule.exposeHeaders().stream()
                .filter(header -> header.contains("*"))
                .findFirst()
                .ifPresent(header -> {
                    throw invalid("ExposeHeader \"" + header
                            + "\" contains wildcard. We currently do not support wildcard for ExposeHeader");
                });
        if (rule.id() != null && rule.id().length() > MAX_ID) {
            throw invalid("The CORSRule ID should not be longer than " + MAX_ID + " characters");
        }
    }

    private static void refuseManyWildcards(String element, String value) {
        if (value.indexOf('*') != value.lastIndexOf('*')) {
            throw invalid(element + " \"" + value + "\" can not have more than one wildcard.");
        }
    }

    private static RuntimeException invalid(String message) {
        return S3Refusal.of("InvalidRequest", message);
    }

    /** The answer of the first rule that matches the origin, the method and every header asked for. */
    static Optional<Map<String, String>> headers(
            List<CORSRule> rules, String origin, String method, List<String> requestHeaders) {
        return rules.stream()
                .filter(rule -> allowsOrigin(rule, origin))
                .filter(rule -> rule.allowedMethods().contains(method))
                .filter(rule -> requestHeaders.stream().allMatch(header -> allowsHeader(rule, header)))
                .findFirst()
                .map(rule -> answer(rule, origin, requestHeaders));
    }

    private static boolean allowsOrigin(CORSRule rule, String origin) {
        return rule.allowedOrigins().stream().anyMatch(allowed -> Wildcard.matches(allowed, origin));
    }

    private static boolean allowsHeader(CORSRule rule, String header) {
        return rule.allowedHeaders().stream()
                .anyMatch(
                        allowed -> Wildcard.matches(allowed.toLowerCase(Locale.ROOT), header.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> answer(CORSRule rule, String origin, List<String> requestHeaders) {
        Map<String, String> headers = new TreeMap<>();
        if (rule.allowedOrigins().contains("*")) {
            headers.put("access-control-allow-origin", "*");
        } else {
            headers.put("access-control-allow-origin", origin);
            headers.put("access-control-allow-credentials", "true");
        }
        headers.put("access-control-allow-methods", String.join(", ", rule.allowedMethods()));
        if (!requestHeaders.isEmpty()) {
            headers.put("access-control-allow-headers", String.join(", ", requestHeaders));
        }
        if (!rule.exposeHeaders().isEmpty()) {
            headers.put("access-control-expose-headers", String.join(", ", rule.exposeHeaders()));
        }
        if (rule.maxAgeSeconds() != null) {
            headers.put("access-control-max-age", rule.maxAgeSeconds().toString());
        }
        headers.put("vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        return Map.copyOf(headers);
    }
}
