package io.siteward.lease;

import java.time.Duration;
import java.time.Instant;

/** A machine's clocks: one that only goes forward, at a rate of its own, and one that somebody may set. */
final class SimulatedClock {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Schedule schedule;
    private final double rate;
    private final long start;
    private Duration wrong;

    /**
     * A clock.
     *
     * @param rate its seconds in one true second
     * @param start what it shows at the beginning, in nanoseconds
     * @param wrong how far its wall clock is off
     */
    SimulatedClock(Schedule schedule, double rate, long start, Duration wrong) {
        this.schedule = schedule;
        this.rate = rate;
        this.start = start;
        this.wrong = wrong;
    }

    long nanos() {
        return start + (long) (schedule.now() * rate);
    }

    Instant wall() {
        return BEGINNING.plusNanos(schedule.now()).plus(wrong);
    }

    void setWrongBy(Duration other) {
        wrong = other;
    }

    /** The true duration in which this clock counts so much. */
    Duration trulyIn(Duration byThisClock) {
        return Duration.ofNanos((long) Math.ceil(byThisClock.toNanos() / rate));
    }
}
