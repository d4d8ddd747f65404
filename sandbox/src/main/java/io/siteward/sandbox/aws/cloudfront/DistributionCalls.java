package io.siteward.sandbox.aws.cloudfront;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionIdList;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByCachePolicyIdRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByCachePolicyIdResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByResponseHeadersPolicyIdRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsByResponseHeadersPolicyIdResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionResponse;

/** The calls about distributions: requests to state, state to responses. */
final class DistributionCalls {
    private final CloudFrontAccount account;
    private final InstantSource clock;

    DistributionCalls(CloudFrontAccount account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    CreateDistributionResponse create(CreateDistributionRequest request) {
        StoredDistribution created = account.distributions().create(request.distributionConfig(), Map.of());
        return CreateDistributionResponse.builder()
                .distribution(shape(created))
                .location(Locations.of("distribution", created.id()))
                .eTag(created.etag())
                .build();
    }

    CreateDistributionWithTagsResponse createWithTags(CreateDistributionWithTagsRequest request) {
        Arguments.require(request.distributionConfigWithTags(), "DistributionConfigWithTags");
        Map<String, String> tags =
                Tagging.accepted(Map.of(), request.distributionConfigWithTags().tags());
        StoredDistribution created = account.distributions()
                .create(request.distributionConfigWithTags().distributionConfig(), tags);
        return CreateDistributionWithTagsResponse.builder()
                .distribution(shape(created))
                .location(Locations.of("distribution", created.id()))
                .eTag(created.etag())
                .build();
    }

    GetDistributionResponse get(GetDistributionRequest request) {
        StoredDistribution distribution = account.distributions().get(request.id());
        return GetDistributionResponse.builder()
                .distribution(shape(distribution))
                .eTag(distribution.etag())
                .build();
    }

    GetDistributionConfigResponse getConfig(GetDistributionConfigRequest request) {
        StoredDistribution distribution = account.distributions().get(request.id());
        return GetDistributionConfigResponse.builder()
                .distributionConfig(distribution.config())
                .eTag(distribution.etag())
                .build();
    }

    UpdateDistributionResponse update(UpdateDistributionRequest request) {
        StoredDistribution updated =
                account.distributions().update(request.id(), request.ifMatch(), request.distributionConfig());
        return UpdateDistributionResponse.builder()
                .distribution(shape(updated))
                .eTag(updated.etag())
                .build();
    }

    DeleteDistributionResponse delete(DeleteDistributionRequest request) {
        account.distributions().delete(request.id(), request.ifMatch());
        return DeleteDistributionResponse.builder().build();
    }

    ListDistributionsResponse list(ListDistributionsRequest request) {
        Page<StoredDistribution> page =
                Page.of(account.distributions().list(), StoredDistribution::id, request.marker(), request.maxItems());
        return ListDistributionsResponse.builder()
                .distributionList(DistributionList.builder()
                        .items(page.items().stream()
                                .map(distribution -> distribution.summary(clock.instant()))
                                .toList())
                        .quantity(page.items().size())
                        .marker(page.marker())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .isTruncated(page.isTruncated())
                        .build())
                .build();
    }

    ListDistributionsByCachePolicyIdResponse listByCachePolicy(ListDistributionsByCachePolicyIdRequest request) {
        String policy = request.cachePolicyId();
        account.cachePolicies().config(policy);
        return ListDistributionsByCachePolicyIdResponse.builder()
                .distributionIdList(ids(
                        references -> references.cachePolicies().contains(policy),
                        request.marker(),
                        request.maxItems()))
                .build();
    }

    ListDistributionsByResponseHeadersPolicyIdResponse listByHeadersPolicy(
            ListDistributionsByResponseHeadersPolicyIdRequest request) {
        String policy = request.responseHeadersPolicyId();
        account.responseHeadersPolicies().config(policy);
        return ListDistributionsByResponseHeadersPolicyIdResponse.builder()
                .distributionIdList(ids(
                        references -> references.headersPolicies().contains(policy),
                        request.marker(),
                        request.maxItems()))
                .build();
    }

    ListDistributionsByKeyGroupResponse listByKeyGroup(ListDistributionsByKeyGroupRequest request) {
        String group = request.keyGroupId();
        account.keyGroups().config(group);
        return ListDistributionsByKeyGroupResponse.builder()
                .distributionIdList(
                        ids(references -> references.keyGroups().contains(group), request.marker(), request.maxItems()))
                .build();
    }

    private Distribution shape(StoredDistribution distribution) {
        return distribution.shape(
                clock.instant(),
                account.keyGroups().active(distribution.references().keyGroups()));
    }

    private DistributionIdList ids(Predicate<References> refers, @Nullable String marker, @Nullable String maxItems) {
        List<String> ids = account.distributions().all().stream()
                .filter(distribution -> refers.test(distribution.references()))
                .map(StoredDistribution::id)
                .toList();
        Page<String> page = Page.of(ids, id -> id, marker, maxItems);
        return DistributionIdList.builder()
                .items(page.items())
                .quantity(page.items().size())
                .marker(page.marker())
                .maxItems(page.maxItems())
                .nextMarker(page.next())
                .isTruncated(page.isTruncated())
                .build();
    }
}
