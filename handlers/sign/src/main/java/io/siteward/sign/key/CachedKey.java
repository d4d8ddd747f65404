package io.siteward.sign.key;

import io.siteward.sign.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A key that is used for a while without asking again, and not a moment longer: a key that was revoked must not live on
 * because its store cannot be reached. A failure too stands for a moment: a store that is overloaded is not helped by
 * being asked for every caller.
 *
 * <p>The clock is that of the day: a clock that only counts may stand still while Lambda freezes the process.
 */
public final class CachedKey implements KeySource {
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final KeySource source;
    private final Duration time;
    private final InstantSource clock;
    private @Nullable SigningKey key;
    private Instant readAt = Instant.MIN;
    private @Nullable KeyUnavailableException failure;
    private Instant failedAt = Instant.MIN;

    public CachedKey(KeySource source, Duration time, InstantSource clock) {
        this.source = source;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public synchronized SigningKey current() throws KeyUnavailableException {
        Instant now = clock.instant();
        SigningKey known = key;
        if (known != null && isWithin(time, readAt, now)) {
            return known;
        }
        KeyUnavailableException failed = failure;
        if (failed != null && isWithin(REST_AFTER_FAILURE, failedAt, now)) {
            throw failed;
        }
        key = null;
        failure = null;
        return read(now);
    }

    /** What it took to read a key is of its time; what it took to fail is not. */
    private SigningKey read(Instant now) throws KeyUnavailableException {
        try {
            SigningKey read = source.current();
            key = read;
            readAt = now;
            return read;
        } catch (KeyUnavailableException e) {
            failure = e;
            failedAt = clock.instant();
            throw e;
        }
    }

    /** A clock may be set back. */
    private static boolean isWithin(Duration time, Instant start, Instant now) {
        return !now.isBefore(start) && now.isBefore(start.plus(time));
    }
}
