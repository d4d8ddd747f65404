package io.siteward.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.Tags;

/** What a site has in CloudFront, as things that a person can change. */
final class CloudFrontObjects {
    private final CloudFrontClient cloudFront;
    private final String distribution;

    CloudFrontObjects(SiteWorld world) {
        this.cloudFront = world.console(CloudFrontClient.class);
        this.distribution = world.distribution();
    }

    /** Each by its name; a site need not have them all. */
    Map<String, Supplier<AwsObject>> byName() {
        Map<String, Supplier<AwsObject>> byName = new LinkedHashMap<>();
        byName.put("Distribution", this::distribution);
        byName.put("Distribution tags", this::tags);
        byName.put("OriginAccessControl", this::originAccessControl);
        byName.put("CachePolicy", this::cachePolicy);
        byName.put("ResponseHeadersPolicy", this::responseHeadersPolicy);
        byName.put("ViewerFunction", this::functionConfig);
        byName.put("ViewerFunction code", this::functionCode);
        return byName;
    }

    private AwsObject distribution() {
        return new AwsObject(
                "Distribution",
                List.of("UpdateDistribution"),
                () -> cloudFront
                        .getDistributionConfig(request -> request.id(distribution))
                        .distributionConfig(),
                changed -> cloudFront.updateDistribution(request -> request.id(distribution)
                        .ifMatch(cloudFront
                                .getDistributionConfig(get -> get.id(distribution))
                                .eTag())
                        .distributionConfig((DistributionConfig) changed)));
    }

    private DistributionConfig config() {
        return cloudFront
                .getDistributionConfig(request -> request.id(distribution))
                .distributionConfig();
    }

    private AwsObject tags() {
        String arn = cloudFront
                .getDistribution(request -> request.id(distribution))
                .distribution()
                .arn();
        return new AwsObject("Distribution tags", List.of("TagResource"), () -> tags(arn), changed -> {
            Map<String, String> tags = texts(changed);
            Set<String> removed = new TreeSet<>(tags(arn).keySet());
            removed.removeAll(tags.keySet());
            cloudFront.tagResource(request -> request.resource(arn)
                    .tags(Tags.builder()
                            .items(tags.entrySet().stream()
                                    .map(tag -> Tag.builder()
                                            .key(tag.getKey())
                                            .value(tag.getValue())
                                            .build())
                                    .toList())
                            .build()));
            if (!removed.isEmpty()) {
                cloudFront.untagResource(request -> request.resource(arn).tagKeys(keys -> keys.items(removed)));
            }
        });
    }

    private Map<String, String> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        cloudFront
                .listTagsForResource(request -> request.resource(arn))
                .tags()
                .items()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    private AwsObject originAccessControl() {
        String id = config().origins().items().get(0).originAccessControlId();
        return new AwsObject(
                "OriginAccessControl",
                List.of("UpdateOriginAccessControl"),
                () -> cloudFront
                        .getOriginAccessControlConfig(request -> request.id(id))
                        .originAccessControlConfig(),
                changed -> cloudFront.updateOriginAccessControl(request -> request.id(id)
                        .ifMatch(cloudFront
                                .getOriginAccessControl(get -> get.id(id))
                                .eTag())
                        .originAccessControlConfig((OriginAccessControlConfig) changed)));
    }

    private AwsObject cachePolicy() {
        String id = config().defaultCacheBehavior().cachePolicyId();
        return new AwsObject(
                "CachePolicy",
                List.of("UpdateCachePolicy"),
                () -> cloudFront
                        .getCachePolicy(request -> request.id(id))
                        .cachePolicy()
                        .cachePolicyConfig(),
                changed -> cloudFront.updateCachePolicy(request -> request.id(id)
                        .ifMatch(cloudFront.getCachePolicy(get -> get.id(id)).eTag())
                        .cachePolicyConfig((CachePolicyConfig) changed)));
    }

    private AwsObject responseHeadersPolicy() {
        String id = config().defaultCacheBehavior().responseHeadersPolicyId();
        return new AwsObject(
                "ResponseHeadersPolicy",
                List.of("UpdateResponseHeadersPolicy"),
                () -> cloudFront
                        .getResponseHeadersPolicy(request -> request.id(id))
                        .responseHeadersPolicy()
                        .responseHeadersPolicyConfig(),
                changed -> cloudFront.updateResponseHeadersPolicy(request -> request.id(id)
                        .ifMatch(cloudFront
                                .getResponseHeadersPolicy(get -> get.id(id))
                                .eTag())
                        .responseHeadersPolicyConfig((ResponseHeadersPolicyConfig) changed)));
    }

    private AwsObject functionConfig() {
        return new AwsObject(
                "ViewerFunction",
                List.of("UpdateFunction", "PublishFunction"),
                () -> cloudFront
                        .describeFunction(request -> request.name(function()).stage(FunctionStage.LIVE))
                        .functionSummary()
                        .functionConfig(),
                changed -> publish((FunctionConfig) changed, code()));
    }

    private AwsObject functionCode() {
        return new AwsObject(
                "ViewerFunction code",
                List.of("UpdateFunction", "PublishFunction"),
                this::code,
                changed -> publish(
                        cloudFront
                                .describeFunction(
                                        request -> request.name(function()).stage(FunctionStage.LIVE))
                                .functionSummary()
                                .functionConfig(),
                        (String) changed));
    }

    private String function() {
        String arn = config().defaultCacheBehavior()
                .functionAssociations()
                .items()
                .get(0)
                .functionARN();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private String code() {
        return cloudFront
                .getFunction(request -> request.name(function()).stage(FunctionStage.LIVE))
                .functionCode()
                .asUtf8String();
    }

    private void publish(FunctionConfig config, String code) {
        String name = function();
        String etag = cloudFront
                .updateFunction(request -> request.name(name)
                        .ifMatch(cloudFront
                                .describeFunction(
                                        describe -> describe.name(name).stage(FunctionStage.DEVELOPMENT))
                                .eTag())
                        .functionConfig(config)
                        .functionCode(SdkBytes.fromUtf8String(code)))
                .eTag();
        cloudFront.publishFunction(request -> request.name(name).ifMatch(etag));
    }

    private static Map<String, String> texts(Object map) {
        Map<String, String> texts = new TreeMap<>();
        ((Map<?, ?>) map).forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }
}
