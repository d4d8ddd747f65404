package io.siteward.sandbox.bench;

import java.time.Duration;

/**
 * What two operators did that share sites, each the shipped jar in a process of its own.
 *
 * @param lease shorter than the default, which is {@link #TIMES_SHORTER} times as long
 * @param window how long they were watched while nothing changed
 * @param reads of leases by both in that time
 * @param writes of leases by both in that time
 * @param moved leases that the second got when it joined
 */
record RealLeases(
        int sites,
        Duration lease,
        Duration window,
        int reads,
        int writes,
        int moved,
        Takeover killed,
        Takeover stopped) {
    static final int TIMES_SHORTER = 5;
    static final int REPLICAS = 2;

    double readsAMinuteEach() {
        return each(reads);
    }

    double writesAMinuteEach() {
        return each(writes);
    }

    private double each(int calls) {
        return calls * 60.0 / window.toSeconds() / REPLICAS;
    }
}
