package io.siteward.sandbox.bench;

/**
 * What replicas ask of the store while nothing changes.
 *
 * @param minutes how long they were watched
 * @param reads of all of them in that time
 * @param writes of all of them in that time
 * @param mostWrites those of the replica that wrote the most
 * @param toBegin how many lease records were written before, until every site was held
 */
record LeaseRest(int sites, int replicas, int minutes, int reads, int writes, int mostWrites, int toBegin) {
    double readsAMinute() {
        return (double) reads / minutes;
    }

    double writesAMinute() {
        return (double) writes / minutes;
    }

    double mostWritesAMinute() {
        return (double) mostWrites / minutes;
    }
}
