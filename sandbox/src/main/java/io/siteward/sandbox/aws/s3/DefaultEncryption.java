package io.siteward.sandbox.aws.s3;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The encryption that a bucket gives to objects. */
final class DefaultEncryption {
    /**
     * What every new bucket has: keys of S3, and none that callers bring along.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html">Default
     *     encryption</a>
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html">SSE-C
     *     is off since April 2026</a>
     */
    static final ServerSideEncryptionConfiguration OF_NEW_BUCKETS = configuration(s3Managed().toBuilder()
            .blockedEncryptionTypes(types -> types.encryptionType(EncryptionType.SSE_C))
            .build());

    private static final Set<ServerSideEncryption> ALGORITHMS =
            Set.of(ServerSideEncryption.AES256, ServerSideEncryption.AWS_KMS, ServerSideEncryption.AWS_KMS_DSSE);

    private DefaultEncryption() {}

    static ServerSideEncryptionConfiguration checked(@Nullable ServerSideEncryptionConfiguration configuration) {
        if (configuration == null || configuration.rules().size() != 1) {
            throw S3Refusal.malformedXml();
        }
        ServerSideEncryptionRule rule = configuration.rules().get(0);
        rule = rule.bucketKeyEnabled() == null
                ? rule.toBuilder().bucketKeyEnabled(false).build()
                : rule;
        if (rule.blockedEncryptionTypes() != null
                && rule.blockedEncryptionTypes().encryptionType().contains(EncryptionType.UNKNOWN_TO_SDK_VERSION)) {
            throw S3Refusal.malformedXml();
        }
        ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
        if (byDefault == null) {
            return configuration(rule.toBuilder()
                    .applyServerSideEncryptionByDefault(s3Managed().applyServerSideEncryptionByDefault())
                    .build());
        }
        checkKey(byDefault);
        return configuration(rule);
    }

    private static void checkKey(ServerSideEncryptionByDefault byDefault) {
        if (!ALGORITHMS.contains(byDefault.sseAlgorithm())) {
            throw S3Refusal.malformedXml();
        }
        if (byDefault.kmsMasterKeyID() != null && byDefault.sseAlgorithm() == ServerSideEncryption.AES256) {
            throw S3Refusal.invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse");
        }
    }

    /** The algorithm for objects put without one. */
    static String algorithm(Bucket bucket) {
        return bucket.encryption
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString();
    }

    private static ServerSideEncryptionRule s3Managed() {
        return ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm(ServerSideEncryption.AES256)
                        .build())
                .bucketKeyEnabled(false)
                .build();
    }

    private static ServerSideEncryptionConfiguration configuration(ServerSideEncryptionRule rule) {
        return ServerSideEncryptionConfiguration.builder().rules(List.of(rule)).build();
    }
}
