package io.siteward.lease;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows, wants and holds of leases, and which write is called for next.
 *
 * <p>A lease is never held on the strength of a reading alone: an earlier write of ours that nobody answered could still
 * come to stand after it. It is held when a write of the holding is seen to stand; from then on no write that expected
 * the version before can.
 */
final class Holdings {
    /** Under this key and a cluster's name: the right to speak for the cluster where it holds nothing. */
    static final String SPEAKER = "speaker/";

    private final Replica replica;
    private final boolean shared;
    private final Membership membership;
    private final Succession succession;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Nothing is known or wanted yet but to speak for the cluster.
     *
     * @param shared whether other clusters use the store
     */
    Holdings(Replica replica, boolean shared, Membership membership, Succession succession) {
        this.replica = replica;
        this.shared = shared;
        this.membership = membership;
        this.succession = succession;
        entry(speakerKey()).want = Want.always();
    }

    Entry entry(String key) {
        return entries.computeIfAbsent(key, Entry::new);
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** Whether what this cluster says where it stands by is said by this process. */
    boolean speaks() {
        Entry speaker = entry(speakerKey());
        return isHeld(speaker) && !speaker.leaving;
    }

    boolean isAtWork() {
        return entries.values().stream().anyMatch(entry -> entry.atWork > 0);
    }

    /** The members that leases name. */
    Set<String> holders() {
        return entries.values().stream()
                .map(entry -> entry.lease.holder())
                .filter(holder -> holder != null)
                .collect(Collectors.toSet());
    }

    /** Takes in what the store has of leases. */
    void take(Collection<Lease> leases) {
        Set<String> present = new HashSet<>();
        for (Lease lease : leases) {
            present.add(lease.key());
            seen(entry(lease.key()), lease);
        }
        for (Entry entry : entries.values()) {
            if (!present.contains(entry.key)) {
                absent(entry);
            }
        }
        entries.values().removeIf(entry -> !entry.exists && entry.want == null && entry.atWork == 0);
    }

    /** This process was declared dead, or its record was lost: it holds nothing. */
    void loseAll() {
        for (Entry entry : entries.values()) {
            entry.lose();
            entry.attempts.clear();
            entry.doubtful = false;
            // What was not seen in between may have come and gone.
            entry.exists = false;
            entry.absentSince = null;
            entry.freeSince = null;
            entry.lease = Lease.none(entry.key);
        }
    }

    /** The next call that this key asks for. */
    Optional<Step<?>> next(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.doubtful) {
            return Optional.of(lookup(entry));
        }
        Optional<Lease> wanted = entry.held > 0 ? asHolder(entry) : asOther(entry, entry.want);
        return wanted.map(lease -> write(entry, lease));
    }

    private Optional<Lease> asHolder(Entry entry) {
        Want want = entry.want;
        if (isOutdated(entry)) {
            entry.outdatedUntil = replica.nanos() + succession.lease().toNanos();
        }
        entry.leaving = want == null
                || isOutdated(entry)
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

    private Optional<Lease> asOther(Entry entry, @Nullable Want want) {
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
            return free || elsewhere ? withdrawn(entry, stray) : Optional.empty();
        }
        if (entry.outdatedUntil != null && replica.nanos() - entry.outdatedUntil < 0) {
            return Optional.empty();
        }
        if (free && succession.mayBegin(entry, want, mayHaveBeenLost(entry)) && (stray || succession.isOurs(entry))) {
            entry.isOverdue = !stray && succession.belongsToAnother(entry);
            return Optional.of(taken(entry, want));
        }
        boolean claims = speaks() && entry.exists && !isOfOurCluster(entry) && !entry.lease.hasClosed();
        return claims ? differing(entry, withOurClaim(entry.lease, want)) : Optional.empty();
    }

    private Optional<Lease> withdrawn(Entry entry, boolean stray) {
        if (stray) {
            return Optional.of(released(entry, entry.want));
        }
        return speaks() ? differing(entry, entry.lease.without(replica.cluster())) : Optional.empty();
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

    private Step<Boolean> write(Entry entry, Lease lease) {
        Lease attempt = lease.as(membership.newVersion());
        String expected = entry.exists ? entry.lease.version() : null;
        entry.attempts.put(attempt.version(), attempt);
        if (!attempt.isHeldBy(membership.id())) {
            // Before it is asked for: from then on somebody else may hold it.
            boolean handOver = entry.handOver;
            boolean releasing = entry.held > 0 || entry.releasing;
            entry.lose();
            entry.handOver = handOver && releasing;
            entry.releasing = releasing;
        }
        membership.moved();
        return new Step<>(
                store -> store.write(attempt, expected),
                stands -> {
                    if (stands) {
                        stands(entry, attempt);
                    } else {
                        entry.attempts.remove(attempt.version());
                        entry.doubtful = true;
                    }
                },
                failure -> entry.doubtful = true);
    }

    private Step<Optional<Lease>> lookup(Entry entry) {
        return new Step<>(
                store -> store.lease(entry.key),
                found -> {
                    entry.doubtful = false;
                    Lease ours = found.map(lease -> entry.attempts.get(lease.version()))
                            .orElse(null);
                    if (ours != null) {
                        stands(entry, ours);
                    } else if (found.isPresent()) {
                        if (!found.get().version().equals(entry.lease.version())) {
                            entry.attempts.clear();
                        }
                        changed(entry, found.get());
                    } else {
                        gone(entry);
                    }
                },
                failure -> {});
    }

    /** A write of ours stands, and so no other that expected the same version ever will. */
    private void stands(Entry entry, Lease lease) {
        boolean begun = !entry.exists;
        entry.attempts.clear();
        entry.releasing = false;
        entry.handOver &= lease.isHeldBy(membership.id());
        present(entry, lease);
        if (lease.isHeldBy(membership.id()) && entry.held != lease.epoch()) {
            entry.held = lease.epoch();
            entry.leaving = false;
            entry.handOver = false;
            if (begun) {
                entry.unconfirmedBefore = replica.nanos();
                membership.hasten();
            }
            // Whoever takes it later does not know for how long it has been gathered, and begins anew.
            entry.gatheringUntil =
                    replica.nanos() + succession.lease().multipliedBy(2).toNanos();
        }
    }

    private boolean mayHaveBeenLost(Entry entry) {
        return shared || membership.sawLoss() || (entry.want != null && entry.want.epochSeen() > 0);
    }

    /** Whether it is held, and that beyond doubt. */
    boolean isHeld(Entry entry) {
        return entry.held > 0
                && !isOutdated(entry)
                && (entry.unconfirmedBefore == null || membership.hasRenewedAfter(entry.unconfirmedBefore));
    }

    /**
     * Whether somebody else had it in this epoch, or in a later one: the record was lost and begun anew, by us who did not
     * know better.
     */
    private static boolean isOutdated(Entry entry) {
        return entry.want != null && entry.want.epochSeen() >= entry.held;
    }

    private void seen(Entry entry, Lease lease) {
        if (!entry.attempts.isEmpty()) {
            entry.doubtful = true;
        } else {
            changed(entry, lease);
        }
    }

    private void changed(Entry entry, Lease lease) {
        present(entry, lease);
        boolean stillToBeReleased = entry.releasing && lease.isHeldBy(membership.id());
        if (!stillToBeReleased && (!lease.isHeldBy(membership.id()) || lease.epoch() != entry.held)) {
            entry.lose();
        }
    }

    private static void present(Entry entry, Lease lease) {
        if (lease.epoch() != entry.lease.epoch() || !Objects.equals(lease.holder(), entry.lease.holder())) {
            // Somebody else can be waited for anew; the same dead holder, read again, cannot.
            entry.freeSince = null;
        }
        entry.lease = lease;
        entry.exists = true;
        entry.absentSince = null;
    }

    private void absent(Entry entry) {
        if (!entry.attempts.isEmpty()) {
            entry.doubtful = true;
        } else {
            gone(entry);
        }
    }

    private void gone(Entry entry) {
        if (entry.exists || entry.absentSince == null) {
            entry.absentSince = replica.nanos();
        }
        entry.exists = false;
        entry.lease = Lease.none(entry.key);
        entry.lose();
    }

    private String speakerKey() {
        return SPEAKER + replica.cluster();
    }
}
