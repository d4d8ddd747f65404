package io.siteward.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** All that S3 has of a bucket, as the SDK reads it. */
public final class BucketState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final S3Client s3;

    public BucketState(S3Client s3) {
        this.s3 = s3;
    }

    /** Its configuration; what was never set is null. */
    public ObjectNode configuration(String bucket) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("name", bucket);
        state.put("region", s3.headBucket(request -> request.bucket(bucket)).bucketRegion());
        state.set(
                "tags",
                orAbsent(
                        "NoSuchTagSet",
                        () -> Tags.sorted(
                                s3.getBucketTagging(request -> request.bucket(bucket))
                                        .tagSet(),
                                Tag::key,
                                Tag::value)));
        state.set(
                "publicAccessBlock",
                orAbsent(
                        "NoSuchPublicAccessBlockConfiguration",
                        () -> SdkTree.of(s3.getPublicAccessBlock(request -> request.bucket(bucket))
                                .publicAccessBlockConfiguration())));
        state.set(
                "ownership",
                orAbsent(
                        "OwnershipControlsNotFoundError",
                        () -> SdkTree.of(s3.getBucketOwnershipControls(request -> request.bucket(bucket))
                                .ownershipControls()
                                .rules())));
        state.set(
                "encryption",
                SdkTree.of(s3.getBucketEncryption(request -> request.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()));
        state.put(
                "versioning",
                s3.getBucketVersioning(request -> request.bucket(bucket)).statusAsString());
        state.set("lifecycle", lifecycle(bucket));
        state.set("cors", cors(bucket));
        state.set("policy", policy(bucket));
        return state;
    }

    /** The keys of what it holds on the first page of the list, old versions and delete markers among them. */
    public ArrayNode contents(String bucket) {
        ListObjectVersionsResponse page = s3.listObjectVersions(request -> request.bucket(bucket));
        ArrayNode contents = JsonNodeFactory.instance.arrayNode();
        page.versions().forEach(version -> contents.add(version.key()));
        page.deleteMarkers().forEach(marker -> contents.add(marker.key() + " (deleted)"));
        return contents;
    }

    private JsonNode lifecycle(String bucket) {
        return orAbsent(
                "NoSuchLifecycleConfiguration",
                () -> SdkTree.of(s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                        .rules()));
    }

    private JsonNode cors(String bucket) {
        return orAbsent(
                "NoSuchCORSConfiguration",
                () -> SdkTree.of(
                        s3.getBucketCors(request -> request.bucket(bucket)).corsRules()));
    }

    private JsonNode policy(String bucket) {
        return orAbsent(
                "NoSuchBucketPolicy",
                () -> parsed(
                        s3.getBucketPolicy(request -> request.bucket(bucket)).policy()));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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
}
