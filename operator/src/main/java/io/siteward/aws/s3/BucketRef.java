package io.siteward.aws.s3;

/**
 * Which bucket is meant, and whose it must be.
 *
 * @param name its name, unique in the whole partition
 * @param region where it lies, for example {@code eu-central-1}; the custom resource admits those of partition {@code
 *     aws} only
 * @param accountId the account that must own it: sent with every call, since a deleted bucket's name can be taken by a
 *     stranger (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html">bucket
 *     owner condition</a>)
 */
public record BucketRef(String name, String region, String accountId) {

    public String arn() {
        return "arn:aws:s3:::" + name;
    }

    /** The name under which a distribution reaches it; the global one would redirect while the bucket is young. */
    public String regionalDomainName() {
        return name + ".s3." + region + ".amazonaws.com";
    }
}
