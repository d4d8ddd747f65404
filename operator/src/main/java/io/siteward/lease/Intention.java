package io.siteward.lease;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a lease's record is to say next, if it were up to this process. The store decides whether it does. */
final class Intention {
    private final Replica replica;
    private final boolean shared;
    private final Membership membership;
    private final Succession succession;

    /** @param shared whether other clusters use the store */
    Intention(Replica replica, boolean shared, Membership membership, Succession succession) {
        this.replica = replica;
        this.shared = shared;
        this.membership = membership;
        this.succession = succession;
    }

    /**
     * The record that is to stand; empty when it may stay as it is.
     *
     * @param speaks whether this process claims for its cluster what is held elsewhere
     */
    Optional<Lease> next(Entry entry, boolean speaks) {
        return entry.held > 0 ? asHolder(entry) : asOther(entry, entry.want, speaks);
    }

    private Optional<Lease> asHolder(Entry entry) {
        Want want = entry.want;
        if (entry.isOutdated()) {
            entry.outdatedUntil = replica.nanos() + succession.lease().toNanos();
        }
        entry.leaving = want == null
                || entry.isOutdated()
                || want.stage() == Want.Stage.DONE
                || entry.handOver
                || (!entry.isOverdue && succession.belongsToAnother(entry))
                || (want.stage() == Want.Stage.DELETE && isClaimedElsewhere(entry));
        if (entry.leaving) {
            return entry.atWork > 0 ? Optional.empty() : Optional.of(released(entry, want));
        }
        Lease should = content(entry, want);
        return should.equals(entry.lease) ? Optional.empty() : Optional.of(should);
    }

    private Lease released(Entry entry, @Nullable Want want) {
        boolean claimEnds =
                want == null || want.stage() == Want.Stage.DONE || (want.isParting() && isClaimedElsewhere(entry));
        String next = claimEnds || entry.handOver ? succession.otherCluster(entry) : replica.cluster();
        Lease released = entry.lease.released(next);
        return claimEnds ? released.without(replica.cluster()) : released;
    }

    private Lease content(Entry entry, @Nullable Want want) {
        Lease content = entry.lease;
        if (want == null) {
            return content;
        }
        for (String claimant : entry.lease.claims().keySet()) {
            boolean ends = !shared || want.ended().contains(claimant);
            content = ends && !claimant.equals(replica.cluster()) ? content.without(claimant) : content;
        }
        if (!isGathering(entry)) {
            content = content.in(want.stage() == Want.Stage.DELETE ? Claiming.CLOSED : Claiming.OPEN);
        }
        if (want.stage() == Want.Stage.DELETE) {
            return content;
        }
        content = withOurClaim(content, want);
        return entry.readiness == null || !shared ? content : content.saying(entry.readiness);
    }

    private boolean isGathering(Entry entry) {
        return entry.lease.claiming() == Claiming.GATHERING
                && entry.gatheringUntil != null
                && replica.nanos() - entry.gatheringUntil < 0;
    }

    private Lease withOurClaim(Lease lease, Want want) {
        Claim claim = want.claim();
        Claim stands = lease.claims().get(replica.cluster());
        // The time is that of the first word: writing it anew would be a write that says nothing.
        return claim == null || (stands != null && stands.spec().equals(claim.spec()))
                ? lease
                : lease.with(replica.cluster(), stands == null ? claim : new Claim(claim.spec(), stands.since()));
    }

    private Optional<Lease> asOther(Entry entry, @Nullable Want want, boolean speaks) {
        boolean stray = entry.lease.isHeldBy(membership.id());
        boolean free = stray || succession.isFree(entry);
        if (stray && entry.releasing) {
            return Optional.of(released(entry, want));
        }
        entry.releasing = false;
        entry.freeSince = !free ? null : entry.freeSince == null ? (Long) replica.nanos() : entry.freeSince;
        if (want == null || hasParted(entry)) {
            return stray ? Optional.of(released(entry, want)) : Optional.empty();
        }
        boolean elsewhere = !free && !isOfOurCluster(entry);
        if (want.isParting() && (elsewhere || isClaimedElsewhere(entry))) {
            return free || elsewhere ? withdrawn(entry, stray, speaks) : Optional.empty();
        }
        if (entry.outdatedUntil != null && replica.nanos() - entry.outdatedUntil < 0) {
            return Optional.empty();
        }
        if (free && succession.mayBegin(entry, want, mayHaveBeenLost(entry)) && (stray || succession.isOurs(entry))) {
            entry.isOverdue = !stray && succession.belongsToAnother(entry);
            return Optional.of(taken(entry, want));
        }
        boolean claims = speaks && entry.exists && !isOfOurCluster(entry) && !entry.lease.hasClosed();
        return claims ? differing(entry, withOurClaim(entry.lease, want)) : Optional.empty();
    }

    private Optional<Lease> withdrawn(Entry entry, boolean stray, boolean speaks) {
        if (stray) {
            return Optional.of(released(entry, entry.want));
        }
        return speaks ? differing(entry, entry.lease.without(replica.cluster())) : Optional.empty();
    }

    private static Optional<Lease> differing(Entry entry, Lease lease) {
        return lease.equals(entry.lease) ? Optional.empty() : Optional.of(lease);
    }

    private Lease taken(Entry entry, Want want) {
        long epoch = Math.max(entry.lease.epoch(), want.epochSeen()) + 1;
        boolean gathers = shared && (!entry.exists || membership.sawLoss());
        Lease free = gathers ? entry.lease.in(Claiming.GATHERING) : entry.lease;
        Lease taken = free.takenBy(membership.id(), replica.cluster(), epoch, replica.wall());
        return want.isParting() ? taken : withOurClaim(taken, want);
    }

    /** Whether this cluster has nothing to do with a key any more whose manifest is being deleted. */
    boolean hasParted(Entry entry) {
        Want want = entry.want;
        return want != null
                && want.isParting()
                && entry.held == 0
                && !entry.doubtful
                && entry.exists
                && !entry.isClaimedBy(replica.cluster())
                && (want.stage() == Want.Stage.DONE
                        || isClaimedElsewhere(entry)
                        || (!succession.isFree(entry) && !isOfOurCluster(entry)));
    }

    /** In a store of its own a cluster that finds another's claim has had another name once. */
    private boolean isClaimedElsewhere(Entry entry) {
        Set<String> ended = entry.want == null ? Set.of() : entry.want.ended();
        return shared
                && entry.lease.claims().keySet().stream()
                        .anyMatch(claimant -> !claimant.equals(replica.cluster()) && !ended.contains(claimant));
    }

    private boolean isOfOurCluster(Entry entry) {
        return replica.cluster().equals(entry.lease.cluster());
    }

    private boolean mayHaveBeenLost(Entry entry) {
        return shared || membership.sawLoss() || (entry.want != null && entry.want.epochSeen() > 0);
    }
}
