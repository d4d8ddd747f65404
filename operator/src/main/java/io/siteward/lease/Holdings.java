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
    private final Membership membership;
    private final Succession succession;
    private final Intention intention;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Nothing is known or wanted yet but to speak for the cluster.
     *
     * @param shared whether other clusters use the store
     */
    Holdings(Replica replica, boolean shared, Membership membership, Succession succession) {
        this.replica = replica;
        this.membership = membership;
        this.succession = succession;
        this.intention = new Intention(replica, shared, membership, succession);
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

    /** Whether this cluster has nothing to do with a key any more whose manifest is being deleted. */
    boolean hasParted(Entry entry) {
        return intention.hasParted(entry);
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
        return intention.next(entry, speaks()).map(lease -> write(entry, lease));
    }

    private Step<Boolean> write(Entry entry, Lease lease) {
        Lease attempt = lease.as(membership.newVersion());
        String expected = entry.exists ? entry.lease.version() : null;
        entry.attempts.put(attempt.version(), attempt);
        if (!attempt.isHeldBy(membership.id())) {
            entry.release();
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

    /** Whether it is held, and that beyond doubt. */
    boolean isHeld(Entry entry) {
        return entry.held > 0
                && !entry.isOutdated()
                && (entry.unconfirmedBefore == null || membership.hasRenewedAfter(entry.unconfirmedBefore));
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
