package io.siteward.aws.cloudfront;

import io.siteward.graph.Diff;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicy;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyCookiesConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyList;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringsConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.CreateCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.Headers;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ParametersInCacheKeyAndForwardedToOrigin;
import software.amazon.awssdk.services.cloudfront.model.UpdateCachePolicyRequest;

/** Cache policies of the account; those that AWS keeps are in {@link ManagedPolicies}. */
public final class CachePolicies implements ListedKind<CacheRules> {
    private static final Codes CODES = new Codes(
            "CachePolicyAlreadyExists",
            "NoSuchCachePolicy",
            "CachePolicyInUse",
            "TooManyCachePolicies",
            "TooManyDistributionsAssociatedToCachePolicy",
            Set.of("NoSuchCachePolicy"));

    @Override
    public String title() {
        return "cache policy";
    }

    @Override
    public String shortName() {
        return "cache";
    }

    @Override
    public Codes codes() {
        return CODES;
    }

    @Override
    public Page<CacheRules> list(CloudFrontClient client, @Nullable String marker) {
        CachePolicyList page = client.listCachePolicies(ListCachePoliciesRequest.builder()
                        .type(CachePolicyType.CUSTOM)
                        .marker(marker)
                        .build())
                .cachePolicyList();
        return new Page<>(
                page.items().stream().map(item -> toObject(item.cachePolicy())).toList(),
                Text.orNull(page.nextMarker()));
    }

    @Override
    public Diff diff(CacheRules desired, CacheRules observed) {
        return Diff.builder()
                .compare("cachePolicy.minSeconds", desired.minSeconds(), observed.minSeconds())
                .compare("cachePolicy.defaultSeconds", desired.defaultSeconds(), observed.defaultSeconds())
                .compare("cachePolicy.maxSeconds", desired.maxSeconds(), observed.maxSeconds())
                .compare("cachePolicy.headers", desired.headers(), observed.headers())
                .compare("cachePolicy.cookies", desired.cookies(), observed.cookies())
                .compare("cachePolicy.queryStrings", desired.queryStrings(), observed.queryStrings())
                .compare("cachePolicy.gzip", desired.gzip(), observed.gzip())
                .compare("cachePolicy.brotli", desired.brotli(), observed.brotli())
                .build();
    }

    @Override
    public String make(CloudFrontClient client, String name, CacheRules desired) {
        return client.createCachePolicy(CreateCachePolicyRequest.builder()
                        .cachePolicyConfig(config(name, desired))
                        .build())
                .cachePolicy()
                .id();
    }

    @Override
    public String etag(CloudFrontClient client, String id) {
        return client.getCachePolicy(GetCachePolicyRequest.builder().id(id).build())
                .eTag();
    }

    @Override
    public void put(CloudFrontClient client, String id, String etag, String name, CacheRules desired) {
        client.updateCachePolicy(UpdateCachePolicyRequest.builder()
                .id(id)
                .ifMatch(etag)
                .cachePolicyConfig(config(name, desired))
                .build());
    }

    @Override
    public void delete(CloudFrontClient client, String id, String etag) {
        client.deleteCachePolicy(
                DeleteCachePolicyRequest.builder().id(id).ifMatch(etag).build());
    }

    private static CachePolicyConfig config(String name, CacheRules desired) {
        CachePolicyHeadersConfig headers = desired.headers().isEmpty()
                ? CachePolicyHeadersConfig.builder()
                        .headerBehavior(CachePolicyHeaderBehavior.NONE)
                        .build()
                : CachePolicyHeadersConfig.builder()
                        .headerBehavior(CachePolicyHeaderBehavior.WHITELIST)
                        .headers(Headers.builder()
                                .quantity(desired.headers().size())
                                .items(desired.headers())
                                .build())
                        .build();
        return CachePolicyConfig.builder()
                .name(name)
                .comment(COMMENT)
                .minTTL(desired.minSeconds())
                .defaultTTL(desired.defaultSeconds())
                .maxTTL(desired.maxSeconds())
                .parametersInCacheKeyAndForwardedToOrigin(ParametersInCacheKeyAndForwardedToOrigin.builder()
                        .enableAcceptEncodingGzip(desired.gzip())
                        .enableAcceptEncodingBrotli(desired.brotli())
                        .headersConfig(headers)
                        .cookiesConfig(CachePolicyCookiesConfig.builder()
                                .cookieBehavior(desired.cookies())
                                .build())
                        .queryStringsConfig(CachePolicyQueryStringsConfig.builder()
                                .queryStringBehavior(desired.queryStrings())
                                .build())
                        .build())
                .build();
    }

    private static SharedObject<CacheRules> toObject(CachePolicy policy) {
        CachePolicyConfig config = policy.cachePolicyConfig();
        ParametersInCacheKeyAndForwardedToOrigin key = config.parametersInCacheKeyAndForwardedToOrigin();
        SortedSet<String> headers = new TreeSet<>();
        if (key.headersConfig().headers() != null) {
            headers.addAll(key.headersConfig().headers().items());
        }
        CacheRules content = new CacheRules(
                config.minTTL(),
                config.defaultTTL(),
                config.maxTTL(),
                headers,
                key.cookiesConfig().cookieBehaviorAsString(),
                key.queryStringsConfig().queryStringBehaviorAsString(),
                key.enableAcceptEncodingGzip(),
                Boolean.TRUE.equals(key.enableAcceptEncodingBrotli()));
        return new SharedObject<>(config.name(), policy.id(), Text.orEmpty(config.comment()), content);
    }
}
