package io.siteward.lease;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is to hold a lease. A cluster that holds one keeps it; within a cluster each replica has its share. Nothing here
 * makes two holders impossible: that is the store's compare-and-set.
 */
final class Succession {
    private final Replica replica;
    private final Neighbours neighbours;

    Succession(Replica replica, Neighbours neighbours) {
        this.replica = replica;
        this.neighbours = neighbours;
    }

    /** How long somebody may act who is not heard of: the longest lease that anybody has. */
    Duration lease() {
        return neighbours.longestLease();
    }

    /** Whether nobody who could act holds it. */
    boolean isFree(Entry entry) {
        String holder = entry.lease.holder();
        return holder == null || neighbours.isGone(holder);
    }

    /** Whether this process is to take it. Whoever should have and has not in a whole lease is not waited for. */
    boolean isOurs(Entry entry) {
        boolean overdue = entry.freeSince != null && isPast(entry.freeSince, 1);
        if (!preferredCluster(entry).equals(replica.cluster())) {
            return overdue;
        }
        Set<String> instances = neighbours.in(replica.cluster()).stream()
                .map(Member::instance)
                .collect(Collectors.toCollection(TreeSet::new));
        instances.add(replica.instance());
        return Assignment.choose(entry.key, instances).equals(replica.instance()) || overdue;
    }

    /**
     * Whether a missing record can be made. It may have been lost, with a holder that has not noticed: if the whole store
     * was lost he stops within a lease, if the one record was, he also has to read the leases again first.
     */
    boolean mayBegin(Entry entry, Want want, boolean maybeLost) {
        if (entry.exists || !maybeLost) {
            return true;
        }
        return entry.absentSince != null && isPast(entry.absentSince, want.epochSeen() == 0 ? 1 : 2);
    }

    /** Whether another replica of this cluster is there for it. */
    boolean belongsToAnother(Entry entry) {
        Set<String> instances = neighbours.in(replica.cluster()).stream()
                .map(Member::instance)
                .filter(instance -> neighbours.isSettled(instance, replica.cluster()))
                .collect(Collectors.toCollection(TreeSet::new));
        instances.add(replica.instance());
        return !Assignment.choose(entry.key, instances).equals(replica.instance());
    }

    /** Which other cluster is to have it when this one lets go: one in which somebody is alive, if there is one. */
    @Nullable String otherCluster(Entry entry) {
        Set<String> others = otherClaimants(entry);
        Set<String> alive = new TreeSet<>(others);
        alive.retainAll(neighbours.clusters());
        if (!alive.isEmpty()) {
            return Assignment.choose(entry.key, alive);
        }
        return others.isEmpty() ? null : Assignment.choose(entry.key, others);
    }

    /** Clusters that claim it and do not keep it. */
    Set<String> silentClaimants(Entry entry) {
        Set<String> silent = otherClaimants(entry);
        if (!isFree(entry) || !hasBeenLeft(entry)) {
            silent.removeAll(neighbours.clusters());
        }
        return silent;
    }

    /** Whether it is free, and somebody alive who claims it has time left to take it. */
    boolean isAwaited(Entry entry) {
        Set<String> others = otherClaimants(entry);
        others.retainAll(neighbours.clusters());
        return isFree(entry) && !others.isEmpty() && !hasBeenLeft(entry);
    }

    /** Whether nobody took it in the lease in which one cluster was to, nor in the next, in which any other could. */
    private boolean hasBeenLeft(Entry entry) {
        return entry.freeSince != null && isPast(entry.freeSince, 2);
    }

    private Set<String> otherClaimants(Entry entry) {
        Set<String> others = new TreeSet<>(entry.lease.claims().keySet());
        others.remove(replica.cluster());
        return others;
    }

    private String preferredCluster(Entry entry) {
        Set<String> alive = neighbours.clusters();
        alive.add(replica.cluster());
        Set<String> claimants = new TreeSet<>(entry.lease.claims().keySet());
        claimants.add(replica.cluster());
        claimants.retainAll(alive);
        String last = entry.lease.cluster();
        return last != null && claimants.contains(last) ? last : Assignment.choose(entry.key, claimants);
    }

    private boolean isPast(long since, int leases) {
        return replica.nanos() - since >= lease().multipliedBy(leases).toNanos();
    }
}
