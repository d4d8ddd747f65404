package io.siteward.sandbox.aws.s3;

import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The encryption that a bucket gives to objects. */
final class DefaultEncryption {
    /**
     * What every bucket has unless told otherwise.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html">Default
     *     encryption</a>
     */
    static final ServerSideEncryptionConfiguration S3_MANAGED = ServerSideEncryptionConfiguration.builder()
            .rules(ServerSideEncryptionRule.builder()
                    .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                            .sseAlgorithm(ServerSideEncryption.AES256)
                            .build())
                    .bucketKeyEnabled(false)
                    .build())
            .build();

    private DefaultEncryption() {}
}
