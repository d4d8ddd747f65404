package io.siteward.aws.cloudfront;

import io.siteward.graph.Diff;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.ListResponseHeadersPoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicy;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyList;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyType;
import software.amazon.awssdk.services.cloudfront.model.UpdateResponseHeadersPolicyRequest;

/** Response-headers policies of the account. */
public final class ResponseHeadersPolicies implements ListedKind<ResponseHeaders> {
    private static final Codes CODES = new Codes(
            "ResponseHeadersPolicyAlreadyExists",
            "NoSuchResponseHeadersPolicy",
            "ResponseHeadersPolicyInUse",
            "TooManyResponseHeadersPolicies",
            "TooManyDistributionsAssociatedToResponseHeadersPolicy",
            Set.of("NoSuchResponseHeadersPolicy"));

    @Override
    public String title() {
        return "response-headers policy";
    }

    @Override
    public String shortName() {
        return "headers";
    }

    @Override
    public Codes codes() {
        return CODES;
    }

    @Override
    public Page<ResponseHeaders> list(CloudFrontClient client, @Nullable String marker) {
        ResponseHeadersPolicyList page = client.listResponseHeadersPolicies(ListResponseHeadersPoliciesRequest.builder()
                        .type(ResponseHeadersPolicyType.CUSTOM)
                        .marker(marker)
                        .build())
                .responseHeadersPolicyList();
        return new Page<>(
                page.items().stream()
                        .map(item -> toObject(item.responseHeadersPolicy()))
                        .toList(),
                Text.orNull(page.nextMarker()));
    }

    @Override
    public Diff diff(ResponseHeaders desired, ResponseHeaders observed) {
        Diff.Builder diff = Diff.builder();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(desired.headers().keySet());
        names.addAll(observed.headers().keySet());
        names.forEach(name -> diff.compare(
                "responseHeadersPolicy.headers[" + name + "]",
                desired.headers().get(name),
                observed.headers().get(name)));
        return diff.build();
    }

    @Override
    public String make(CloudFrontClient client, String name, ResponseHeaders desired) {
        return client.createResponseHeadersPolicy(CreateResponseHeadersPolicyRequest.builder()
                        .responseHeadersPolicyConfig(config(name, desired))
                        .build())
                .responseHeadersPolicy()
                .id();
    }

    @Override
    public String etag(CloudFrontClient client, String id) {
        return client.getResponseHeadersPolicy(
                        GetResponseHeadersPolicyRequest.builder().id(id).build())
                .eTag();
    }

    @Override
    public void put(CloudFrontClient client, String id, String etag, String name, ResponseHeaders desired) {
        client.updateResponseHeadersPolicy(UpdateResponseHeadersPolicyRequest.builder()
                .id(id)
                .ifMatch(etag)
                .responseHeadersPolicyConfig(config(name, desired))
                .build());
    }

    @Override
    public void delete(CloudFrontClient client, String id, String etag) {
        client.deleteResponseHeadersPolicy(DeleteResponseHeadersPolicyRequest.builder()
                .id(id)
                .ifMatch(etag)
                .build());
    }

    private static ResponseHeadersPolicyConfig config(String name, ResponseHeaders desired) {
        List<ResponseHeadersPolicyCustomHeader> custom = desired.headers().entrySet().stream()
                .filter(header -> !SecurityHeaders.has(header.getKey()))
                .map(header -> ResponseHeadersPolicyCustomHeader.builder()
                        .header(header.getKey())
                        .value(header.getValue())
                        .override(true)
                        .build())
                .toList();
        ResponseHeadersPolicyConfig.Builder config =
                ResponseHeadersPolicyConfig.builder().name(name).comment(COMMENT);
        if (custom.size() < desired.headers().size()) {
            config.securityHeadersConfig(SecurityHeaders.toConfig(desired.headers()));
        }
        if (!custom.isEmpty()) {
            config.customHeadersConfig(ResponseHeadersPolicyCustomHeadersConfig.builder()
                    .quantity(custom.size())
                    .items(custom)
                    .build());
        }
        return config.build();
    }

    /** What our content cannot say (CORS, removed headers, timing) stands in brackets, so that it differs. */
    private static SharedObject<ResponseHeaders> toObject(ResponseHeadersPolicy policy) {
        ResponseHeadersPolicyConfig config = policy.responseHeadersPolicyConfig();
        @Nullable ResponseHeadersPolicySecurityHeadersConfig security = config.securityHeadersConfig();
        Map<String, String> headers = new TreeMap<>(SecurityHeaders.of(security));
        if (config.customHeadersConfig() != null) {
            config.customHeadersConfig()
                    .items()
                    .forEach(item -> headers.put(item.header(), SecurityHeaders.text(item.value(), item.override())));
        }
        if (config.corsConfig() != null) {
            headers.put("(CORS)", "set");
        }
        if (config.removeHeadersConfig() != null
                && !config.removeHeadersConfig().items().isEmpty()) {
            headers.put("(removed)", "set");
        }
        if (config.serverTimingHeadersConfig() != null
                && Boolean.TRUE.equals(config.serverTimingHeadersConfig().enabled())) {
            headers.put("(Server-Timing)", "set");
        }
        return new SharedObject<>(
                config.name(), policy.id(), Text.orEmpty(config.comment()), ResponseHeaders.of(headers));
    }
}
