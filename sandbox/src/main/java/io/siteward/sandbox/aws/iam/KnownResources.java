package io.siteward.sandbox.aws.iam;

import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import java.util.Map;
import java.util.Optional;

/** What IAM knows of the things that calls act on: the values of its condition keys come from there. */
public interface KnownResources {
    /** No bucket, and no tag. */
    KnownResources NONE = new KnownResources() {
        @Override
        public Optional<String> bucketOwner(String bucketName) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> distributionTags(String arn) {
            return Map.of();
        }
    };

    /** The account that owns the bucket; empty when there is no such bucket. */
    Optional<String> bucketOwner(String bucketName);

    /** The tags of a distribution; empty when there is none of this ARN. */
    Map<String, String> distributionTags(String arn);

    /** Those of an in-memory AWS. */
    static KnownResources of(InMemoryS3 s3, InMemoryCloudFront cloudFront) {
        return new KnownResources() {
            @Override
            public Optional<String> bucketOwner(String bucketName) {
                return s3.owner(bucketName);
            }

            @Override
            public Map<String, String> distributionTags(String arn) {
                return cloudFront.tags(arn);
            }
        };
    }
}
