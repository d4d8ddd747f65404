package io.siteward.sandbox.aws.cloudfront.viewer;

import io.siteward.sandbox.aws.cloudfront.ServedDistribution;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyHeaderBehavior;

/**
 * How a distribution asks its origins: which bucket, signed or not, and with which of the viewer's headers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">Restrict
 *     access to an Amazon S3 origin</a>
 */
record OriginSide(ServedDistribution distribution, ObjectOrigin buckets) {
    private static final Pattern BUCKET = Pattern.compile("(?<bucket>.+)\\.s3(\\.[a-z0-9-]+)?\\.amazonaws\\.com");

    Answer fetch(CacheBehavior behavior, ViewerSide viewer) {
        Origin origin = distribution.config().origins().items().stream()
                .filter(candidate -> candidate.id().equals(behavior.targetOriginId()))
                .findFirst()
                .orElseThrow();
        Matcher bucket = BUCKET.matcher(origin.domainName());
        if (!bucket.matches()) {
            return Answer.text(502, "The in-memory CloudFront has buckets for origins, nothing else.");
        }
        String key;
        try {
            key = decode(origin.originPath() + viewer.uri()).substring(1);
        } catch (IllegalArgumentException e) {
            return Answer.text(400, "Bad request: the path is not percent-encoded as it should be.");
        }
        return buckets.fetch(new ObjectOrigin.Request(
                viewer.method(),
                bucket.group("bucket"),
                key,
                signs(origin, viewer) ? Optional.of(distribution.arn()) : Optional.empty(),
                viewer.isSecure(),
                forwarded(behavior, viewer)));
    }

    private boolean signs(Origin origin, ViewerSide viewer) {
        OriginAccessControlConfig control = distribution.originAccessControls().get(origin.originAccessControlId());
        if (control == null) {
            return false;
        }
        OriginAccessControlSigningBehaviors behavior = control.signingBehavior();
        return behavior == OriginAccessControlSigningBehaviors.ALWAYS
                || (behavior == OriginAccessControlSigningBehaviors.NO_OVERRIDE
                        && viewer.header("authorization").isEmpty());
    }

    /** A viewer's header reaches the origin only if the cache policy or the origin request policy names it. */
    private Map<String, String> forwarded(CacheBehavior behavior, ViewerSide viewer) {
        OriginRequestPolicyConfig policy = behavior.originRequestPolicyId() == null
                ? null
                : distribution.originRequestPolicies().get(behavior.originRequestPolicyId());
        boolean everything = policy != null
                && policy.headersConfig().headerBehavior() == OriginRequestPolicyHeaderBehavior.ALL_VIEWER;
        List<String> names = Stream.concat(inCacheKey(behavior).stream(), named(policy).stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        Map<String, String> headers = new TreeMap<>(viewer.headers());
        headers.keySet().removeIf(name -> !everything && !names.contains(name));
        return headers;
    }

    private List<String> inCacheKey(CacheBehavior behavior) {
        CachePolicyConfig policy = behavior.cachePolicyId() == null
                ? null
                : distribution.cachePolicies().get(behavior.cachePolicyId());
        if (policy == null || policy.parametersInCacheKeyAndForwardedToOrigin() == null) {
            return List.of();
        }
        var headers = policy.parametersInCacheKeyAndForwardedToOrigin().headersConfig();
        return headers.headerBehavior() == CachePolicyHeaderBehavior.WHITELIST
                ? headers.headers().items()
                : List.of();
    }

    private static Collection<String> named(@Nullable OriginRequestPolicyConfig policy) {
        return policy == null || policy.headersConfig().headers() == null
                ? List.of()
                : policy.headersConfig().headers().items();
    }

    private static String decode(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
