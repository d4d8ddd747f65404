package io.siteward.sandbox.aws.policy;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request to be judged by a policy.
 *
 * @param action for example {@code s3:GetObject}
 * @param resource the ARN of what is acted on
 * @param context the condition keys that the request has, for example {@code aws:SecureTransport}; their names are
 *     compared without regard to case
 */
public record AccessRequest(Requester requester, String action, String resource, Map<String, String> context) {
    public AccessRequest {
        Map<String, String> byName = new TreeMap<>(Comparator.comparing(AccessRequest::folded));
        byName.putAll(context);
        context = byName;
    }

    Optional<String> contextValue(String key) {
        return Optional.ofNullable(context.get(key));
    }

    private static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
