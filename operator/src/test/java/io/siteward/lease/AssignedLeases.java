package io.siteward.lease;

import io.siteward.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Leases that stand as a test says. */
public final class AssignedLeases implements Leases {
    public static final String OURS = "replica-1.000000000000";
    public static final String THEIRS = "replica-7.0123456789ab";
    private static final Instant SINCE = Instant.parse("2026-01-01T08:00:00Z");

    /** What was asked for: handOver, exit. */
    public final List<String> asked = new ArrayList<>();

    public final Map<String, Claim> claims = new TreeMap<>();
    public Standing.Kind kind = Standing.Kind.HELD;
    public boolean speaks;
    public boolean deleting;
    public Set<String> silent = Set.of();
    public long epoch = 1;
    public Readiness readiness = Readiness.UNKNOWN;
    public Optional<String> trouble = Optional.empty();
    public @Nullable Want want;
    public @Nullable Readiness published;

    @Override
    public void want(Identity resource, Want wanted) {
        want = wanted;
    }

    @Override
    public Standing standing(Identity resource) {
        boolean ours = kind == Standing.Kind.HELD || kind == Standing.Kind.LAPSED;
        Lease lease = new Lease(
                resource.toString(),
                epoch,
                ours ? OURS : THEIRS,
                ours ? "berlin" : "paris",
                SINCE,
                claims,
                deleting ? Claiming.CLOSED : Claiming.OPEN,
                readiness,
                "v");
        return new Standing(kind, lease, speaks, silent);
    }

    @Override
    public Optional<Lease> enter(Identity resource) {
        return Optional.of(standing(resource).lease());
    }

    @Override
    public void exit(Identity resource) {
        asked.add("exit");
    }

    @Override
    public boolean areShared() {
        return true;
    }

    @Override
    public Duration readInterval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void publish(Identity resource, Readiness told) {
        published = told;
    }

    @Override
    public void handOver(Identity resource) {
        asked.add("handOver");
    }

    @Override
    public void forget(Identity resource) {
        asked.add("forget");
    }

    @Override
    public boolean isThisReplica(String member) {
        return member.equals(OURS);
    }

    @Override
    public boolean isThisMember(String member) {
        return member.equals(OURS);
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }
}
