package io.siteward.sandbox.bench;

import java.time.Duration;

/**
 * How long the sites of a replica that ended waited for another.
 *
 * @param how it ended
 * @param sites of all replicas together
 * @param times how often it was tried
 */
record Takeover(How how, int sites, int times, Wait first, Wait last) {
    /** The end of a replica. */
    enum How {
        KILLED("one of two is killed"),
        STOPPED("one of two is stopped"),
        KILLED_ALONE("the only one is killed, and started again at once");

        private final String words;

        How(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** From the end of the one until another may act. */
    record Wait(Duration median, Duration worst) {
        Wait inverselyScaled(int factor) {
            return new Wait(median.dividedBy(factor), worst.dividedBy(factor));
        }
    }
}
