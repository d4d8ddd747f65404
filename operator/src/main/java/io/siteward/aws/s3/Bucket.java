package io.siteward.aws.s3;

import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Intent;
import io.siteward.graph.ManagedResource;
import io.siteward.graph.Observation;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** The bucket itself: that it is there, that it is ours, and its tags. One read, of the tags, tells all three. */
public final class Bucket implements ManagedResource<Bucket.Desired, Bucket.Observed, BucketRef> {
    /** The reason of a look that shows a stranger's bucket. */
    public static final String OWNED_BY_ANOTHER_ACCOUNT = "BucketOwnedByAnotherAccount";

    /** The code of a create that met a stranger's bucket; S3's own. */
    public static final String NAME_TAKEN = "BucketAlreadyExists";

    /** For this region alone a location constraint is refused, and a bucket that the account has is made again. */
    private static final String HOME_REGION = "us-east-1";

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);

    private final S3Client s3;
    private final BucketRef bucket;
    private final BucketClaim claim;
    private final Set<String> appliedTagKeys;
    private final boolean forceDestroy;
    private final BucketContents contents;

    /**
     * @param appliedTagKeys the keys of user tags that an earlier run set, see {@link Desired#userTagKeys}: those that
     *     have left the spec are taken off the bucket, while tags of others stay
     * @param forceDestroy whether a deletion empties the bucket first
     */
    public Bucket(
            S3Client s3, BucketRef bucket, BucketClaim claim, Collection<String> appliedTagKeys, boolean forceDestroy) {
        this.s3 = s3;
        this.bucket = bucket;
        this.claim = claim;
        this.appliedTagKeys = Set.copyOf(appliedTagKeys);
        this.forceDestroy = forceDestroy;
        this.contents = new BucketContents(s3, bucket);
    }

    /**
     * What the bucket is to be.
     *
     * @param ownerTags the marks of the site, which win over user tags of the same key
     */
    public record Desired(
            String name, String region, SortedMap<String, String> ownerTags, SortedMap<String, String> userTags) {
        public Desired {
            ownerTags = Collections.unmodifiableSortedMap(new TreeMap<>(ownerTags));
            userTags = Collections.unmodifiableSortedMap(new TreeMap<>(userTags));
        }

        public static Desired of(BucketRef bucket, Map<String, String> ownerTags, Map<String, String> userTags) {
            return new Desired(bucket.name(), bucket.region(), new TreeMap<>(ownerTags), new TreeMap<>(userTags));
        }

        private SortedMap<String, String> tags() {
            SortedMap<String, String> tags = new TreeMap<>(userTags);
            tags.putAll(ownerTags);
            return tags;
        }
    }

    /** The bucket's tags, those of others included. */
    public record Observed(SortedMap<String, String> tags) {
        public Observed {
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        }
    }

    @Override
    public Observation<Observed> observe() {
        try {
            Observed observed = new Observed(readTags());
            return claim.objection(bucket, observed.tags, new BucketPolicy(s3, bucket)::isWritten)
                    .<Observation<Observed>>map(foreign -> foreign)
                    .orElseGet(() -> new Observation.Present<>(observed));
        } catch (FailedCall e) {
            return switch (e.failure().code()) {
                case "NoSuchBucket" -> new Observation.Absent<>();
                case "AccessDenied" -> denied(e);
                // The wrong endpoint answers the first, the global one the second.
                case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
                    new Observation.Foreign<>(
                            "BucketInAnotherRegion",
                            "The bucket " + bucket.name() + " exists, but not in " + bucket.region()
                                    + ": choose another spec.bucketName");
                default -> throw e;
            };
        }
    }

    @Override
    public BucketRef handle(Observed observed) {
        return bucket;
    }

    @Override
    public String id(Observed observed) {
        return bucket.name();
    }

    @Override
    public Diff diff(Desired desired, Observed observed) {
        Diff.Builder diff = Diff.builder();
        Map<String, String> wanted = desired.tags();
        wanted.forEach((key, value) -> diff.compare("tags." + key, value, observed.tags.get(key)));
        appliedTagKeys.stream()
                .filter(key -> !wanted.containsKey(key))
                .sorted()
                .forEach(key -> diff.compare("tags." + key, null, observed.tags.get(key)));
        return diff.build();
    }

    /**
     * Creates it with its tags in the same call, so that no crash leaves one without a mark. In us-east-1 that the call
     * succeeds does not prove that the bucket is new, since it does so for every bucket of the account: somebody may have
     * made it since the engine looked, so its tags are read.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
     */
    @Override
    public Observed create(Desired desired, Intent intent) {
        intent.record(bucket.name());
        CreateBucketConfiguration.Builder configuration =
                CreateBucketConfiguration.builder().tags(sdkTags(desired.tags()));
        boolean provesNothing = bucket.region().equals(HOME_REGION);
        if (!provesNothing) {
            configuration.locationConstraint(bucket.region());
        }
        try {
            s3.createBucket(CreateBucketRequest.builder()
                    .bucket(bucket.name())
                    .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                    .createBucketConfiguration(configuration.build())
                    .build());
        } catch (FailedCall e) {
            return afterRefusal(e);
        }
        return provesNothing ? found() : new Observed(desired.tags());
    }

    /** A write replaces all tags, so the others' go back with it, among them those of AWS's own, {@code aws:…}. */
    @Override
    public Observed update(Desired desired, Observed observed, Diff diff) {
        SortedMap<String, String> tags = new TreeMap<>(observed.tags);
        tags.keySet().removeAll(appliedTagKeys);
        tags.putAll(desired.tags());
        s3.putBucketTagging(PutBucketTaggingRequest.builder()
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.accountId())
                .tagging(Tagging.builder().tagSet(sdkTags(tags)).build())
                .build());
        return new Observed(tags);
    }

    /**
     * Deletes it. With {@code forceDestroy} every call removes one batch of what it holds, and the bucket itself after
     * the last. Uploads that were begun and not ended do not hold a bucket.
     */
    @Override
    public Deletion delete(Observed observed) {
        if (forceDestroy && contents.removeBatch()) {
            return emptying();
        }
        try {
            s3.deleteBucket(DeleteBucketRequest.builder()
                    .bucket(bucket.name())
                    .expectedBucketOwner(bucket.accountId())
                    .build());
            return new Deletion.Gone();
        } catch (FailedCall e) {
            return switch (e.failure().code()) {
                case "NoSuchBucket" -> new Deletion.Gone();
                case "BucketNotEmpty" -> forceDestroy ? emptying() : notEmpty();
                default -> throw e;
            };
        }
    }

    /** What this bucket says when it must not be deleted with what it holds. */
    private Deletion notEmpty() {
        return contents.count().refusal(bucket);
    }

    private Deletion emptying() {
        return new Deletion.Underway(BETWEEN_BATCHES, "The bucket " + bucket.name() + " is being emptied");
    }

    private Observed afterRefusal(FailedCall refusal) {
        if (refusal.is(NAME_TAKEN)) {
            Failure taken = refusal.failure();
            throw new FailedCall(
                    new Failure(
                            Failure.Kind.TERMINAL,
                            taken.code(),
                            "The bucket name " + bucket.name()
                                    + " is taken by another account: choose another spec.bucketName",
                            taken.retryAfter(),
                            taken.requestId()),
                    refusal);
        }
        if (refusal.is("BucketAlreadyOwnedByYou")) {
            return found();
        }
        throw refusal;
    }

    /** What the create met, which may be a bucket of others. */
    private Observed found() {
        Observation<Observed> found = observe();
        if (found instanceof Observation.Present<Observed> ours) {
            return ours.state();
        }
        throw new FailedCall(
                found instanceof Observation.Foreign<Observed> foreign
                        ? new Failure(Failure.Kind.TERMINAL, foreign.reason(), foreign.message(), SOON, null)
                        : new Failure(
                                Failure.Kind.RETRIABLE,
                                "BucketNotVisible",
                                "The bucket " + bucket.name() + " was made and does not show yet.",
                                SOON,
                                null));
    }

    /**
     * A permission of ours that is missing must not look like a bucket that was lost to a stranger. To a stranger, and when
     * the owner is not the expected one, S3 says no more than "Access Denied"; of a missing permission it names the action.
     * But it does so too for a stranger within the same organisation, so that a bucket which was ours is looked for in the
     * account's own list.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html">Access denied</a>
     */
    private Observation<Observed> denied(FailedCall e) {
        String message = e.failure().message();
        boolean namesTheAction =
                message.contains("is not authorized to perform") && !message.contains("no resource-based policy");
        if ((namesTheAction && !claim.recordedAsOurs()) || isListed()) {
            throw e;
        }
        return new Observation.Foreign<>(
                OWNED_BY_ANOTHER_ACCOUNT,
                "The bucket " + bucket.name() + " belongs to another account than " + bucket.accountId()
                        + ": choose another spec.bucketName");
    }

    /** Whether the account has it: a refusal alone does not tell a stranger's bucket from a permission we lack. */
    private boolean isListed() {
        return s3
                .listBuckets(ListBucketsRequest.builder()
                        .prefix(bucket.name())
                        .maxBuckets(1)
                        .build())
                .buckets()
                .stream()
                .anyMatch(listed -> listed.name().equals(bucket.name()));
    }

    private SortedMap<String, String> readTags() {
        SortedMap<String, String> tags = new TreeMap<>();
        try {
            s3.getBucketTagging(GetBucketTaggingRequest.builder()
                            .bucket(bucket.name())
                            .expectedBucketOwner(bucket.accountId())
                            .build())
                    .tagSet()
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
        } catch (FailedCall e) {
            if (!e.is("NoSuchTagSet")) {
                throw e;
            }
        }
        return tags;
    }

    private static List<Tag> sdkTags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
