package io.siteward.sandbox.aws.iam;

import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
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

    /**
     * What a parameter or a secret is encrypted with; empty when there is none, or none is needed.
     *
     * @param service the signing name of its store
     * @param id its name or ARN
     */
    default Optional<String> encryptionKey(String service, String accountId, String region, String id) {
        return Optional.empty();
    }

    /** Those of an in-memory AWS that keeps secrets too. */
    static KnownResources of(
            InMemoryS3 s3, InMemoryCloudFront cloudFront, InMemorySsm parameters, InMemorySecretsManager secrets) {
        KnownResources rest = of(s3, cloudFront);
        return new KnownResources() {
            @Override
            public Optional<String> bucketOwner(String bucketName) {
                return rest.bucketOwner(bucketName);
            }

            @Override
            public Map<String, String> distributionTags(String arn) {
                return rest.distributionTags(arn);
            }

            @Override
            public Optional<String> encryptionKey(String service, String accountId, String region, String id) {
                return service.equals("ssm")
                        ? parameters.encryptionKey(accountId, region, id)
                        : secrets.encryptionKey(accountId, region, id);
            }
        };
    }

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
