package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyCookieBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringBehavior;
import software.amazon.awssdk.services.cloudfront.model.ParametersInCacheKeyAndForwardedToOrigin;

/**
 * What CloudFront refuses in a cache policy, and the times it fills in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html">Understand
 *     cache policies</a>
 */
final class CachePolicyRules {
    private static final int MOST_ITEMS = 10;
    private static final long DEFAULT_TTL = 86_400;
    private static final long MAX_TTL = 31_536_000;

    private CachePolicyRules() {}

    static CachePolicyConfig accepted(CachePolicyConfig given) {
        Arguments.require(given, "CachePolicyConfig");
        Arguments.name(given.name(), 128);
        Arguments.length(given.comment(), 128, "Comment");
        Arguments.require(given.minTTL(), "MinTTL");
        Shapes.checkQuantities(given);
        CachePolicyConfig config = withDefaults(given);
        Arguments.check(
                config.minTTL() >= 0
                        && config.minTTL() <= config.defaultTTL()
                        && config.defaultTTL() <= config.maxTTL(),
                "The parameter MinTTL is larger than DefaultTTL, or DefaultTTL is larger than MaxTTL.");
        checkParameters(config);
        return config;
    }

    /** Each default rises to the time below it, as the API reference says. */
    private static CachePolicyConfig withDefaults(CachePolicyConfig given) {
        long defaultTtl = given.defaultTTL() == null ? Math.max(DEFAULT_TTL, given.minTTL()) : given.defaultTTL();
        long maxTtl = given.maxTTL() == null ? Math.max(MAX_TTL, defaultTtl) : given.maxTTL();
        return given.toBuilder()
                .comment(given.comment() == null ? "" : given.comment())
                .defaultTTL(defaultTtl)
                .maxTTL(maxTtl)
                .build();
    }

    private static void checkParameters(CachePolicyConfig config) {
        ParametersInCacheKeyAndForwardedToOrigin key = config.parametersInCacheKeyAndForwardedToOrigin();
        if (key == null) {
            return;
        }
        Arguments.require(key.headersConfig(), "HeadersConfig");
        Arguments.require(key.cookiesConfig(), "CookiesConfig");
        Arguments.require(key.queryStringsConfig(), "QueryStringsConfig");
        CachePolicyHeaderBehavior headers = key.headersConfig().headerBehavior();
        CachePolicyCookieBehavior cookies = key.cookiesConfig().cookieBehavior();
        CachePolicyQueryStringBehavior queries = key.queryStringsConfig().queryStringBehavior();
        Arguments.oneOf(headers, CachePolicyHeaderBehavior.knownValues(), "HeaderBehavior");
        Arguments.oneOf(cookies, CachePolicyCookieBehavior.knownValues(), "CookieBehavior");
        Arguments.oneOf(queries, CachePolicyQueryStringBehavior.knownValues(), "QueryStringBehavior");
        boolean nothingInTheKey = headers == CachePolicyHeaderBehavior.NONE
                && cookies == CachePolicyCookieBehavior.NONE
                && queries == CachePolicyQueryStringBehavior.NONE
                && !Boolean.TRUE.equals(key.enableAcceptEncodingGzip())
                && !Boolean.TRUE.equals(key.enableAcceptEncodingBrotli());
        Arguments.check(
                config.maxTTL() > 0 || nothingInTheKey,
                "The parameters of the cache key are invalid for a policy with caching disabled.");
        checkItems(key);
    }

    private static void checkItems(ParametersInCacheKeyAndForwardedToOrigin key) {
        List<String> headers = key.headersConfig().headers() == null
                ? List.of()
                : key.headersConfig().headers().items();
        boolean whitelist = key.headersConfig().headerBehavior() == CachePolicyHeaderBehavior.WHITELIST;
        Arguments.check(whitelist != headers.isEmpty(), "The parameter Headers does not fit the HeaderBehavior.");
        if (headers.size() > MOST_ITEMS) {
            throw Refusal.TOO_MANY_HEADERS_IN_CACHE_POLICY.because(
                    "The number of headers exceeds the maximum of " + MOST_ITEMS);
        }
        if (key.cookiesConfig().cookies() != null
                && key.cookiesConfig().cookies().items().size() > MOST_ITEMS) {
            throw Refusal.TOO_MANY_COOKIES_IN_CACHE_POLICY.because(
                    "The number of cookies exceeds the maximum of " + MOST_ITEMS);
        }
        if (key.queryStringsConfig().queryStrings() != null
                && key.queryStringsConfig().queryStrings().items().size() > MOST_ITEMS) {
            throw Refusal.TOO_MANY_QUERY_STRINGS_IN_CACHE_POLICY.because(
                    "The number of query strings exceeds the maximum of " + MOST_ITEMS);
        }
    }
}
