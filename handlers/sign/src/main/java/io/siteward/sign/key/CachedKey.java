package io.siteward.sign.key;

import io.siteward.sign.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A key that is used for a while without asking again, and not a moment longer: a key that was revoked must not live on
 * because its store cannot be reached.
 *
 * <p>The clock is that of the day: a clock that only counts may stand still while Lambda freezes the process.
 */
public final class CachedKey implements KeySource {
    private final KeySource source;
    private final Duration time;
    private final InstantSource clock;
    private @Nullable SigningKey key;
    private Instant readAt = Instant.MIN;

    public CachedKey(KeySource source, Duration time, InstantSource clock) {
        this.source = source;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public synchronized SigningKey current() throws KeyUnavailableException {
        Instant now = clock.instant();
        SigningKey known = key;
        if (known != null && !now.isBefore(readAt) && now.isBefore(readAt.plus(time))) {
            return known;
        }
        key = null;
        SigningKey read = source.current();
        key = read;
        readAt = now;
        return read;
    }
}
