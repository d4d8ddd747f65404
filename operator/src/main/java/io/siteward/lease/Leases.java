package io.siteward.lease;

import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.Optional;

/** The leases as the rest of the operator sees them. Any thread may ask; nothing here waits for the store. */
public interface Leases {
    /** What is wanted with a resource from now on. */
    void want(Identity resource, Want want);

    /** How this process stands to a resource. */
    Standing standing(Identity resource);

    /**
     * Begins work on a resource, which stays with this process until {@link #exit}, as long as its lease lasts.
     *
     * @return the lease's record; empty when the resource must not be worked on now
     */
    Optional<Lease> enter(Identity resource);

    /** The work on it has ended. */
    void exit(Identity resource);

    /** Whether there may be clusters that stand by. */
    boolean areShared();

    /** Within how long everything is read that another cluster has written. */
    Duration readInterval();

    /** What clusters that stand by repeat of it. */
    void publish(Identity resource, Readiness readiness);

    /** Hands it over, to another cluster that claims it if there is one, as soon as no work on it is under way. */
    void handOver(Identity resource);

    /** Its manifest is gone. */
    void forget(Identity resource);

    /** Whether that is the id of a member that this replica is or was. */
    boolean isThisReplica(String member);

    /** Whether that is the id of the member that this replica is now. */
    boolean isThisMember(String member);

    /** Why nobody can tell who holds what: the store has not answered for so long; empty when it has. */
    Optional<String> trouble();
}
