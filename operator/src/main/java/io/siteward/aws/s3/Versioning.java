package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.Observation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** Whether the bucket keeps what an upload or a deletion replaces. */
public final class Versioning implements BucketAspect<Versioning.Desired, Versioning.Observed> {
    private final S3Client s3;
    private final BucketRef bucket;

    public Versioning(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Whether versions are kept from now on; what was kept before stays. */
    public record Desired(boolean enabled) {
        String status() {
            return enabled ? "Enabled" : "Suspended";
        }
    }

    /**
     * What S3 says.
     *
     * @param status {@code Enabled}, {@code Suspended}, or null for a bucket that never kept versions
     */
    public record Observed(@Nullable String status) {
        boolean enabled() {
            return "Enabled".equals(status);
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

    /** Never enabled and suspended are the same to whoever uploads, so the one needs no change to become the other. */
    @Override
    public Diff diff(Desired desired, Observed observed) {
        return desired.enabled == observed.enabled()
                ? Diff.none()
                : Diff.builder()
                        .compare("versioning.status", desired.status(), observed.status)
                        .build();
    }

    @Override
    public Observed create(Desired desired) {
        s3.putBucketVersioning(PutBucketVersioningRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .versioningConfiguration(VersioningConfiguration.builder()
                        .status(desired.status())
                        .build())
                .build());
        return new Observed(desired.status());
    }

    @Override
    public Observed update(Desired desired, Observed observed, Diff diff) {
        return create(desired);
    }

    private Observed read() {
        return new Observed(s3.getBucketVersioning(GetBucketVersioningRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .build())
                .statusAsString());
    }
}
