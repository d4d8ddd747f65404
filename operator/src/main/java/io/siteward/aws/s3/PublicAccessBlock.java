package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.Observation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;

/**
 * The bucket's four Block Public Access flags. They are written although new buckets have them all: what nobody wrote
 * cannot be told from what somebody took away.
 */
public final class PublicAccessBlock implements BucketAspect<PublicAccessBlock.Flags, PublicAccessBlock.Flags> {
    private static final Flags NONE = new Flags(false, false, false, false);

    private final S3Client s3;
    private final BucketRef bucket;

    public PublicAccessBlock(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * What is blocked, by the names of S3's API.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
     *     public access</a>
     */
    public record Flags(
            boolean blockPublicAcls,
            boolean ignorePublicAcls,
            boolean blockPublicPolicy,
            boolean restrictPublicBuckets) {
        public static final Flags ALL = new Flags(true, true, true, true);
    }

    @Override
    public BucketRef bucket() {
        return bucket;
    }

    @Override
    public Observation<Flags> observe() {
        return BucketAspect.look(this::read, "NoSuchPublicAccessBlockConfiguration", NONE);
    }

    @Override
    public Diff diff(Flags desired, Flags observed) {
        return Diff.builder()
                .compare("publicAccessBlock.blockPublicAcls", desired.blockPublicAcls, observed.blockPublicAcls)
                .compare("publicAccessBlock.ignorePublicAcls", desired.ignorePublicAcls, observed.ignorePublicAcls)
                .compare("publicAccessBlock.blockPublicPolicy", desired.blockPublicPolicy, observed.blockPublicPolicy)
                .compare(
                        "publicAccessBlock.restrictPublicBuckets",
                        desired.restrictPublicBuckets,
                        observed.restrictPublicBuckets)
                .build();
    }

    @Override
    public Flags create(Flags desired) {
        s3.putPublicAccessBlock(PutPublicAccessBlockRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .publicAccessBlockConfiguration(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(desired.blockPublicAcls)
                        .ignorePublicAcls(desired.ignorePublicAcls)
                        .blockPublicPolicy(desired.blockPublicPolicy)
                        .restrictPublicBuckets(desired.restrictPublicBuckets)
                        .build())
                .build());
        return desired;
    }

    @Override
    public Flags update(Flags desired, Flags observed, Diff diff) {
        return create(desired);
    }

    @Override
    public boolean protects() {
        return true;
    }

    private Flags read() {
        PublicAccessBlockConfiguration found = s3.getPublicAccessBlock(GetPublicAccessBlockRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .build())
                .publicAccessBlockConfiguration();
        return new Flags(
                isSet(found.blockPublicAcls()),
                isSet(found.ignorePublicAcls()),
                isSet(found.blockPublicPolicy()),
                isSet(found.restrictPublicBuckets()));
    }

    /** S3 leaves a flag out that was left out when it was written; it counts as off. */
    private static boolean isSet(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
