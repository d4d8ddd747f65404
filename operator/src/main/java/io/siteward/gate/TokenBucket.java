package io.siteward.gate;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that fills at a steady rate up to its burst.
 *
 * <p>Those it turns away are told different times, one token apart: a thousand sites that wait for one bucket do not
 * come back in the same second.
 */
final class TokenBucket {
    private static final double NANOS = 1_000_000_000d;
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);

    private final Rate rate;
    private double tokens;
    private Instant filledAt;
    private Instant lastPromise;

    TokenBucket(Rate rate, Instant now) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.filledAt = now;
        this.lastPromise = now;
    }

    /** Whether a token can be taken while {@code reserve} are left behind. */
    boolean has(int reserve) {
        return tokens >= 1 + reserve;
    }

    void take() {
        tokens--;
    }

    /** When to come back: when a token will be there for one more than those who were already turned away. */
    Duration promise(Instant now, int reserve) {
        Instant next = now.plus(fillingTime(1 + reserve - tokens));
        Instant afterTheLast = lastPromise.plus(fillingTime(1));
        Instant promised =
                afterTheLast.isAfter(next) && afterTheLast.isBefore(now.plus(LONGEST_QUEUE)) ? afterTheLast : next;
        lastPromise = promised;
        return Duration.between(now, promised);
    }

    /** Brings it up to now; to be called first. */
    void fill(Instant now) {
        double seconds = Duration.between(filledAt, now).toNanos() / NANOS;
        // A clock that was set back fills nothing, and filling goes on from there.
        filledAt = now;
        tokens = Math.min(rate.burst(), tokens + Math.max(0, seconds) * rate.perSecond());
    }

    /** Rounded up to a millisecond, so that the token is there for him who comes exactly then. */
    private Duration fillingTime(double missing) {
        return Duration.ofMillis((long) Math.ceil(missing / rate.perSecond() * 1000));
    }
}
