package io.siteward.sandbox.aws.cloudfront;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/**
 * A distribution with everything it refers to, as its edge locations have it. A change of the config is seen when it
 * is deployed, one of a key group after its own time; a change of a policy and the publishing of a function are seen at
 * once.
 *
 * @param at the moment of which this is true
 * @param domainNames CloudFront's own, then the aliases
 * @param trustedKeys the public keys of the key groups, by the group's id and by their own
 * @param functions the sources that run, by ARN
 */
public record ServedDistribution(
        Instant at,
        String arn,
        List<String> domainNames,
        DistributionConfig config,
        Map<String, OriginAccessControlConfig> originAccessControls,
        Map<String, CachePolicyConfig> cachePolicies,
        Map<String, OriginRequestPolicyConfig> originRequestPolicies,
        Map<String, ResponseHeadersPolicyConfig> headersPolicies,
        Map<String, Map<String, PublicKey>> trustedKeys,
        Map<String, String> functions) {

    static ServedDistribution of(CloudFrontAccount account, StoredDistribution distribution, Instant now) {
        DistributionConfig config = distribution.deployedConfig(now);
        References references = References.of(config);
        return new ServedDistribution(
                now,
                distribution.arn(),
                Stream.concat(Stream.of(distribution.domainName()), config.aliases().items().stream())
                        .toList(),
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
                references.keyGroups().stream().collect(Collectors.toMap(id -> id, account.keyGroups()::deployedKeys)),
                references.functions().stream()
                        .filter(arn -> account.functions().liveSource(arn).isPresent())
                        .collect(Collectors.toMap(
                                arn -> arn,
                                arn -> account.functions().liveSource(arn).orElseThrow())));
    }
}
