package io.siteward.sandbox.bench;

import java.time.Duration;

/**
 * What one operator did while it was watched, at intervals that are so many times shorter than the defaults.
 *
 * @param counts the calls
 * @param cpu the processor time
 */
record Window(CallCounts counts, Duration cpu) {
    static final Duration LENGTH = Duration.ofMinutes(1);

    /** How many times faster than by default everything comes back. */
    static final int PACE = 10;

    private static final double SECONDS_AN_HOUR = 3600;

    double awsCallsAnHour() {
        return atDefaultPace(counts.awsReads() + counts.awsWrites());
    }

    /** @param idle the same window of an operator without sites */
    double kubernetesCallsAnHour(Window idle) {
        return withIdle(kubernetesCalls(), idle.kubernetesCalls());
    }

    /** @param idle the same window of an operator without sites */
    double cpuSecondsAnHour(Window idle) {
        return withIdle(seconds(cpu), seconds(idle.cpu));
    }

    int writes() {
        return counts.awsWrites() + counts.kubernetesWrites();
    }

    private int kubernetesCalls() {
        return counts.kubernetesReads() + counts.kubernetesWrites();
    }

    /** What is done for sites is done too often here; what is done without any is not. */
    private static double withIdle(double amount, double idle) {
        return atDefaultPace(Math.max(0, amount - idle)) + idle * SECONDS_AN_HOUR / seconds(LENGTH);
    }

    private static double atDefaultPace(double amount) {
        return amount * SECONDS_AN_HOUR / seconds(LENGTH) / PACE;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
