package io.siteward.sandbox.aws.s3;

import io.siteward.sandbox.aws.policy.PolicyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

/** The state of one bucket. Empty stands for a configuration that was never put, or was deleted. */
final class Bucket {
    final String name;
    final String owner;
    final String region;
    final Instant createdAt;
    final VersionedObjects objects = new VersionedObjects();

    Optional<PublicAccessBlockConfiguration> publicAccessBlock;
    Optional<ObjectOwnership> ownership;
    ServerSideEncryptionConfiguration encryption = DefaultEncryption.OF_NEW_BUCKETS;
    Optional<BucketVersioningStatus> versioning = Optional.empty();
    Optional<StoredPolicy> policy = Optional.empty();
    List<LifecycleRule> lifecycle = List.of();
    TransitionDefaultMinimumObjectSize transitionMinimum = TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K;
    List<CORSRule> cors = List.of();
    List<Tag> tags = List.of();
    Acl acl;

    /** A policy as it was put, which is how it is given back, and what it means. */
    record StoredPolicy(String text, PolicyDocument document) {}

    /**
     * A bucket with what S3 gives every new one.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html">Defaults since
     *     April 2023</a>
     */
    Bucket(String name, String owner, String region, Instant createdAt) {
        this.name = name;
        this.owner = owner;
        this.region = region;
        this.createdAt = createdAt;
        publicAccessBlock = Optional.of(PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build());
        ownership = Optional.of(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        acl = Acl.ofOwner(owner);
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }

    String arn(String key) {
        return arn() + "/" + key;
    }

    boolean aclsDisabled() {
        return ownership.filter(ObjectOwnership.BUCKET_OWNER_ENFORCED::equals).isPresent();
    }

    boolean blocksPublicAcls() {
        return publicAccessBlock
                .map(PublicAccessBlockConfiguration::blockPublicAcls)
                .orElse(false);
    }

    boolean ignoresPublicAcls() {
        return publicAccessBlock
                .map(PublicAccessBlockConfiguration::ignorePublicAcls)
                .orElse(false);
    }

    boolean blocksPublicPolicy() {
        return publicAccessBlock
                .map(PublicAccessBlockConfiguration::blockPublicPolicy)
                .orElse(false);
    }

    boolean restrictsPublicBuckets() {
        return publicAccessBlock
                .map(PublicAccessBlockConfiguration::restrictPublicBuckets)
                .orElse(false);
    }

    PolicyDocument policyDocument() {
        return policy.map(StoredPolicy::document).orElse(PolicyDocument.EMPTY);
    }

    boolean versioned() {
        return versioning.filter(BucketVersioningStatus.ENABLED::equals).isPresent();
    }

    /** Whether it ever was versioned: then a delete leaves a marker. */
    boolean keepsMarkers() {
        return versioning.isPresent();
    }
}
