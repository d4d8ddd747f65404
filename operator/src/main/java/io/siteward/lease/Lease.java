package io.siteward.lease;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who holds one resource, as the store knows it. It is never deleted: a release marks it, so that its epoch goes on.
 *
 * @param key what is held: a resource's identity, or the right to speak for a cluster
 * @param epoch rises with every change of holder and never falls
 * @param holder the id of the member that holds it; null when it was released
 * @param cluster the cluster of the holder, or of the last one; null when it never had one, or was handed to any other
 * @param since when the holder took it, by its own wall clock; for people
 * @param claims which clusters have the manifest
 * @param claiming whether those are all the claims that there are
 * @param version of this record; never used twice
 */
public record Lease(
        String key,
        long epoch,
        @Nullable String holder,
        @Nullable String cluster,
        Instant since,
        Map<String, Claim> claims,
        Claiming claiming,
        Readiness readiness,
        String version) {
    public Lease {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(claiming, "claiming");
        Objects.requireNonNull(readiness, "readiness");
        Objects.requireNonNull(version, "version");
        claims = Map.copyOf(claims);
    }

    /** What has no record yet. */
    static Lease none(String key) {
        return new Lease(key, 0, null, null, Instant.EPOCH, Map.of(), Claiming.OPEN, Readiness.UNKNOWN, "");
    }

    Lease takenBy(String member, String inCluster, long newEpoch, Instant now) {
        return new Lease(key, newEpoch, member, inCluster, now, claims, reopened(), readiness, version);
    }

    /**
     * The same without a holder.
     *
     * @param next the cluster that is to take it; null for any
     */
    Lease released(@Nullable String next) {
        return new Lease(key, epoch, null, next, since, claims, reopened(), readiness, version);
    }

    Lease with(String inCluster, Claim claim) {
        Map<String, Claim> more = new TreeMap<>(claims);
        more.put(inCluster, claim);
        return withClaims(more);
    }

    Lease without(String inCluster) {
        Map<String, Claim> fewer = new TreeMap<>(claims);
        fewer.remove(inCluster);
        return withClaims(fewer);
    }

    private Lease withClaims(Map<String, Claim> others) {
        return new Lease(key, epoch, holder, cluster, since, others, claiming, readiness, version);
    }

    Lease saying(Readiness other) {
        return new Lease(key, epoch, holder, cluster, since, claims, claiming, other, version);
    }

    Lease in(Claiming other) {
        return new Lease(key, epoch, holder, cluster, since, claims, other, readiness, version);
    }

    /** For another holder, who knows what is still gathered but closes anew. */
    private Claiming reopened() {
        return claiming == Claiming.GATHERING ? Claiming.GATHERING : Claiming.OPEN;
    }

    /** Whether the resource is being taken down. */
    public boolean hasClosed() {
        return claiming == Claiming.CLOSED;
    }

    Lease as(String newVersion) {
        return new Lease(key, epoch, holder, cluster, since, claims, claiming, readiness, newVersion);
    }

    boolean isHeldBy(String member) {
        return member.equals(holder);
    }
}
