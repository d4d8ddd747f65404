package io.siteward.sandbox.aws.cloudfront;

import io.siteward.sandbox.aws.cloudfront.Entities.Entity;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudfront.model.CreateResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateResponseHeadersPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteResponseHeadersPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListResponseHeadersPoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListResponseHeadersPoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicy;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyList;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyType;
import software.amazon.awssdk.services.cloudfront.model.UpdateResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateResponseHeadersPolicyResponse;

/**
 * The response headers policies of one account, AWS's managed ones among them. Changing one changes the ETag of every
 * distribution that uses it: they hear of it through {@code changed}.
 */
final class ResponseHeadersPolicies {
    private final Entities<ResponseHeadersPolicyConfig> entities;
    private final Consumer<String> changed;

    ResponseHeadersPolicies(CloudFrontContext context, Predicate<String> inUse, Consumer<String> changed) {
        Entities.Kind kind = new Entities.Kind(
                "response headers policy",
                Refusal.NO_SUCH_RESPONSE_HEADERS_POLICY,
                Refusal.RESPONSE_HEADERS_POLICY_ALREADY_EXISTS,
                Refusal.TOO_MANY_RESPONSE_HEADERS_POLICIES,
                Refusal.RESPONSE_HEADERS_POLICY_IN_USE,
                CloudFrontQuotas::responseHeadersPolicies);
        entities = new Entities<>(kind, context, context.ids()::nextUuid, inUse);
        ManagedPolicies.responseHeaders().forEach((id, config) -> entities.addManaged(id, config.name(), config));
        this.changed = changed;
    }

    boolean has(String id) {
        return entities.has(id);
    }

    ResponseHeadersPolicyConfig config(String id) {
        return entities.get(id).config();
    }

    CreateResponseHeadersPolicyResponse create(CreateResponseHeadersPolicyRequest request) {
        ResponseHeadersPolicyConfig config = HeadersPolicyRules.accepted(request.responseHeadersPolicyConfig());
        Entity<ResponseHeadersPolicyConfig> entity = entities.create(config.name(), config);
        return CreateResponseHeadersPolicyResponse.builder()
                .responseHeadersPolicy(shape(entity))
                .location(Locations.of("response-headers-policy", entity.id()))
                .eTag(entity.etag())
                .build();
    }

    GetResponseHeadersPolicyResponse get(GetResponseHeadersPolicyRequest request) {
        Entity<ResponseHeadersPolicyConfig> entity = entities.get(request.id());
        return GetResponseHeadersPolicyResponse.builder()
                .responseHeadersPolicy(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    GetResponseHeadersPolicyConfigResponse getConfig(GetResponseHeadersPolicyConfigRequest request) {
        Entity<ResponseHeadersPolicyConfig> entity = entities.get(request.id());
        return GetResponseHeadersPolicyConfigResponse.builder()
                .responseHeadersPolicyConfig(entity.config())
                .eTag(entity.etag())
                .build();
    }

    UpdateResponseHeadersPolicyResponse update(UpdateResponseHeadersPolicyRequest request) {
        ResponseHeadersPolicyConfig config = HeadersPolicyRules.accepted(request.responseHeadersPolicyConfig());
        Entity<ResponseHeadersPolicyConfig> entity =
                entities.update(request.id(), request.ifMatch(), config.name(), config);
        changed.accept(entity.id());
        return UpdateResponseHeadersPolicyResponse.builder()
                .responseHeadersPolicy(shape(entity))
                .eTag(entity.etag())
                .build();
    }

    DeleteResponseHeadersPolicyResponse delete(DeleteResponseHeadersPolicyRequest request) {
        entities.delete(request.id(), request.ifMatch());
        return DeleteResponseHeadersPolicyResponse.builder().build();
    }

    ListResponseHeadersPoliciesResponse list(ListResponseHeadersPoliciesRequest request) {
        List<Entity<ResponseHeadersPolicyConfig>> wanted = entities.list().stream()
                .filter(entity -> request.type() == null || request.type() == type(entity))
                .toList();
        Page<Entity<ResponseHeadersPolicyConfig>> page =
                Page.of(wanted, Entity::id, request.marker(), request.maxItems());
        return ListResponseHeadersPoliciesResponse.builder()
                .responseHeadersPolicyList(ResponseHeadersPolicyList.builder()
                        .items(page.items().stream()
                                .map(ResponseHeadersPolicies::summary)
                                .toList())
                        .quantity(page.items().size())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .build())
                .build();
    }

    private static ResponseHeadersPolicy shape(Entity<ResponseHeadersPolicyConfig> entity) {
        return ResponseHeadersPolicy.builder()
                .id(entity.id())
                .lastModifiedTime(entity.modified())
                .responseHeadersPolicyConfig(entity.config())
                .build();
    }

    private static ResponseHeadersPolicySummary summary(Entity<ResponseHeadersPolicyConfig> entity) {
        return ResponseHeadersPolicySummary.builder()
                .type(type(entity))
                .responseHeadersPolicy(shape(entity))
                .build();
    }

    private static ResponseHeadersPolicyType type(Entity<ResponseHeadersPolicyConfig> entity) {
        return entity.managed() ? ResponseHeadersPolicyType.MANAGED : ResponseHeadersPolicyType.CUSTOM;
    }
}
