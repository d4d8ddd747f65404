package io.siteward.sandbox.aws.cloudfront;

/**
 * How many of everything one account may have.
 *
 * @param distributionsPerAssociation how many distributions may use one origin access control, policy, function or key group
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html">Quotas</a>
 */
public record CloudFrontQuotas(
        int distributions,
        int aliasesPerDistribution,
        int behaviorsPerDistribution,
        int originsPerDistribution,
        int originAccessControls,
        int responseHeadersPolicies,
        int cachePolicies,
        int functions,
        int publicKeys,
        int keyGroups,
        int keysPerGroup,
        int keyGroupsPerBehavior,
        int distributionsPerAssociation) {
    /** What a fresh account has. */
    public static final CloudFrontQuotas DEFAULT =
            new CloudFrontQuotas(500, 100, 75, 100, 100, 20, 20, 100, 10, 10, 5, 4, 100);

    public CloudFrontQuotas withDistributions(int value) {
        return new CloudFrontQuotas(
                value,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                originAccessControls,
                responseHeadersPolicies,
                cachePolicies,
                functions,
                publicKeys,
                keyGroups,
                keysPerGroup,
                keyGroupsPerBehavior,
                distributionsPerAssociation);
    }

    public CloudFrontQuotas withOriginAccessControls(int value) {
        return new CloudFrontQuotas(
                distributions,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                value,
                responseHeadersPolicies,
                cachePolicies,
                functions,
                publicKeys,
                keyGroups,
                keysPerGroup,
                keyGroupsPerBehavior,
                distributionsPerAssociation);
    }

    public CloudFrontQuotas withResponseHeadersPolicies(int value) {
        return new CloudFrontQuotas(
                distributions,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                originAccessControls,
                value,
                cachePolicies,
                functions,
                publicKeys,
                keyGroups,
                keysPerGroup,
                keyGroupsPerBehavior,
                distributionsPerAssociation);
    }

    public CloudFrontQuotas withCachePolicies(int value) {
        return new CloudFrontQuotas(
                distributions,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                originAccessControls,
                responseHeadersPolicies,
                value,
                functions,
                publicKeys,
                keyGroups,
                keysPerGroup,
                keyGroupsPerBehavior,
                distributionsPerAssociation);
    }

    public CloudFrontQuotas withFunctions(int value) {
        return new CloudFrontQuotas(
                distributions,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                originAccessControls,
                responseHeadersPolicies,
                cachePolicies,
                value,
                publicKeys,
                keyGroups,
                keysPerGroup,
                keyGroupsPerBehavior,
                distributionsPerAssociation);
    }

    public CloudFrontQuotas withPublicKeys(int value) {
        return new CloudFrontQuotas(
                distributions,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                originAccessControls,
                responseHeadersPolicies,
                cachePolicies,
                functions,
                value,
                keyGroups,
                keysPerGroup,
                keyGroupsPerBehavior,
                distributionsPerAssociation);
    }

    public CloudFrontQuotas withKeyGroups(int value) {
        return new CloudFrontQuotas(
                distributions,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                originAccessControls,
                responseHeadersPolicies,
                cachePolicies,
                functions,
                publicKeys,
                value,
                keysPerGroup,
                keyGroupsPerBehavior,
                distributionsPerAssociation);
    }

    public CloudFrontQuotas withDistributionsPerAssociation(int value) {
        return new CloudFrontQuotas(
                distributions,
                aliasesPerDistribution,
                behaviorsPerDistribution,
                originsPerDistribution,
                originAccessControls,
                responseHeadersPolicies,
                cachePolicies,
                functions,
                publicKeys,
                keyGroups,
                keysPerGroup,
                keyGroupsPerBehavior,
                value);
    }
}
