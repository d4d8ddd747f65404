package io.siteward.lease;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How badly things go in one schedule: the chance of each mishap, a call or a turn of the process at a time.
 *
 * @param lostRequests of calls that never arrive
 * @param lostAnswers of calls that arrive, and whose answer does not
 * @param lateRequests of calls that arrive after the caller has given up
 * @param repeats of calls that arrive twice
 * @param pauses of turns before which the process stands still
 * @param longestPause for how long it then does, at most
 */
record Weather(
        double lostRequests,
        double lostAnswers,
        double lateRequests,
        double repeats,
        double pauses,
        Duration longestPause) {
    static final Weather FAIR = new Weather(0, 0, 0, 0, 0, Duration.ZERO);

    /** From fair to foul. */
    static Weather of(RandomGenerator random, Terms terms) {
        double foul = random.nextInt(4) / 3.0;
        return new Weather(
                0.10 * foul * random.nextDouble(),
                0.15 * foul * random.nextDouble(),
                0.10 * foul * random.nextDouble(),
                0.10 * foul * random.nextDouble(),
                0.04 * foul * random.nextDouble(),
                terms.lease().multipliedBy(1 + random.nextInt(3)));
    }
}
