package io.siteward.aws.cloudfront;

import io.siteward.aws.AwsClients.GatedClients;
import io.siteward.identity.Identity;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;

/** A site's CloudFront resources, each ready to be looked at and kept. */
public final class CloudFrontResources {
    private final CloudFrontClient client;
    private final CloudFrontAccount account;

    public CloudFrontResources(GatedClients clients, CloudFrontAccount account) {
        this.client = clients.cloudFront();
        this.account = account;
    }

    /** How many distributions the account has; a read for each hundred. */
    public int countDistributions() {
        int count = 0;
        @Nullable String marker = null;
        do {
            DistributionList page = client.listDistributions(
                            ListDistributionsRequest.builder().marker(marker).build())
                    .distributionList();
            count += page.quantity();
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.nextMarker() : null;
        } while (marker != null);
        return count;
    }

    public <D> SharedResource<D> shared(Catalogue<D> catalogue, SharedName name) {
        return new SharedResource<>(catalogue, name, client);
    }

    /** The distribution; see {@link Distribution} for what the parameters mean. */
    public Distribution distribution(
            Identity identity, String bucketDomain, Optional<String> recordedId, Set<String> appliedTagKeys) {
        return new Distribution(client, account, identity, bucketDomain, recordedId, appliedTagKeys);
    }
}
