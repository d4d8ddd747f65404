package io.siteward.aws.s3;

import io.siteward.graph.Diff;
import io.siteward.graph.Observation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;

/** What S3 removes from the bucket by itself. Rules of others are left as found; ours are known by their ids. */
public final class Lifecycle implements BucketAspect<Lifecycle.Desired, Lifecycle.Observed> {
    private final S3Client s3;
    private final BucketRef bucket;

    public Lifecycle(S3Client s3, BucketRef bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * What is to be removed.
     *
     * @param noncurrentDays after how many days a replaced or deleted version goes, from 1; null for never
     * @param abortUploadDays after how many days an upload that was begun and not ended goes, from 1; null for never
     */
    public record Desired(
            @Nullable Integer noncurrentDays, @Nullable Integer abortUploadDays) {
        private Optional<LifecycleRule> rule(OwnRule kind) {
            return Optional.ofNullable(kind == OwnRule.NONCURRENT ? noncurrentDays : abortUploadDays)
                    .map(kind::of);
        }

        private List<LifecycleRule> rules() {
            return Stream.of(OwnRule.values())
                    .flatMap(kind -> rule(kind).stream())
                    .toList();
        }
    }

    /**
     * All the rules of the bucket, as S3 has them.
     *
     * @param smallObjects from which size on objects change storage class; not modelled, but a write of the rules
     *     without it resets it
     */
    public record Observed(
            List<LifecycleRule> rules, @Nullable String smallObjects) {
        private static final Observed NONE = new Observed(List.of(), null);

        public Observed {
            rules = List.copyOf(rules);
        }

        private Optional<LifecycleRule> rule(String id) {
            return rules.stream().filter(rule -> id.equals(rule.id())).findFirst();
        }

        private List<LifecycleRule> ofOthers() {
            return rules.stream()
                    .filter(Predicate.not(OwnRule::isOurs))
                    .map(OwnRule::withFilter)
                    .toList();
        }
    }

    @Override
    public BucketRef bucket() {
        return bucket;
    }

    @Override
    public Observation<Observed> observe() {
        return BucketAspect.look(this::read, "NoSuchLifecycleConfiguration", Observed.NONE);
    }

    @Override
    public Diff diff(Desired desired, Observed observed) {
        Diff.Builder diff = Diff.builder();
        for (OwnRule kind : OwnRule.values()) {
            kind.compare(
                    diff,
                    desired.rule(kind).orElse(null),
                    observed.rule(kind.id()).orElse(null));
        }
        observed.rules().stream()
                .filter(rule -> OwnRule.isOurs(rule) && !OwnRule.isKnown(rule))
                .forEach(rule -> diff.compare("lifecycle.rule[" + rule.id() + "]", null, rule));
        return diff.build();
    }

    @Override
    public Observed create(Desired desired) {
        return desired.rules().isEmpty() ? Observed.NONE : write(desired, Observed.NONE);
    }

    @Override
    public Observed update(Desired desired, Observed observed, Diff diff) {
        return write(desired, observed);
    }

    private Observed write(Desired desired, Observed observed) {
        List<LifecycleRule> rules = Stream.concat(observed.ofOthers().stream(), desired.rules().stream())
                .toList();
        if (rules.isEmpty()) {
            s3.deleteBucketLifecycle(DeleteBucketLifecycleRequest.builder()
                    .bucket(bucket.name())
                    .expectedBucketOwner(bucket.accountId())
                    .build());
            return Observed.NONE;
        }
        s3.putBucketLifecycleConfiguration(PutBucketLifecycleConfigurationRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .transitionDefaultMinimumObjectSize(observed.smallObjects)
                .lifecycleConfiguration(
                        BucketLifecycleConfiguration.builder().rules(rules).build())
                .build());
        return new Observed(rules, observed.smallObjects);
    }

    private Observed read() {
        GetBucketLifecycleConfigurationResponse found =
                s3.getBucketLifecycleConfiguration(GetBucketLifecycleConfigurationRequest.builder()
                        .bucket(bucket.name())
                        .expectedBucketOwner(bucket.accountId())
                        .build());
        return new Observed(found.rules(), found.transitionDefaultMinimumObjectSizeAsString());
    }
}
