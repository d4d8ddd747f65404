package io.siteward.site;

import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;

/** A site with a path for members, its signing key, and somebody else who changes its distribution. */
final class MembersOnly implements AutoCloseable {
    static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec:
              region: eu-central-1
            """;
    static final String KEY = "  signingKeyRefs: [{name: docs-key}]\n";
    static final String MANIFEST = SITE + KEY + "  privatePaths: [\"/members/*\"]\n";

    final SiteWorld world = new SiteWorld(MANIFEST);
    final SiteKeys keys = new SiteKeys(world);

    /** Makes the key, and then the site. */
    void begin() {
        keys.make("docs-key");
        world.settled();
    }

    DistributionConfig config() {
        return world.console(CloudFrontClient.class)
                .getDistributionConfig(get -> get.id(world.distribution()))
                .distributionConfig();
    }

    /** Somebody else's change. */
    void change(DistributionConfig config) {
        CloudFrontClient client = world.console(CloudFrontClient.class);
        String etag = client.getDistributionConfig(get -> get.id(world.distribution()))
                .eTag();
        client.updateDistribution(
                update -> update.id(world.distribution()).ifMatch(etag).distributionConfig(config));
    }

    /** Somebody else takes the key groups from the private path. */
    void open() {
        CacheBehavior open = config().cacheBehaviors().items().get(0).toBuilder()
                .trustedKeyGroups(
                        TrustedKeyGroups.builder().enabled(false).quantity(0).build())
                .build();
        change(config().toBuilder()
                .cacheBehaviors(CacheBehaviors.builder().quantity(1).items(open).build())
                .build());
    }

    /** Whether the private path asks for a signature. */
    boolean isClosed() {
        return config().cacheBehaviors().items().get(0).trustedKeyGroups().enabled();
    }

    @Override
    public void close() {
        world.close();
    }
}
