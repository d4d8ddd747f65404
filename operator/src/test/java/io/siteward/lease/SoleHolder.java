package io.siteward.lease;

import io.siteward.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The leases of a process that is alone with its store: it holds whatever it wants, always in the first epoch. */
public final class SoleHolder implements Leases {
    public static final String CLUSTER = "test-cluster";
    private static final String MEMBER = "replica-1.000000000000";
    private final Map<Identity, Want> wants = new ConcurrentHashMap<>();

    @Override
    public void want(Identity resource, Want want) {
        wants.put(resource, want);
    }

    @Override
    public Standing standing(Identity resource) {
        Want want = wants.get(resource);
        boolean done = want != null && want.stage() == Want.Stage.DONE;
        return new Standing(done ? Standing.Kind.PARTED : Standing.Kind.HELD, lease(resource, done), true, Set.of());
    }

    private Lease lease(Identity resource, boolean done) {
        Lease taken = Lease.none(resource.toString()).takenBy(MEMBER, CLUSTER, 1, Instant.EPOCH);
        Want want = wants.get(resource);
        Lease marked = want != null && want.isParting() ? taken.in(Claiming.CLOSED) : taken;
        return done ? marked.released(null) : marked;
    }

    @Override
    public Optional<Lease> enter(Identity resource) {
        return Optional.of(standing(resource).lease());
    }

    @Override
    public void exit(Identity resource) {
        // Nobody waits for it.
    }

    @Override
    public boolean areShared() {
        return false;
    }

    @Override
    public Duration readInterval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void publish(Identity resource, Readiness readiness) {
        // Nobody listens.
    }

    @Override
    public void handOver(Identity resource) {
        // There is nobody to hand it to.
    }

    @Override
    public void forget(Identity resource) {
        wants.remove(resource);
    }

    @Override
    public boolean isThisReplica(String member) {
        return member.equals(MEMBER);
    }

    @Override
    public boolean isThisMember(String member) {
        return member.equals(MEMBER);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }
}
