package io.siteward.lease;

/** A key's manifest in one cluster. */
final class Manifest {
    private boolean deleted;
    private boolean gone;

    /** Somebody asked for its deletion. */
    void delete() {
        deleted = true;
    }

    /** It was let go of. */
    void remove() {
        gone = true;
    }

    boolean isDeleted() {
        return deleted;
    }

    boolean isGone() {
        return gone;
    }
}
