package io.siteward.lease;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where leases are written. Every write is a compare-and-set on one record, and every read is of what was last written,
 * never of a copy that lags. A call throws {@link StoreFailure} when it is not known what came of it.
 */
public interface LeaseStore {

    /** All members, whatever their state. */
    List<Member> members() throws StoreFailure;

    /** All leases, released ones among them. */
    List<Lease> leases() throws StoreFailure;

    /** One member's record. */
    Optional<Member> member(String id) throws StoreFailure;

    /** One lease's record. */
    Optional<Lease> lease(String key) throws StoreFailure;

    /**
     * Writes a member's record if it has the expected version.
     *
     * @param expected the version to replace; null when there must be no record
     * @return false when another version stands there; then nothing was written
     * @throws StoreFailure when it may have been written or not
     */
    boolean write(Member member, @Nullable String expected) throws StoreFailure;

    /** The same for a lease's record. */
    boolean write(Lease lease, @Nullable String expected) throws StoreFailure;

    /**
     * Removes the record of a member that is no longer alive, if it has the expected version.
     *
     * @return false when another version stands there
     */
    boolean remove(Member member) throws StoreFailure;
}
