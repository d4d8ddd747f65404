package io.siteward.sandbox.aws.s3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All buckets of all accounts, under names that are unique among them. Its monitor guards their state as well. */
final class BucketRegistry {
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new TreeMap<>();
    private final Map<String, Instant> deletedAt = new HashMap<>();
    private Duration reserve = Duration.ZERO;
    private long versions;

    BucketRegistry(InstantSource clock) {
        this.clock = clock;
    }

    void reserveDeletedNamesFor(Duration time) {
        reserve = time;
    }

    Optional<Bucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    Bucket get(String name) {
        return find(name).orElseThrow(S3Refusal::noSuchBucket);
    }

    /** As long and as opaque as S3's, and the same in every run. */
    String nextVersionId() {
        versions++;
        return Digest.md5(Long.toString(versions).getBytes(StandardCharsets.US_ASCII));
    }

    List<Bucket> ownedBy(String account) {
        return buckets.values().stream()
                .filter(bucket -> bucket.owner.equals(account))
                .toList();
    }

    void add(Bucket bucket) {
        Instant deleted = deletedAt.get(bucket.name);
        if (deleted != null && clock.instant().isBefore(deleted.plus(reserve))) {
            throw S3Refusal.of(
                    "OperationAborted",
                    "A conflicting conditional operation is currently in progress against this resource. Please try"
                            + " again.");
        }
        buckets.put(bucket.name, bucket);
    }

    void remove(Bucket bucket) {
        buckets.remove(bucket.name);
        deletedAt.put(bucket.name, clock.instant());
    }
}
