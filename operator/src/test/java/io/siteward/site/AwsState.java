package io.siteward.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicySummary;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.FunctionSummary;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * All that AWS has of one site, as the SDK reads it; of an account that holds nothing else. An id that AWS made up is
 * shown as what it stands for, so that it does not change with the number of ids made before it.
 */
final class AwsState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> meanings = new TreeMap<>();

    private final S3Client s3;
    private final CloudFrontClient cloudFront;
    private final String bucket;
    private final String distribution;

    AwsState(SiteWorld world) {
        this(world, world.us.s3(Region.of(world.site.getSpec().region())), world.us.cloudFront());
    }

    private AwsState(SiteWorld world, S3Client s3, CloudFrontClient cloudFront) {
        this.s3 = s3;
        this.cloudFront = cloudFront;
        this.bucket = world.bucket();
        this.distribution = world.distribution();
    }

    /** The same, past the wire: for who looks hundreds of times. */
    static AwsState pastTheWire(SiteWorld world) {
        return new AwsState(world, world.console(S3Client.class), world.console(CloudFrontClient.class));
    }

    JsonNode read() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.set("bucket", bucket());
        state.set("distribution", distribution());
        state.set("originAccessControls", originAccessControls());
        state.set("cachePolicies", cachePolicies());
        state.set("responseHeadersPolicies", responseHeadersPolicies());
        state.set("functions", functions());
        return withMeanings(state);
    }

    private JsonNode withMeanings(ObjectNode state) {
        String text = state.toString();
        for (Map.Entry<String, String> meaning : meanings.entrySet()) {
            text = text.replace(meaning.getKey(), meaning.getValue());
        }
        return parsed(text);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode bucket() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("name", bucket);
        state.put("region", s3.headBucket(request -> request.bucket(bucket)).bucketRegion());
        state.set(
                "tags",
                sorted(s3.getBucketTagging(request -> request.bucket(bucket)).tagSet(), Tag::key, Tag::value));
        state.set(
                "publicAccessBlock",
                SdkTree.of(s3.getPublicAccessBlock(request -> request.bucket(bucket))
                        .publicAccessBlockConfiguration()));
        state.set(
                "ownership",
                SdkTree.of(s3.getBucketOwnershipControls(request -> request.bucket(bucket))
                        .ownershipControls()
                        .rules()));
        state.set(
                "encryption",
                SdkTree.of(s3.getBucketEncryption(request -> request.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()));
        state.put(
                "versioning",
                s3.getBucketVersioning(request -> request.bucket(bucket)).statusAsString());
        state.set("lifecycle", lifecycle());
        state.set("cors", cors());
        state.set("policy", policy());
        return state;
    }

    private JsonNode lifecycle() {
        return orAbsent(
                "NoSuchLifecycleConfiguration",
                () -> SdkTree.of(s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                        .rules()));
    }

    private JsonNode cors() {
        return orAbsent(
                "NoSuchCORSConfiguration",
                () -> SdkTree.of(
                        s3.getBucketCors(request -> request.bucket(bucket)).corsRules()));
    }

    private JsonNode policy() {
        return parsed(s3.getBucketPolicy(request -> request.bucket(bucket)).policy());
    }

    private ObjectNode distribution() {
        Distribution found =
                cloudFront.getDistribution(request -> request.id(distribution)).distribution();
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        meanings.put(found.id(), "(the distribution)");
        state.put("status", found.status());
        state.set(
                "tags",
                sorted(
                        cloudFront
                                .listTagsForResource(request -> request.resource(found.arn()))
                                .tags()
                                .items(),
                        software.amazon.awssdk.services.cloudfront.model.Tag::key,
                        software.amazon.awssdk.services.cloudfront.model.Tag::value));
        state.set("config", SdkTree.of(found.distributionConfig()));
        return state;
    }

    private ObjectNode originAccessControls() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront
                .listOriginAccessControls(request -> {})
                .originAccessControlList()
                .items()
                .forEach(item -> shared(state, item.id(), item.name(), item));
        return state;
    }

    private ObjectNode cachePolicies() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront.listCachePolicies(request -> request.type(CachePolicyType.CUSTOM)).cachePolicyList().items().stream()
                .map(CachePolicySummary::cachePolicy)
                .forEach(item ->
                        shared(state, item.id(), item.cachePolicyConfig().name(), item.cachePolicyConfig()));
        return state;
    }

    private ObjectNode responseHeadersPolicies() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront
                .listResponseHeadersPolicies(request -> request.type(ResponseHeadersPolicyType.CUSTOM))
                .responseHeadersPolicyList()
                .items()
                .stream()
                .map(ResponseHeadersPolicySummary::responseHeadersPolicy)
                .forEach(item -> shared(
                        state,
                        item.id(),
                        item.responseHeadersPolicyConfig().name(),
                        item.responseHeadersPolicyConfig()));
        return state;
    }

    private void shared(ObjectNode state, String id, String name, SdkPojo content) {
        meanings.put(id, name);
        state.set(name, SdkTree.of(content));
    }

    private ObjectNode functions() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        cloudFront
                .listFunctions(request -> request.stage(FunctionStage.LIVE))
                .functionList()
                .items()
                .forEach(function -> state.set(function.name(), function(function)));
        return state;
    }

    private ObjectNode function(FunctionSummary function) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.set("config", SdkTree.of(function.functionConfig()));
        state.put(
                "code",
                cloudFront
                        .getFunction(request -> request.name(function.name()).stage(FunctionStage.LIVE))
                        .functionCode()
                        .asUtf8String());
        return state;
    }

    private static JsonNode orAbsent(String code, Supplier<JsonNode> read) {
        try {
            return read.get();
        } catch (S3Exception e) {
            if (code.equals(e.awsErrorDetails().errorCode())) {
                return JsonNodeFactory.instance.nullNode();
            }
            throw e;
        }
    }

    private static <T> JsonNode sorted(Iterable<T> tags, Function<T, String> key, Function<T, String> value) {
        Map<String, String> sorted = new TreeMap<>();
        tags.forEach(tag -> sorted.put(key.apply(tag), value.apply(tag)));
        return JSON.valueToTree(sorted);
    }
}
