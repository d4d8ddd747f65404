package io.siteward.aws.cloudfront;

import io.siteward.graph.Diff;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.ListOriginAccessControlsRequest;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlList;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSummary;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginAccessControlRequest;

/** Origin access controls: with one, CloudFront signs its requests, and the bucket can stay private. */
public final class OriginAccessControls implements SharedKind<OriginAccess> {
    private static final Codes CODES = new Codes(
            "OriginAccessControlAlreadyExists",
            "NoSuchOriginAccessControl",
            "OriginAccessControlInUse",
            "TooManyOriginAccessControls",
            "TooManyDistributionsAssociatedToOriginAccessControl",
            Set.of("InvalidOriginAccessControl", "NoSuchOriginAccessControl"));

    @Override
    public String title() {
        return "origin access control";
    }

    @Override
    public String shortName() {
        return "oac";
    }

    @Override
    public Codes codes() {
        return CODES;
    }

    @Override
    public String section(String name) {
        return "all";
    }

    @Override
    public Map<String, SharedObject<OriginAccess>> read(CloudFrontClient client, String name) {
        Map<String, SharedObject<OriginAccess>> found = new HashMap<>();
        @Nullable String marker = null;
        do {
            OriginAccessControlList page = client.listOriginAccessControls(ListOriginAccessControlsRequest.builder()
                            .marker(marker)
                            .build())
                    .originAccessControlList();
            page.items().forEach(item -> found.put(item.name(), toObject(item)));
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.nextMarker() : null;
        } while (marker != null);
        return found;
    }

    @Override
    public Set<String> names(CloudFrontClient client) {
        return read(client, "").keySet();
    }

    @Override
    public Diff diff(OriginAccess desired, OriginAccess observed) {
        return Diff.builder()
                .compare("originAccessControl.originType", desired.originType(), observed.originType())
                .compare(
                        "originAccessControl.signingBehaviour", desired.signingBehaviour(), observed.signingBehaviour())
                .compare("originAccessControl.signingProtocol", desired.signingProtocol(), observed.signingProtocol())
                .build();
    }

    @Override
    public SharedObject<OriginAccess> create(CloudFrontClient client, String name, OriginAccess desired) {
        String id = client.createOriginAccessControl(CreateOriginAccessControlRequest.builder()
                        .originAccessControlConfig(config(name, desired))
                        .build())
                .originAccessControl()
                .id();
        return new SharedObject<>(name, id, COMMENT, desired);
    }

    @Override
    public SharedObject<OriginAccess> update(
            CloudFrontClient client, SharedObject<OriginAccess> observed, OriginAccess desired) {
        client.updateOriginAccessControl(UpdateOriginAccessControlRequest.builder()
                .id(observed.id())
                .ifMatch(etag(client, observed.id()))
                .originAccessControlConfig(config(observed.name(), desired))
                .build());
        return new SharedObject<>(observed.name(), observed.id(), COMMENT, desired);
    }

    @Override
    public void delete(CloudFrontClient client, SharedObject<OriginAccess> observed) {
        client.deleteOriginAccessControl(DeleteOriginAccessControlRequest.builder()
                .id(observed.id())
                .ifMatch(etag(client, observed.id()))
                .build());
    }

    private static String etag(CloudFrontClient client, String id) {
        return client.getOriginAccessControl(
                        GetOriginAccessControlRequest.builder().id(id).build())
                .eTag();
    }

    private static OriginAccessControlConfig config(String name, OriginAccess desired) {
        return OriginAccessControlConfig.builder()
                .name(name)
                .description(COMMENT)
                .originAccessControlOriginType(desired.originType())
                .signingBehavior(desired.signingBehaviour())
                .signingProtocol(desired.signingProtocol())
                .build();
    }

    private static SharedObject<OriginAccess> toObject(OriginAccessControlSummary item) {
        OriginAccess content = new OriginAccess(
                item.originAccessControlOriginTypeAsString(),
                item.signingBehaviorAsString(),
                item.signingProtocolAsString());
        return new SharedObject<>(item.name(), item.id(), Text.orEmpty(item.description()), content);
    }
}
