package io.siteward.lease;

import java.time.Duration;

/**
 * The durations of the protocol, all of which follow from one.
 *
 * <p>A member acts for four fifths of a lease after it began to renew; a candidate waits for a whole one after it has seen
 * the renewal. So no two act at once while every clock's rate is within a tenth of true time: a clock that is a tenth slow
 * stretches 0.8 to 0.89, and one that is a tenth fast shortens 1 to 0.91.
 *
 * @param lease how long a member must be silent before another may declare it dead; 3 seconds to 10 minutes
 */
public record Terms(Duration lease) {
    public static final Duration SHORTEST = Duration.ofSeconds(3);
    public static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final Duration LONGEST_STORE_CALL = Duration.ofSeconds(5);

    public Terms {
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lease must last from " + SHORTEST + " to " + LONGEST);
        }
    }

    /** From the beginning of one renewal to that of the next. */
    public Duration renewal() {
        return part(6);
    }

    /** How long a member may act, from before it asked for the renewal. */
    Duration tenure() {
        return Duration.ofNanos(lease.toNanos() / 5 * 4);
    }

    /** Within how long a call that changes something ends, whatever comes of it: nothing is begun with less left. */
    public Duration callTimeout() {
        return shorter(part(3), LONGEST_CALL);
    }

    /** Within how long a call of the store ends. */
    public Duration storeTimeout() {
        return shorter(part(6), LONGEST_STORE_CALL);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration part(int parts) {
        return Duration.ofNanos(lease.toNanos() / parts);
    }
}
