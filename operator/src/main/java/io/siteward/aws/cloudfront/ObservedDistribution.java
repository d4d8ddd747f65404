package io.siteward.aws.cloudfront;

import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * A distribution as it was read.
 *
 * @param etag the version that a change names
 * @param deployed whether every edge has the latest change
 * @param config all of it, since an update replaces all of it
 * @param tags all of them
 */
public record ObservedDistribution(
        DistributionHandle handle, String etag, boolean deployed, DistributionConfig config, Map<String, String> tags) {
    public ObservedDistribution {
        tags = Map.copyOf(tags);
    }

    static ObservedDistribution of(Distribution distribution, String etag, Map<String, String> tags) {
        return new ObservedDistribution(
                new DistributionHandle(distribution.id(), distribution.arn(), distribution.domainName()),
                etag,
                "Deployed".equals(distribution.status()),
                distribution.distributionConfig(),
                tags);
    }

    ObservedDistribution withTags(Map<String, String> other) {
        return new ObservedDistribution(handle, etag, deployed, config, other);
    }
}
