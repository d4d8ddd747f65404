package io.siteward.sandbox.aws.cloudfront;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CreateFunctionResponse;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/** Requests that CloudFront takes, to be spoilt one member at a time. */
final class Samples {
    static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    static final String BUCKET_DOMAIN = "pages.s3.eu-central-1.amazonaws.com";

    private Samples() {}

    /** A distribution in front of one bucket. */
    static DistributionConfig.Builder distribution(String callerReference) {
        return DistributionConfig.builder()
                .callerReference(callerReference)
                .comment("a site")
                .enabled(true)
                .origins(origins -> origins.quantity(1).items(origin().build()))
                .defaultCacheBehavior(behavior -> behavior.targetOriginId("bucket")
                        .viewerProtocolPolicy("redirect-to-https")
                        .cachePolicyId(CACHING_OPTIMIZED));
    }

    static DistributionConfig distribution(String callerReference, Consumer<DistributionConfig.Builder> change) {
        return distribution(callerReference).applyMutation(change).build();
    }

    static Origin.Builder origin() {
        return Origin.builder()
                .id("bucket")
                .domainName(BUCKET_DOMAIN)
                .s3OriginConfig(bucket -> bucket.originAccessIdentity(""));
    }

    static DistributionConfig withOrigin(String callerReference, Consumer<Origin.Builder> change) {
        return distribution(callerReference)
                .origins(origins ->
                        origins.quantity(1).items(origin().applyMutation(change).build()))
                .build();
    }

    static Distribution create(CloudFrontClient client, DistributionConfig config) {
        return client.createDistribution(request -> request.distributionConfig(config))
                .distribution();
    }

    /** Reads the config, changes it, writes it back with the ETag read. */
    static void update(CloudFrontClient client, String id, Consumer<DistributionConfig.Builder> change) {
        var read = client.getDistributionConfig(request -> request.id(id));
        client.updateDistribution(request -> request.id(id)
                .ifMatch(read.eTag())
                .distributionConfig(read.distributionConfig().toBuilder()
                        .applyMutation(change)
                        .build()));
    }

    static OriginAccessControlConfig originAccessControl(String name) {
        return OriginAccessControlConfig.builder()
                .name(name)
                .signingProtocol("sigv4")
                .signingBehavior("always")
                .originAccessControlOriginType("s3")
                .build();
    }

    static String createOriginAccessControl(CloudFrontClient client, String name) {
        return client.createOriginAccessControl(request -> request.originAccessControlConfig(originAccessControl(name)))
                .originAccessControl()
                .id();
    }

    static ResponseHeadersPolicyConfig.Builder headersPolicy(String name) {
        return ResponseHeadersPolicyConfig.builder()
                .name(name)
                .securityHeadersConfig(security -> security.contentTypeOptions(options -> options.override(true)));
    }

    static String createHeadersPolicy(CloudFrontClient client, String name) {
        return client.createResponseHeadersPolicy(request ->
                        request.responseHeadersPolicyConfig(headersPolicy(name).build()))
                .responseHeadersPolicy()
                .id();
    }

    static CachePolicyConfig.Builder cachePolicy(String name) {
        return CachePolicyConfig.builder()
                .name(name)
                .minTTL(0L)
                .defaultTTL(300L)
                .maxTTL(600L)
                .parametersInCacheKeyAndForwardedToOrigin(key -> key.enableAcceptEncodingGzip(true)
                        .headersConfig(headers -> headers.headerBehavior("whitelist")
                                .headers(names -> names.quantity(1).items(List.of("Origin"))))
                        .cookiesConfig(cookies -> cookies.cookieBehavior("none"))
                        .queryStringsConfig(queries -> queries.queryStringBehavior("none")));
    }

    static String createCachePolicy(CloudFrontClient client, String name) {
        return client.createCachePolicy(
                        request -> request.cachePolicyConfig(cachePolicy(name).build()))
                .cachePolicy()
                .id();
    }

    static CreateFunctionResponse createFunction(CloudFrontClient client, String name, String source) {
        return client.createFunction(request -> request.name(name)
                .functionConfig(config -> config.comment("").runtime("cloudfront-js-2.0"))
                .functionCode(SdkBytes.fromUtf8String(source)));
    }

    /** Creates and publishes; answers the ARN. */
    static String publishFunction(CloudFrontClient client, String name, String source) {
        CreateFunctionResponse created = createFunction(client, name, source);
        return client.publishFunction(request -> request.name(name).ifMatch(created.eTag()))
                .functionSummary()
                .functionMetadata()
                .functionARN();
    }
}
