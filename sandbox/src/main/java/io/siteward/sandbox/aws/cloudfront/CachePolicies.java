package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.cloudfront.Entities.Entity;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudfront.model.CachePolicy;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyList;
import software.amazon.awssdk.services.cloudfront.model.CachePolicySummary;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.CreateCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateCachePolicyResponse;

/** The cache policies of one account, AWS's managed ones among them. */
final class CachePolicies {
    private final Entities<CachePolicyConfig> entities;

    CachePolicies(CloudFrontContext context, Predicate<String> inUse) {
        Entities.Kind kind = new Entities.Kind(
                "cache policy",
                Refusal.NO_SUCH_CACHE_POLICY,
                Refusal.CACHE_POLICY_ALREADY_EXISTS,
                Refusal.TOO_MANY_CACHE_POLICIES,
                Refusal.CACHE_POLICY_IN_USE,
                CloudFrontQuotas::cachePolicies);
        entities = new Entities<>(kind, context, context.ids()::nextUuid, inUse);
        ManagedPolicies.cache().forEach((id, config) -> entities.addManaged(id, config.name(), config));
    }

    boolean has(String id) {
        return entities.has(id);
    }

    CachePolicyConfig config(String id) {
        return entities.get(id).config();
    }

    CreateCachePolicyResponse create(CreateCachePolicyRequest request) {
        CachePolicyConfig config = CachePolicyRules.accepted(request.cachePolicyConfig());
        Entity<CachePolicyConfig> entity = entities.create(config.name(), config);
        return CreateCachePolicyResponse.builder()
                .cachePolicy(shape(entity))
                .location(Locations.of("cache-policy", entity.id()))
                .eTag(entity.etag())
                .build();
    }

    GetCachePolicyResponse get(GetCachePolicyRequest request) {
        Entity<CachePolicyConfig> entity = entities.get(request.id());
        return GetCachePolicyResponse.builder()
                .cachePolicy(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    GetCachePolicyConfigResponse getConfig(GetCachePolicyConfigRequest request) {
        Entity<CachePolicyConfig> entity = entities.get(request.id());
        return GetCachePolicyConfigResponse.builder()
                .cachePolicyConfig(entity.config())
                .eTag(entity.etag())
                .build();
    }

    UpdateCachePolicyResponse update(UpdateCachePolicyRequest request) {
        CachePolicyConfig config = CachePolicyRules.accepted(request.cachePolicyConfig());
        Entity<CachePolicyConfig> entity = entities.update(request.id(), request.ifMatch(), config.name(), config);
        return UpdateCachePolicyResponse.builder()
                .cachePolicy(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    DeleteCachePolicyResponse delete(DeleteCachePolicyRequest request) {
        entities.delete(request.id(), request.ifMatch());
        return DeleteCachePolicyResponse.builder().build();
    }

    ListCachePoliciesResponse list(ListCachePoliciesRequest request) {
        List<Entity<CachePolicyConfig>> wanted = entities.list().stream()
                .filter(entity -> request.type() == null || request.type() == type(entity))
                .toList();
        Page<Entity<CachePolicyConfig>> page = Page.of(wanted, Entity::id, request.marker(), request.maxItems());
        return ListCachePoliciesResponse.builder()
                .cachePolicyList(CachePolicyList.builder()
                        .items(page.items().stream().map(CachePolicies::summary).toList())
                        .quantity(page.items().size())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .build())
                .build();
    }

    private static CachePolicy shape(Entity<CachePolicyConfig> entity) {
        return CachePolicy.builder()
                .id(entity.id())
                .lastModifiedTime(entity.modified())
                .cachePolicyConfig(entity.config())
                .build();
    }

    private static CachePolicySummary summary(Entity<CachePolicyConfig> entity) {
        return CachePolicySummary.builder()
                .type(type(entity))
                .cachePolicy(shape(entity))
                .build();
    }

    private static CachePolicyType type(Entity<CachePolicyConfig> entity) {
        return entity.managed() ? CachePolicyType.MANAGED : CachePolicyType.CUSTOM;
    }
}
