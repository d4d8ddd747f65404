package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListOriginRequestPoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListOriginRequestPoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicy;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyList;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyType;

/** The origin request policies that AWS manages; an account of the in-memory AWS has none of its own. */
final class OriginRequestPolicies {
    private static final String ETAG = "E23ZP02F085DFQ";

    private final Map<String, OriginRequestPolicyConfig> byId = ManagedPolicies.originRequest();

    boolean has(String id) {
        return byId.containsKey(id);
    }

    OriginRequestPolicyConfig config(@Nullable String id) {
        OriginRequestPolicyConfig config = id == null ? null : byId.get(id);
        if (config == null) {
            throw Refusal.NO_SUCH_ORIGIN_REQUEST_POLICY.because("The origin request policy does not exist.");
        }
        return config;
    }

    GetOriginRequestPolicyResponse get(GetOriginRequestPolicyRequest request) {
        return GetOriginRequestPolicyResponse.builder()
                .originRequestPolicy(shape(request.id(), config(request.id())))
                .eTag(ETAG)
                .build();
    }

    ListOriginRequestPoliciesResponse list(ListOriginRequestPoliciesRequest request) {
        List<OriginRequestPolicySummary> wanted = byId.entrySet().stream()
                .filter(policy -> request.type() != OriginRequestPolicyType.CUSTOM)
                .map(policy -> summary(policy.getKey(), policy.getValue()))
                .toList();
        Page<OriginRequestPolicySummary> page =
                Page.of(wanted, summary -> summary.originRequestPolicy().id(), request.marker(), request.maxItems());
        return ListOriginRequestPoliciesResponse.builder()
                .originRequestPolicyList(OriginRequestPolicyList.builder()
                        .items(page.items())
                        .quantity(page.items().size())
                        .maxItems(page.maxItems())
                        .nextMarker(page.next())
                        .build())
                .build();
    }

    private static OriginRequestPolicySummary summary(String id, OriginRequestPolicyConfig config) {
        return OriginRequestPolicySummary.builder()
                .type(OriginRequestPolicyType.MANAGED)
                .originRequestPolicy(shape(id, config))
                .build();
    }

    private static OriginRequestPolicy shape(String id, OriginRequestPolicyConfig config) {
        return OriginRequestPolicy.builder()
                .id(id)
                .lastModifiedTime(java.time.Instant.EPOCH)
                .originRequestPolicyConfig(config)
                .build();
    }
}
