package io.siteward.lease;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a store, without a network: what a call finds when it arrives. */
class SimulatedStore implements LeaseStore {
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Lease> leases = new HashMap<>();
    private final Observer observer;

    /** Who is told of every write that took effect. */
    interface Observer {
        void written(@Nullable Lease before, Lease now);
    }

    SimulatedStore(Observer observer) {
        this.observer = observer;
    }

    @Override
    public List<Member> members() {
        return List.copyOf(members.values());
    }

    @Override
    public List<Lease> leases() {
        return List.copyOf(leases.values());
    }

    @Override
    public Optional<Member> member(String id) {
        return Optional.ofNullable(members.get(id));
    }

    @Override
    public Optional<Lease> lease(String key) {
        return Optional.ofNullable(leases.get(key));
    }

    @Override
    public boolean write(Member member, @Nullable String expected) {
        Member before = members.get(member.id());
        boolean fits = Objects.equals(before == null ? null : before.version(), expected);
        if (fits) {
            members.put(member.id(), member);
        }
        return fits;
    }

    @Override
    public boolean write(Lease lease, @Nullable String expected) {
        Lease before = leases.get(lease.key());
        boolean fits = Objects.equals(before == null ? null : before.version(), expected);
        if (fits) {
            put(lease);
        }
        return fits;
    }

    /** Whatever stands there. */
    void put(Lease lease) {
        observer.written(leases.put(lease.key(), lease), lease);
    }

    @Override
    public boolean remove(Member member) {
        Member before = members.get(member.id());
        return before != null
                && before.version().equals(member.version())
                && !before.isAlive()
                && members.remove(member.id(), before);
    }

    void removeLease(String key) {
        leases.remove(key);
    }

    /** All records are lost. */
    void wipe() {
        members.clear();
        leases.clear();
    }

    /** What stands there now, to be put back later, as a backup is. */
    Runnable backup() {
        Map<String, Member> oldMembers = new HashMap<>(members);
        Map<String, Lease> oldLeases = new HashMap<>(leases);
        return () -> {
            wipe();
            members.putAll(oldMembers);
            leases.putAll(oldLeases);
        };
    }
}
