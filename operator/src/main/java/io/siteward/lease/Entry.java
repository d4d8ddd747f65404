package io.siteward.lease;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this process knows of one lease, and what it does with it. */
final class Entry {
    final String key;

    /** The record as last seen to stand in the store; {@link Lease#none} while there is none. */
    Lease lease;

    boolean exists;

    /** Writes on top of that version of which it is not known whether they stand, by their own version. */
    final Map<String, Lease> attempts = new HashMap<>();

    /** Only the store knows what stands there. */
    boolean doubtful;

    @Nullable Want want;

    /** What the holder tells the other clusters; null before it has said anything. */
    @Nullable Readiness readiness;

    /** The epoch in which this process holds it; 0 when it does not. */
    long held;

    /** The epoch in which work on it began that has not ended; 0 when there is none. */
    long atWork;

    /** It is about to be released: no work begins. */
    boolean leaving;

    /** It was let go of by a write of which it is not seen yet that it stands: if it does not, it is written again. */
    boolean releasing;

    /** Somebody asked for it to be handed over. */
    boolean handOver;

    /** Another replica should have taken it and did not: it is not handed to that one again as long as this tenure lasts. */
    boolean isOverdue;

    /** Since when nobody holds it, in nanoseconds; null while somebody does. */
    @Nullable Long freeSince;

    /** Since when there is no record, in nanoseconds; null while there is one. */
    @Nullable Long absentSince;

    /**
     * It was taken without a record, which may have been lost a moment before, and its holder does not know yet. Then ours
     * among the members was lost too, so the next renewal tells: it must have begun after this, in nanoseconds.
     */
    @Nullable Long unconfirmedBefore;

    /** The status knows of another holder in an epoch that is not below ours: until when that one has time to notice. */
    @Nullable Long outdatedUntil;

    /** Until when other clusters have time to claim it anew, if the record says that they need it. */
    @Nullable Long gatheringUntil;

    Entry(String key) {
        this.key = key;
        this.lease = Lease.none(key);
    }

    void lose() {
        held = 0;
        leaving = false;
        handOver = false;
        isOverdue = false;
        gatheringUntil = null;
        unconfirmedBefore = null;
    }

    /**
     * Lets go of it, or of what was taken without our knowing: before the write is asked for, since from then on somebody
     * else may hold it.
     */
    void release() {
        boolean unfinished = held > 0 || releasing;
        boolean byHand = handOver && unfinished;
        lose();
        releasing = unfinished;
        handOver = byHand;
    }

    /**
     * Whether somebody else had it in this epoch, or in a later one: the record was lost and begun anew, by us who did not
     * know better.
     */
    boolean isOutdated() {
        return want != null && want.epochSeen() >= held;
    }

    boolean isClaimedBy(String cluster) {
        return lease.claims().containsKey(cluster);
    }
}
