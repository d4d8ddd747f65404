package io.siteward.sandbox.aws.cloudfront;

import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;

/**
 * How a cache behaviour may say what is cached for how long.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html">CacheBehavior</a>
 */
@SuppressWarnings("deprecation") // Whether the deprecated settings are there is the question.
final class CachingRules {
    private CachingRules() {}

    /** A cache policy and the deprecated settings exclude each other, and one of them there must be. */
    static void check(CacheBehavior behavior) {
        if (behavior.cachePolicyId() == null) {
            Arguments.check(behavior.forwardedValues() != null, "The parameter ForwardedValues is required.");
            Arguments.check(behavior.minTTL() != null, "The parameter MinTTL is required.");
            Arguments.check(
                    behavior.originRequestPolicyId() == null,
                    "The parameter OriginRequestPolicyId cannot be used without a cache policy.");
            checkTimes(behavior);
            return;
        }
        Arguments.check(
                behavior.forwardedValues() == null,
                "The parameter ForwardedValues cannot be used when a cache policy is associated to the cache"
                        + " behavior.");
        Arguments.check(
                behavior.minTTL() == null && behavior.defaultTTL() == null && behavior.maxTTL() == null,
                "The parameters MinTTL, DefaultTTL and MaxTTL cannot be used when a cache policy is associated to the"
                        + " cache behavior.");
    }

    private static void checkTimes(CacheBehavior behavior) {
        boolean ordered = (behavior.defaultTTL() == null || behavior.minTTL() <= behavior.defaultTTL())
                && (behavior.maxTTL() == null
                        || Math.max(behavior.minTTL(), behavior.defaultTTL() == null ? 0 : behavior.defaultTTL())
                                <= behavior.maxTTL());
        if (!ordered) {
            throw Refusal.INVALID_TTL_ORDER.because("The TTL order specified is not valid.");
        }
    }
}
