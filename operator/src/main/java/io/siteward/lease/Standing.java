package io.siteward.lease;

import java.util.Set;

/**
 * How this process stands to one key.
 *
 * @param lease the record as last seen
 * @param speaks whether this process may write what a cluster that stands by writes
 * @param silent clusters that claim the key and do not keep it: nobody is alive there, or nobody has taken it in time
 */
public record Standing(Kind kind, Lease lease, boolean speaks, Set<String> silent) {
    /** What may be done. */
    public enum Kind {
        /** It holds the key and may act. */
        HELD,
        /** It held the key when it last heard of the store, and may not act until it hears again. */
        LAPSED,
        /** Another member of this cluster holds the key: nothing is to be done here. */
        COLLEAGUE,
        /** A member of another cluster holds the key. */
        ELSEWHERE,
        /** Nobody holds it yet, or it is not known who does. */
        OPEN,
        /** The manifest is being deleted, its cluster has let go, and who is to have the key has not taken it yet. */
        PARTING,
        /** The manifest is being deleted and its cluster has nothing to do with the key any more. */
        PARTED
    }

    public Standing {
        silent = Set.copyOf(silent);
    }
}
