package io.siteward.sandbox.aws.cloudfront;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/**
 * What CloudFront refuses in a distribution's cache behaviours.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html">CacheBehavior</a>
 */
final class BehaviorRules {
    private static final int LONGEST_PATTERN = 255;
    private static final Set<Method> READING = EnumSet.of(Method.GET, Method.HEAD);
    private static final Set<Method> READING_AND_OPTIONS = EnumSet.of(Method.GET, Method.HEAD, Method.OPTIONS);
    private static final Set<Method> EVERY_METHOD = Method.knownValues();

    private final CloudFrontAccount account;
    private final int most;
    private final int mostKeyGroups;

    BehaviorRules(CloudFrontAccount account, CloudFrontQuotas quotas) {
        this.account = account;
        most = quotas.behaviorsPerDistribution();
        mostKeyGroups = quotas.keyGroupsPerBehavior();
    }

    void check(DistributionConfig config) {
        List<CacheBehavior> ordered = Behaviors.ordered(config);
        if (ordered.size() >= most) {
            throw Refusal.TOO_MANY_CACHE_BEHAVIORS.because("You cannot create more than " + most + " behaviors.");
        }
        ordered.forEach(behavior -> Arguments.check(
                behavior.pathPattern() != null
                        && !behavior.pathPattern().isEmpty()
                        && behavior.pathPattern().length() <= LONGEST_PATTERN,
                "The parameter PathPattern is invalid."));
        Set<String> patterns = ordered.stream().map(CacheBehavior::pathPattern).collect(Collectors.toSet());
        Arguments.check(patterns.size() == ordered.size(), "A PathPattern is listed twice.");
        Behaviors.all(config).forEach(this::check);
    }

    private void check(CacheBehavior behavior) {
        Arguments.oneOf(behavior.viewerProtocolPolicy(), ViewerProtocolPolicy.knownValues(), "ViewerProtocolPolicy");
        if (behavior.allowedMethods() != null) {
            checkMethods(behavior.allowedMethods());
        }
        CachingRules.check(behavior);
        checkPolicies(behavior);
        checkFunctions(behavior);
        if (behavior.trustedKeyGroups() != null) {
            checkKeyGroups(behavior.trustedKeyGroups().items());
        }
    }

    private void checkKeyGroups(List<String> groups) {
        if (groups.size() > mostKeyGroups) {
            throw Refusal.TOO_MANY_KEY_GROUPS_ASSOCIATED_TO_DISTRIBUTION.because(
                    "The number of key groups referenced by this distribution is more than the maximum allowed.");
        }
        if (!groups.stream().allMatch(account.keyGroups()::has)) {
            throw Refusal.TRUSTED_KEY_GROUP_DOES_NOT_EXIST.because("The specified key group does not exist.");
        }
        Arguments.check(Set.copyOf(groups).size() == groups.size(), "A key group is listed twice.");
    }

    private static void checkMethods(AllowedMethods methods) {
        Set<Method> allowed = Set.copyOf(methods.items());
        Arguments.check(
                allowed.equals(READING) || allowed.equals(READING_AND_OPTIONS) || allowed.equals(EVERY_METHOD),
                "The parameter AllowedMethods is invalid.");
        if (methods.cachedMethods() != null) {
            Set<Method> cached = Set.copyOf(methods.cachedMethods().items());
            Arguments.check(
                    cached.equals(READING) || (cached.equals(READING_AND_OPTIONS) && allowed.containsAll(cached)),
                    "The parameter CachedMethods is invalid.");
        }
    }

    private void checkPolicies(CacheBehavior behavior) {
        if (behavior.cachePolicyId() != null && !account.cachePolicies().has(behavior.cachePolicyId())) {
            throw Refusal.NO_SUCH_CACHE_POLICY.because("The cache policy does not exist.");
        }
        String headers = behavior.responseHeadersPolicyId();
        if (headers != null && !account.responseHeadersPolicies().has(headers)) {
            throw Refusal.NO_SUCH_RESPONSE_HEADERS_POLICY.because("The response headers policy does not exist.");
        }
        String originRequest = behavior.originRequestPolicyId();
        if (originRequest != null && !account.originRequestPolicies().has(originRequest)) {
            throw Refusal.NO_SUCH_ORIGIN_REQUEST_POLICY.because("The origin request policy does not exist.");
        }
    }

    private void checkFunctions(CacheBehavior behavior) {
        if (behavior.lambdaFunctionAssociations() != null
                && !behavior.lambdaFunctionAssociations().items().isEmpty()) {
            throw Refusal.INVALID_LAMBDA_FUNCTION_ASSOCIATION.because(
                    "The specified Lambda@Edge function association is invalid.");
        }
        List<FunctionAssociation> functions = Behaviors.functions(behavior).toList();
        long events = functions.stream()
                .map(FunctionAssociation::eventType)
                .distinct()
                .count();
        boolean valid = events == functions.size()
                && functions.stream()
                        .allMatch(function -> (function.eventType() == EventType.VIEWER_REQUEST
                                        || function.eventType() == EventType.VIEWER_RESPONSE)
                                && account.functions()
                                        .liveSource(function.functionARN())
                                        .isPresent());
        if (!valid) {
            throw Refusal.INVALID_FUNCTION_ASSOCIATION.because(
                    "A CloudFront function association is invalid: it needs a published function and one of the viewer"
                            + " events, each at most once.");
        }
    }
}
