package io.siteward.lease;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The other members, and for how long each has been silent. Silence is what this process has seen by its own clock: the
 * same version of a record, for a whole lease. The times that others write are never compared with.
 */
final class Neighbours {
    /** How many leases a record of the dead is kept: nobody refers to it any more by then. */
    private static final int KEPT = 20;

    private final Replica replica;
    private final Terms terms;
    private final Map<String, Sighting> seen = new HashMap<>();

    /** Members that leases name and that have no record, and since when. */
    private final Map<String, Long> missing = new HashMap<>();

    private Duration longestLease;
    private long listed;
    private boolean everListed;

    /**
     * A member as last seen.
     *
     * @param unchanged since when this version has been seen, in nanoseconds
     * @param first since when there is such a member, in nanoseconds
     */
    private record Sighting(Member member, long unchanged, long first) {}

    Neighbours(Replica replica, Terms terms) {
        this.replica = replica;
        this.terms = terms;
        this.longestLease = terms.lease();
    }

    /**
     * Takes in what the store has of members.
     *
     * @param self who is not a neighbour
     * @param asked when the store was asked, in nanoseconds
     * @return whether there is news: somebody came, went, or wrote a lease
     */
    boolean take(Collection<Member> members, String self, long asked) {
        long now = replica.nanos();
        Map<String, Sighting> before = Map.copyOf(seen);
        seen.clear();
        boolean news = !everListed;
        for (Member member : members) {
            missing.remove(member.id());
            longestLease = longestLease.compareTo(member.lease()) < 0 ? member.lease() : longestLease;
            if (!member.id().equals(self)) {
                Sighting old = before.get(member.id());
                seen.put(member.id(), sighting(member, old, now));
                news |= old == null
                        || old.member().state() != member.state()
                        || old.member().moves() != member.moves();
            }
        }
        listed = asked;
        everListed = true;
        return news || !seen.keySet().equals(before.keySet());
    }

    private static Sighting sighting(Member member, @Nullable Sighting old, long now) {
        if (old == null) {
            return new Sighting(member, now, now);
        }
        boolean same = old.member().version().equals(member.version());
        return new Sighting(member, same ? old.unchanged() : now, old.first());
    }

    /** A member that says it is alive and has been silent for a whole lease. */
    Optional<Member> silent() {
        return alive().filter(sighting ->
                        since(sighting.unchanged()).compareTo(sighting.member().lease()) >= 0)
                .map(Sighting::member)
                .findFirst();
    }

    /** How long until one who stays silent would be. */
    Optional<Duration> untilSilence() {
        return alive().map(sighting -> sighting.member().lease().minus(since(sighting.unchanged())))
                .min(Duration::compareTo);
    }

    /** It was declared dead, by us. */
    void declaredDead(Member member) {
        seen.computeIfPresent(member.id(), (id, old) -> new Sighting(member, replica.nanos(), old.first()));
    }

    /** Somebody's record is not what we believed: only the store knows. */
    void doubt(Member member) {
        seen.computeIfPresent(member.id(), (id, old) -> new Sighting(old.member(), replica.nanos(), old.first()));
    }

    /** The record of one who has been gone so long that nothing refers to it. */
    Optional<Member> forgettable(Set<String> referred) {
        Duration kept = terms.lease().multipliedBy(KEPT);
        return seen.values().stream()
                .filter(sighting -> !sighting.member().isAlive())
                .filter(sighting -> since(sighting.unchanged()).compareTo(kept) >= 0)
                .map(Sighting::member)
                .filter(member -> !referred.contains(member.id()))
                .findFirst();
    }

    void forgotten(Member member) {
        seen.remove(member.id());
    }

    /**
     * Whether that member can never act again: it left, was declared dead, or has had no record for a whole lease. Without
     * a record it cannot renew, so it has stopped by then.
     */
    boolean isGone(String id) {
        Sighting sighting = seen.get(id);
        if (sighting != null) {
            return !sighting.member().isAlive();
        }
        long since = missing.computeIfAbsent(id, unknown -> replica.nanos());
        return everListed && listed - since >= longestLease().toNanos();
    }

    /** The clusters in which somebody is alive, ours apart. */
    Set<String> clusters() {
        return alive().map(sighting -> sighting.member().cluster()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who is alive in a cluster, ourselves apart. */
    List<Member> in(String cluster) {
        return alive().map(Sighting::member)
                .filter(member -> member.cluster().equals(cluster))
                .toList();
    }

    /** Whether it has been alive for so long that something may be handed to it. */
    boolean isSettled(String instance, String cluster) {
        return alive().filter(sighting -> sighting.member().instance().equals(instance)
                        && sighting.member().cluster().equals(cluster))
                .anyMatch(sighting -> since(sighting.first()).compareTo(terms.renewal()) >= 0);
    }

    /** The longest lease that anybody ever had here, ourselves included. */
    Duration longestLease() {
        return longestLease;
    }

    private Stream<Sighting> alive() {
        return seen.values().stream().filter(sighting -> sighting.member().isAlive());
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(replica.nanos() - nanos);
    }
}
