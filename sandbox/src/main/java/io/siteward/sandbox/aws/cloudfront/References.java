package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** What a distribution refers to, by id; functions by ARN. */
record References(
        Set<String> originAccessControls,
        Set<String> cachePolicies,
        Set<String> headersPolicies,
        Set<String> originRequestPolicies,
        Set<String> keyGroups,
        Set<String> functions) {

    static References of(DistributionConfig config) {
        List<CacheBehavior> behaviors = Behaviors.all(config);
        return new References(
                ids(config.origins().items().stream(), Origin::originAccessControlId),
                ids(behaviors.stream(), CacheBehavior::cachePolicyId),
                ids(behaviors.stream(), CacheBehavior::responseHeadersPolicyId),
                ids(behaviors.stream(), CacheBehavior::originRequestPolicyId),
                ids(behaviors.stream().flatMap(Behaviors::keyGroups), Function.identity()),
                ids(behaviors.stream().flatMap(Behaviors::functions), FunctionAssociation::functionARN));
    }

    private static <T> Set<String> ids(Stream<T> users, Function<T, String> id) {
        return users.flatMap(user -> Stream.ofNullable(id.apply(user)))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
