package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.cloudfront.Entities.Entity;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.ListOriginAccessControlsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListOriginAccessControlsResponse;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControl;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlList;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlOriginTypes;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningProtocols;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSummary;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginAccessControlResponse;

/** The origin access controls of one account. */
final class OriginAccessControls {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 256;

    private final Entities<OriginAccessControlConfig> entities;

    OriginAccessControls(CloudFrontContext context, Predicate<String> inUse) {
        Entities.Kind kind = new Entities.Kind(
                "origin access control",
                Refusal.NO_SUCH_ORIGIN_ACCESS_CONTROL,
                Refusal.ORIGIN_ACCESS_CONTROL_ALREADY_EXISTS,
                Refusal.TOO_MANY_ORIGIN_ACCESS_CONTROLS,
                Refusal.ORIGIN_ACCESS_CONTROL_IN_USE,
                CloudFrontQuotas::originAccessControls);
        entities = new Entities<>(kind, context, context.ids()::next, inUse);
    }

    boolean has(String id) {
        return entities.has(id);
    }

    OriginAccessControlConfig config(String id) {
        return entities.get(id).config();
    }

    CreateOriginAccessControlResponse create(CreateOriginAccessControlRequest request) {
        OriginAccessControlConfig config = accepted(request.originAccessControlConfig());
        Entity<OriginAccessControlConfig> entity = entities.create(config.name(), config);
        return CreateOriginAccessControlResponse.builder()
                .originAccessControl(shape(entity))
                .location(Locations.of("origin-access-control", entity.id()))
                .eTag(entity.etag())
                .build();
    }

    GetOriginAccessControlResponse get(GetOriginAccessControlRequest request) {
        Entity<OriginAccessControlConfig> entity = entities.get(request.id());
        return GetOriginAccessControlResponse.builder()
                .originAccessControl(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    GetOriginAccessControlConfigResponse getConfig(GetOriginAccessControlConfigRequest request) {
        Entity<OriginAccessControlConfig> entity = entities.get(request.id());
        return GetOriginAccessControlConfigResponse.builder()
                .originAccessControlConfig(entity.config())
                .eTag(entity.etag())
                .build();
    }

    UpdateOriginAccessControlResponse update(UpdateOriginAccessControlRequest request) {
        OriginAccessControlConfig config = accepted(request.originAccessControlConfig());
        Entity<OriginAccessControlConfig> entity =
                entities.update(request.id(), request.ifMatch(), config.name(), config);
        return UpdateOriginAccessControlResponse.builder()
                .originAccessControl(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    DeleteOriginAccessControlResponse delete(DeleteOriginAccessControlRequest request) {
        entities.delete(request.id(), request.ifMatch());
        return DeleteOriginAccessControlResponse.builder().build();
    }

    ListOriginAccessControlsResponse list(ListOriginAccessControlsRequest request) {
        Page<Entity<OriginAccessControlConfig>> page =
                Page.of(entities.list(), Entity::id, request.marker(), request.maxItems());
        return ListOriginAccessControlsResponse.builder()
                .originAccessControlList(OriginAccessControlList.builder()
                        .items(page.items().stream()
                                .map(OriginAccessControls::summary)
                                .toList())
                        .quantity(page.items().size())
                        .marker(page.marker())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .isTruncated(page.isTruncated())
                        .build())
                .build();
    }

    /**
     * Fills in what AWS fills in and refuses what it refuses.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html">the
     *     limits</a>
     */
    private static OriginAccessControlConfig accepted(OriginAccessControlConfig config) {
        Arguments.require(config, "OriginAccessControlConfig");
        Arguments.name(config.name(), LONGEST_NAME);
        Arguments.length(config.description(), LONGEST_DESCRIPTION, "Description");
        Arguments.oneOf(config.signingProtocol(), OriginAccessControlSigningProtocols.knownValues(), "SigningProtocol");
        Arguments.oneOf(config.signingBehavior(), OriginAccessControlSigningBehaviors.knownValues(), "SigningBehavior");
        Arguments.oneOf(
                config.originAccessControlOriginType(),
                OriginAccessControlOriginTypes.knownValues(),
                "OriginAccessControlOriginType");
        return config.description() == null ? config.toBuilder().description("").build() : config;
    }

    private static OriginAccessControl shape(Entity<OriginAccessControlConfig> entity) {
        return OriginAccessControl.builder()
                .id(entity.id())
                .originAccessControlConfig(entity.config())
                .build();
    }

    private static OriginAccessControlSummary summary(Entity<OriginAccessControlConfig> entity) {
        return Shapes.copy(entity.config(), OriginAccessControlSummary.builder())
                .id(entity.id())
                .build();
    }
}
