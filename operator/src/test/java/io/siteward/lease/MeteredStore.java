package io.siteward.lease;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One replica's way to the store, on which its calls are counted. A list is one call, however much it brings. */
final class MeteredStore implements LeaseStore {
    private final LeaseStore store;
    private int reads;
    private int memberWrites;
    private int leaseWrites;

    MeteredStore(LeaseStore store) {
        this.store = store;
    }

    int reads() {
        return reads;
    }

    int writes() {
        return memberWrites + leaseWrites;
    }

    int memberWrites() {
        return memberWrites;
    }

    /** Counts from here on. */
    void forget() {
        reads = 0;
        memberWrites = 0;
        leaseWrites = 0;
    }

    @Override
    public List<Member> members() throws StoreFailure {
        reads++;
        return store.members();
    }

    @Override
    public List<Lease> leases() throws StoreFailure {
        reads++;
        return store.leases();
    }

    @Override
    public Optional<Member> member(String id) throws StoreFailure {
        reads++;
        return store.member(id);
    }

    @Override
    public Optional<Lease> lease(String key) throws StoreFailure {
        reads++;
        return store.lease(key);
    }

    @Override
    public boolean write(Member member, @Nullable String expected) throws StoreFailure {
        memberWrites++;
        return store.write(member, expected);
    }

    @Override
    public boolean write(Lease lease, @Nullable String expected) throws StoreFailure {
        leaseWrites++;
        return store.write(lease, expected);
    }

    @Override
    public boolean remove(Member member) throws StoreFailure {
        memberWrites++;
        return store.remove(member);
    }
}
