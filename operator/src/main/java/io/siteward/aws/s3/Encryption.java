package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Observation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** How the bucket encrypts objects that are uploaded without saying how. */
public final class Encryption implements BucketAspect<Encryption.Desired, Encryption.Observed> {
    private final S3Client s3;
    private final BucketRef bucket;

    public Encryption(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * The default encryption.
     *
     * @param algorithm by S3's name
     */
    public record Desired(String algorithm) {
        /** AES-256 under keys that S3 manages (SSE-S3). */
        public static final Desired S3_MANAGED = new Desired("AES256");
    }

    /**
     * The bucket's one encryption rule. What is not modelled of it, such as the blocked encryption types, stays in it
     * and goes back with every write, since a write replaces all.
     */
    public record Observed(ServerSideEncryptionRule rule) {
        private static final Observed NONE =
                new Observed(ServerSideEncryptionRule.builder().build());

        @Nullable String algorithm() {
            ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
            return byDefault == null ? null : byDefault.sseAlgorithmAsString();
        }

        @Nullable String kmsKey() {
            ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
            return byDefault == null ? null : byDefault.kmsMasterKeyID();
        }
    }

    @Override
    public BucketRef bucket() {
        return bucket;
    }

    @Override
    public Observation<Observed> observe() {
        return BucketAspect.look(this::read);
    }

    @Override
    public Diff diff(Desired desired, Observed observed) {
        return Diff.builder()
                .compare("encryption.algorithm", desired.algorithm, observed.algorithm())
                .compare("encryption.kmsKey", null, observed.kmsKey())
                .build();
    }

    /**
     * Looks before it writes: a new bucket is encrypted already and may have encryption types blocked, which a write of
     * ours would lift. A bucket that is not visible yet cannot be looked at, so nothing is written.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html">Blocking
     *     SSE-C</a>
     */
    @Override
    public Observed create(Desired desired) {
        Observed fresh = read();
        Diff diff = diff(desired, fresh);
        return diff.isEmpty() ? fresh : update(desired, fresh, diff);
    }

    @Override
    public Observed update(Desired desired, Observed observed, Diff diff) {
        ServerSideEncryptionRule rule = observed.rule.toBuilder()
                .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm(desired.algorithm)
                        .build())
                .build();
        s3.putBucketEncryption(PutBucketEncryptionRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .serverSideEncryptionConfiguration(
                        ServerSideEncryptionConfiguration.builder().rules(rule).build())
                .build());
        return new Observed(rule);
    }

    private Observed read() {
        try {
            return stored();
        } catch (FailedCall e) {
            if (e.is("ServerSideEncryptionConfigurationNotFoundError")) {
                return Observed.NONE;
            }
            throw e;
        }
    }

    private Observed stored() {
        return s3
                .getBucketEncryption(GetBucketEncryptionRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .build())
                .serverSideEncryptionConfiguration()
                .rules()
                .stream()
                .findFirst()
                .map(Observed::new)
                .orElse(Observed.NONE);
    }
}
