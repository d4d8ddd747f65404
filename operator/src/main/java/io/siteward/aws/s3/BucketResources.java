package io.siteward.aws.s3;

import io.siteward.aws.AwsClients.GatedClients;
import java.util.Collection;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket and its configurations, each ready to be looked at and kept. */
public final class BucketResources {
    private final S3Client s3;
    private final BucketRef bucket;

    public BucketResources(GatedClients clients, BucketRef bucket) {
        this.s3 = clients.s3(bucket.region());
        this.bucket = bucket;
    }

    /** The bucket itself; see {@link Bucket} for what the parameters mean. */
    public Bucket bucket(BucketClaim claim, Collection<String> appliedTagKeys, boolean forceDestroy) {
        return new Bucket(s3, bucket, claim, appliedTagKeys, forceDestroy);
    }

    public PublicAccessBlock publicAccessBlock() {
        return new PublicAccessBlock(s3, bucket);
    }

    public Ownership ownership() {
        return new Ownership(s3, bucket);
    }

    public Encryption encryption() {
        return new Encryption(s3, bucket);
    }

    public Versioning versioning() {
        return new Versioning(s3, bucket);
    }

    public Lifecycle lifecycle() {
        return new Lifecycle(s3, bucket);
    }

    public Cors cors() {
        return new Cors(s3, bucket);
    }

    public BucketPolicy policy() {
        return new BucketPolicy(s3, bucket);
    }

    public BucketContents contents() {
        return new BucketContents(s3, bucket);
    }
}
