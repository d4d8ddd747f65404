package io.siteward.aws.cloudfront;

import io.siteward.aws.AwsClients.GatedClients;
import io.siteward.identity.Identity;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** A site's CloudFront resources, each ready to be looked at and kept. */
public final class CloudFrontResources {
    private final CloudFrontClient client;
    private final CloudFrontAccount account;

    public CloudFrontResources(GatedClients clients, CloudFrontAccount account) {
        this.client = clients.cloudFront();
        this.account = account;
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
