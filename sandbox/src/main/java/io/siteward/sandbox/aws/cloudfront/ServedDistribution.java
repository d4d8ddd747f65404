package io.siteward.sandbox.aws.cloudfront;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/**
 * A distribution with everything it refers to, as its edge locations have it. A change of the config is seen when it
 * is deployed; a change of a policy and the publishing of a function are seen at once.
 *
 * @param functions the sources that run, by ARN
 */
public record ServedDistribution(
        String arn,
        DistributionConfig config,
        Map<String, OriginAccessControlConfig> originAccessControls,
        Map<String, CachePolicyConfig> cachePolicies,
        Map<String, OriginRequestPolicyConfig> originRequestPolicies,
        Map<String, ResponseHeadersPolicyConfig> headersPolicies,
        Map<String, String> functions) {

    static ServedDistribution of(CloudFrontAccount account, StoredDistribution distribution, Instant now) {
        DistributionConfig config = distribution.deployedConfig(now);
        References references = References.of(config);
        return new ServedDistribution(
                distribution.arn(),
                config,
                references.originAccessControls().stream()
                        .filter(account.originAccessControls()::has)
                        .collect(Collectors.toMap(id -> id, account.originAccessControls()::config)),
                references.cachePolicies().stream()
                        .filter(account.cachePolicies()::has)
                        .collect(Collectors.toMap(id -> id, account.cachePolicies()::config)),
                references.originRequestPolicies().stream()
                        .collect(Collectors.toMap(id -> id, account.originRequestPolicies()::config)),
                references.headersPolicies().stream()
                        .filter(account.responseHeadersPolicies()::has)
                        .collect(Collectors.toMap(id -> id, account.responseHeadersPolicies()::config)),
                references.functions().stream()
                        .filter(arn -> account.functions().liveSource(arn).isPresent())
                        .collect(Collectors.toMap(
                                arn -> arn,
                                arn -> account.functions().liveSource(arn).orElseThrow())));
    }
}
