package io.siteward.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;

/** A site's bucket and its configurations, as things that a person can change. */
final class BucketObjects {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final S3Client s3;
    private final String bucket;

    BucketObjects(SiteWorld world) {
        this.s3 = world.console(S3Client.class);
        this.bucket = world.bucket();
    }

    /** Each by its name. */
    Map<String, Supplier<AwsObject>> byName() {
        Map<String, Supplier<AwsObject>> byName = new LinkedHashMap<>();
        byName.put("Bucket tags", this::tags);
        byName.put("PublicAccessBlock", this::publicAccessBlock);
        byName.put("Ownership", this::ownership);
        byName.put("Encryption", this::encryption);
        byName.put("Versioning", this::versioning);
        byName.put("Lifecycle", this::lifecycle);
        byName.put("Cors", this::cors);
        byName.put("BucketPolicy", this::policy);
        return byName;
    }

    private AwsObject tags() {
        return new AwsObject(
                "Bucket tags",
                List.of("PutBucketTagging"),
                () -> {
                    Map<String, String> tags = new TreeMap<>();
                    s3.getBucketTagging(request -> request.bucket(bucket))
                            .tagSet()
                            .forEach(tag -> tags.put(tag.key(), tag.value()));
                    return tags;
                },
                changed -> s3.putBucketTagging(
                        request -> request.bucket(bucket).tagging(tagging -> tagging.tagSet(tagSet(changed)))));
    }

    private AwsObject publicAccessBlock() {
        return new AwsObject(
                "PublicAccessBlock",
                List.of("PutPublicAccessBlock"),
                () -> s3.getPublicAccessBlock(request -> request.bucket(bucket)).publicAccessBlockConfiguration(),
                changed -> s3.putPublicAccessBlock(request -> request.bucket(bucket)
                        .publicAccessBlockConfiguration((PublicAccessBlockConfiguration) changed)));
    }

    private AwsObject ownership() {
        return new AwsObject(
                "Ownership",
                List.of("PutBucketOwnershipControls"),
                () -> s3.getBucketOwnershipControls(request -> request.bucket(bucket))
                        .ownershipControls(),
                changed -> s3.putBucketOwnershipControls(
                        request -> request.bucket(bucket).ownershipControls((OwnershipControls) changed)));
    }

    private AwsObject encryption() {
        return new AwsObject(
                "Encryption",
                List.of("PutBucketEncryption"),
                () -> s3.getBucketEncryption(request -> request.bucket(bucket)).serverSideEncryptionConfiguration(),
                changed -> s3.putBucketEncryption(request -> request.bucket(bucket)
                        .serverSideEncryptionConfiguration((ServerSideEncryptionConfiguration) changed)));
    }

    private AwsObject versioning() {
        return new AwsObject(
                "Versioning",
                List.of("PutBucketVersioning"),
                () -> s3.getBucketVersioning(request -> request.bucket(bucket)),
                changed -> s3.putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning ->
                                versioning.status(((GetBucketVersioningResponse) changed).statusAsString()))));
    }

    private AwsObject cors() {
        return new AwsObject(
                "Cors",
                List.of("PutBucketCors"),
                () -> s3.getBucketCors(request -> request.bucket(bucket)),
                changed -> s3.putBucketCors(request -> request.bucket(bucket)
                        .corsConfiguration(cors -> cors.corsRules(((GetBucketCorsResponse) changed).corsRules()))));
    }

    private AwsObject policy() {
        return new AwsObject(
                "BucketPolicy",
                List.of("PutBucketPolicy"),
                () -> parsed(
                        s3.getBucketPolicy(request -> request.bucket(bucket)).policy()),
                changed -> s3.putBucketPolicy(request -> request.bucket(bucket).policy(json(changed))));
    }

    private AwsObject lifecycle() {
        return new AwsObject(
                "Lifecycle",
                List.of("PutBucketLifecycleConfiguration"),
                () -> s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket)),
                changed -> {
                    GetBucketLifecycleConfigurationResponse wanted = (GetBucketLifecycleConfigurationResponse) changed;
                    s3.putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                            .transitionDefaultMinimumObjectSize(wanted.transitionDefaultMinimumObjectSizeAsString())
                            .lifecycleConfiguration(lifecycle -> lifecycle.rules(wanted.rules())));
                });
    }

    private static List<Tag> tagSet(Object tags) {
        return ((Map<?, ?>) tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key((String) tag.getKey())
                                .value((String) tag.getValue())
                                .build())
                        .toList();
    }

    private static Object parsed(String json) {
        try {
            return JSON.readValue(json, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
