package io.siteward.aws.cloudfront;

import io.siteward.graph.Diff;
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
public final class OriginAccessControls implements ListedKind<OriginAccess> {
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
    public Page<OriginAccess> list(CloudFrontClient client, @Nullable String marker) {
        OriginAccessControlList page = client.listOriginAccessControls(
                        ListOriginAccessControlsRequest.builder().marker(marker).build())
                .originAccessControlList();
        return new Page<>(
                page.items().stream().map(OriginAccessControls::toObject).toList(),
                Boolean.TRUE.equals(page.isTruncated()) ? page.nextMarker() : null);
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
    public String make(CloudFrontClient client, String name, OriginAccess desired) {
        return client.createOriginAccessControl(CreateOriginAccessControlRequest.builder()
                        .originAccessControlConfig(config(name, desired))
                        .build())
                .originAccessControl()
                .id();
    }

    @Override
    public String etag(CloudFrontClient client, String id) {
        return client.getOriginAccessControl(
                        GetOriginAccessControlRequest.builder().id(id).build())
                .eTag();
    }

    @Override
    public void put(CloudFrontClient client, String id, String etag, String name, OriginAccess desired) {
        client.updateOriginAccessControl(UpdateOriginAccessControlRequest.builder()
                .id(id)
                .ifMatch(etag)
                .originAccessControlConfig(config(name, desired))
                .build());
    }

    @Override
    public void delete(CloudFrontClient client, String id, String etag) {
        client.deleteOriginAccessControl(
                DeleteOriginAccessControlRequest.builder().id(id).ifMatch(etag).build());
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
