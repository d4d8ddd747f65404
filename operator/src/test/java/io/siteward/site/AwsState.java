package io.siteward.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;

/** All that AWS has of one site, in an account that holds nothing else. */
final class AwsState {
    private final BucketState s3;
    private final CloudFrontState cloudFront;
    private final String bucket;
    private final String distribution;

    AwsState(SiteWorld world) {
        this(world, world.us.s3(Region.of(world.site.getSpec().region())), world.us.cloudFront());
    }

    private AwsState(SiteWorld world, S3Client s3, CloudFrontClient cloudFront) {
        this.s3 = new BucketState(s3);
        this.cloudFront = new CloudFrontState(cloudFront);
        this.bucket = world.bucket();
        this.distribution = world.distribution();
    }

    /** The same, past the wire: for who looks hundreds of times. */
    static AwsState pastTheWire(SiteWorld world) {
        return new AwsState(world, world.console(S3Client.class), world.console(CloudFrontClient.class));
    }

    JsonNode read() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.set("bucket", s3.configuration(bucket));
        state.set("distribution", cloudFront.distribution(distribution, "(the distribution)"));
        state.setAll(cloudFront.sharedObjects());
        return cloudFront.withMeanings(state);
    }
}
