package io.siteward.sandbox.bench;

/**
 * What a replica costs that joins or leaves.
 *
 * @param moved sites that another replica holds than before
 * @param writes of lease records
 */
record LeaseMove(int sites, int replicasBefore, int replicasAfter, int moved, int writes) {
    /** One to let go and one to take, for each site and for the right to speak for the cluster. */
    int allowed() {
        return 2 * (moved + 1);
    }
}
