package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How many distributions may share one thing.
 *
 * @param others what every other distribution of the account refers to
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html">Quotas</a>
 */
record AssociationRules(List<References> others, int most) {

    void check(References wanted) {
        check(
                wanted,
                References::originAccessControls,
                Refusal.TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_ORIGIN_ACCESS_CONTROL);
        check(
                wanted,
                References::headersPolicies,
                Refusal.TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_RESPONSE_HEADERS_POLICY);
        check(wanted, References::cachePolicies, Refusal.TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_CACHE_POLICY);
        check(
                wanted,
                References::originRequestPolicies,
                Refusal.TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_ORIGIN_REQUEST_POLICY);
        check(wanted, References::keyGroups, Refusal.TOO_MANY_DISTRIBUTIONS_ASSOCIATED_TO_KEY_GROUP);
        check(wanted, References::functions, Refusal.TOO_MANY_DISTRIBUTIONS_WITH_FUNCTION_ASSOCIATIONS);
    }

    private void check(References wanted, Function<References, Set<String>> kind, Refusal refusal) {
        for (String id : kind.apply(wanted)) {
            long users = others.stream()
                    .filter(other -> kind.apply(other).contains(id))
                    .count();
            if (users >= most) {
                throw refusal.because("The maximum number of distributions is associated with " + id);
            }
        }
    }
}
