package io.siteward.aws.dynamodb;

import io.siteward.lease.Lease;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.Member;
import io.siteward.lease.StoreFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store whose table is prepared before it is first used, and again after every failure: it may have been deleted. Used
 * by one thread.
 */
public final class PreparedLeaseStore implements LeaseStore {
    private static final Logger log = LoggerFactory.getLogger(PreparedLeaseStore.class);

    private final LeaseStore store;
    private final LeaseTable table;
    private boolean prepared;
    private boolean isProtected;
    private String lastSentence = "";

    /**
     * Calls nothing yet.
     *
     * @param store in the table
     */
    public PreparedLeaseStore(LeaseStore store, LeaseTable table) {
        this.store = store;
        this.table = table;
    }

    private interface Use<T> {
        T of(LeaseStore store) throws StoreFailure;
    }

    private <T> T use(Use<T> use) throws StoreFailure {
        if (!prepared) {
            if (!table.prepare()) {
                String message = "The " + table + " is being made, or deleted: this passes.";
                throw new StoreFailure(message, new IllegalStateException(message));
            }
            prepared = true;
        }
        try {
            return use.of(store);
        } catch (StoreFailure e) {
            prepared = false;
            throw e;
        }
    }

    @Override
    public List<Member> members() throws StoreFailure {
        return use(LeaseStore::members);
    }

    /** The least frequent of the calls, so a good time to see after the table's backups. */
    @Override
    public List<Lease> leases() throws StoreFailure {
        List<Lease> leases = use(LeaseStore::leases);
        if (!isProtected) {
            String sentence = table.protect().orElse("");
            isProtected = sentence.isEmpty();
            if (!isProtected && !sentence.equals(lastSentence)) {
                log.warn(sentence);
            }
            lastSentence = sentence;
        }
        return leases;
    }

    @Override
    public Optional<Member> member(String id) throws StoreFailure {
        return use(ready -> ready.member(id));
    }

    @Override
    public Optional<Lease> lease(String key) throws StoreFailure {
        return use(ready -> ready.lease(key));
    }

    @Override
    public boolean write(Member member, @Nullable String expected) throws StoreFailure {
        return use(ready -> ready.write(member, expected));
    }

    @Override
    public boolean write(Lease lease, @Nullable String expected) throws StoreFailure {
        return use(ready -> ready.write(lease, expected));
    }

    @Override
    public boolean remove(Member member) throws StoreFailure {
        return use(ready -> ready.remove(member));
    }
}
