package io.siteward.lease;

/** Whether the claims that a lease's record names are all that there are. */
public enum Claiming {
    /**
     * The record was begun where another may have been lost with claims in it. Clusters have time to say theirs again;
     * nothing is taken down meanwhile.
     */
    GATHERING,
    /** Any cluster may claim the resource. */
    OPEN,
    /** The holder takes the resource down: nobody may claim it until it is released. */
    CLOSED
}
