package io.siteward.site;

import io.siteward.sandbox.aws.cloudfront.viewer.BucketOrigin;
import io.siteward.sandbox.aws.cloudfront.viewer.Viewer;
import io.siteward.sandbox.aws.wire.ViewerRequest;
import io.siteward.sandbox.aws.wire.ViewerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Whoever reads a site through CloudFront, and whoever put there what is read. */
final class SiteVisitor {
    private final SiteWorld world;
    private final Viewer viewer;

    SiteVisitor(SiteWorld world) {
        this.world = world;
        this.viewer = new Viewer(world.cloudFront, new BucketOrigin(world.s3));
    }

    void upload(String key, String content) {
        world.console(S3Client.class)
                .putObject(put -> put.bucket(world.bucket()).key(key), RequestBody.fromString(content));
    }

    ViewerResponse get(String pathAndQuery) {
        String[] parts = pathAndQuery.split("\\?", 2);
        return viewer.handle(new ViewerRequest(
                "GET",
                world.distribution(),
                parts[0],
                parts.length > 1 ? Optional.of(parts[1]) : Optional.empty(),
                Map.of("host", List.of(host())),
                SdkBytes.fromByteArray(new byte[0])));
    }

    String host() {
        return Optional.ofNullable(world.site.getStatus().distributionDomain()).orElseThrow();
    }
}
