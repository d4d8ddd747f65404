package io.siteward.crash;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicy;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicy;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Somebody who changes in AWS what belongs to the site {@code docs}. */
final class Vandal {
    private static final Duration DEPLOYED = Duration.ofMinutes(1);
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Mine", "Effect": "Allow", "Principal": {"AWS": "%s"},
             "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}]}""";

    private static final ServerSideEncryptionRule WITH_KMS = ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(byDefault -> byDefault.sseAlgorithm("aws:kms"))
            .build();
    private static final CORSRule READ_BY_EVIL = CORSRule.builder()
            .allowedMethods("GET")
            .allowedOrigins("https://evil.example.com")
            .build();

    private Vandal() {}

    static void replacePolicy(World world) {
        String policy = POLICY.formatted(World.THEIRS, bucket(world));
        world.s3().putBucketPolicy(request -> request.bucket(bucket(world)).policy(policy));
    }

    static void deletePolicy(World world) {
        world.s3().deleteBucketPolicy(request -> request.bucket(bucket(world)));
    }

    static void openPublicAccess(World world) {
        world.s3().deletePublicAccessBlock(request -> request.bucket(bucket(world)));
    }

    static void resetBucket(World world) {
        S3Client s3 = world.s3();
        openPublicAccess(world);
        s3.putBucketOwnershipControls(request -> request.bucket(bucket(world))
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build())));
        s3.putBucketAcl(request -> request.bucket(bucket(world)).acl("public-read"));
        s3.putBucketEncryption(
                request -> request.bucket(bucket(world)).serverSideEncryptionConfiguration(all -> all.rules(WITH_KMS)));
        s3.deleteBucketLifecycle(request -> request.bucket(bucket(world)));
        s3.putBucketVersioning(request ->
                request.bucket(bucket(world)).versioningConfiguration(versioning -> versioning.status("Suspended")));
        s3.putBucketCors(
                request -> request.bucket(bucket(world)).corsConfiguration(all -> all.corsRules(READ_BY_EVIL)));
        replacePolicy(world);
    }

    static void untagBucket(World world) {
        world.s3().deleteBucketTagging(request -> request.bucket(bucket(world)));
    }

    static void deleteBucket(World world) {
        world.s3().deleteBucket(request -> request.bucket(bucket(world)));
    }

    static void disableDistribution(World world) {
        update(world, config -> config.toBuilder().enabled(false).build());
    }

    static void detachOriginAccessControl(World world) {
        update(
                world,
                config -> config.toBuilder()
                        .origins(config.origins().toBuilder()
                                .items(config.origins().items().stream()
                                        .map(origin -> origin.toBuilder()
                                                .originAccessControlId("")
                                                .build())
                                        .toList())
                                .build())
                        .build());
    }

    static void deleteDistribution(World world) {
        disableDistribution(world);
        world.clock.advance(DEPLOYED);
        CloudFrontClient cloudFront = world.cloudFront();
        String id = distribution(world);
        String etag = cloudFront.getDistribution(request -> request.id(id)).eTag();
        cloudFront.deleteDistribution(request -> request.id(id).ifMatch(etag));
    }

    static void untagDistribution(World world) {
        CloudFrontClient cloudFront = world.cloudFront();
        GetDistributionResponse found = cloudFront.getDistribution(request -> request.id(distribution(world)));
        cloudFront.untagResource(
                request -> request.resource(found.distribution().arn())
                        .tagKeys(keys -> keys.items("siteward.io/name", "siteward.io/fleet")));
    }

    static void changeOriginAccessControl(World world) {
        CloudFrontClient cloudFront = world.cloudFront();
        String id = first(() -> cloudFront
                        .listOriginAccessControls(request -> {})
                        .originAccessControlList()
                        .items())
                .id();
        GetOriginAccessControlResponse found = cloudFront.getOriginAccessControl(request -> request.id(id));
        cloudFront.updateOriginAccessControl(request -> request.id(id)
                .ifMatch(found.eTag())
                .originAccessControlConfig(found.originAccessControl().originAccessControlConfig().toBuilder()
                        .signingBehavior("never")
                        .build()));
    }

    static void changeCachePolicy(World world) {
        CloudFrontClient cloudFront = world.cloudFront();
        CachePolicy policy = first(() -> cloudFront
                        .listCachePolicies(request -> request.type(CachePolicyType.CUSTOM))
                        .cachePolicyList()
                        .items())
                .cachePolicy();
        String etag =
                cloudFront.getCachePolicy(request -> request.id(policy.id())).eTag();
        cloudFront.updateCachePolicy(request -> request.id(policy.id())
                .ifMatch(etag)
                .cachePolicyConfig(policy.cachePolicyConfig().toBuilder()
                        .maxTTL(1_000_000L)
                        .build()));
    }

    static void changeHeadersPolicy(World world) {
        CloudFrontClient cloudFront = world.cloudFront();
        ResponseHeadersPolicy policy = first(() -> cloudFront
                        .listResponseHeadersPolicies(request -> request.type(ResponseHeadersPolicyType.CUSTOM))
                        .responseHeadersPolicyList()
                        .items())
                .responseHeadersPolicy();
        String etag = cloudFront
                .getResponseHeadersPolicy(request -> request.id(policy.id()))
                .eTag();
        cloudFront.updateResponseHeadersPolicy(request -> request.id(policy.id())
                .ifMatch(etag)
                .responseHeadersPolicyConfig(policy.responseHeadersPolicyConfig().toBuilder()
                        .securityHeadersConfig(
                                security -> security.contentTypeOptions(options -> options.override(true)))
                        .build()));
    }

    static void changeFunction(World world) {
        CloudFrontClient cloudFront = world.cloudFront();
        FunctionSummary function = first(
                () -> cloudFront.listFunctions(request -> {}).functionList().items());
        String etag = cloudFront
                .describeFunction(request -> request.name(function.name()).stage(FunctionStage.DEVELOPMENT))
                .eTag();
        String changed = cloudFront
                .updateFunction(request -> request.name(function.name())
                        .ifMatch(etag)
                        .functionConfig(function.functionConfig())
                        .functionCode(SdkBytes.fromUtf8String("function handler(event) { return event.request; }")))
                .eTag();
        cloudFront.publishFunction(request -> request.name(function.name()).ifMatch(changed));
    }

    /** Takes everything out of a bucket, for good. */
    static void empty(S3Client s3, String bucket) {
        var page = s3.listObjectVersions(request -> request.bucket(bucket));
        page.versions()
                .forEach(version -> s3.deleteObject(
                        request -> request.bucket(bucket).key(version.key()).versionId(version.versionId())));
        page.deleteMarkers()
                .forEach(marker -> s3.deleteObject(
                        request -> request.bucket(bucket).key(marker.key()).versionId(marker.versionId())));
    }

    private static void update(World world, UnaryOperator<DistributionConfig> change) {
        CloudFrontClient cloudFront = world.cloudFront();
        String id = distribution(world);
        GetDistributionConfigResponse found = cloudFront.getDistributionConfig(request -> request.id(id));
        cloudFront.updateDistribution(request ->
                request.id(id).ifMatch(found.eTag()).distributionConfig(change.apply(found.distributionConfig())));
    }

    /** What a list of CloudFront's begins with. With lagging lists the first answer may be of the past, and empty. */
    private static <T> T first(Supplier<List<T>> list) {
        return Stream.generate(list).limit(2).flatMap(List::stream).findFirst().orElseThrow();
    }

    private static String bucket(World world) {
        return world.bucket("docs").orElseThrow();
    }

    private static String distribution(World world) {
        return world.distribution("docs").orElseThrow();
    }
}
