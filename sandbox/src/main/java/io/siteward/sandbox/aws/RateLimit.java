package io.siteward.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/** A token bucket for each account: what finds it empty is refused as too many. */
public final class RateLimit implements Fault {
    private static final double NANOS_A_SECOND = 1e9;

    private final Calls calls;
    private final double perSecond;
    private final int burst;
    private final InstantSource clock;
    private final Map<Optional<String>, Level> levels = new HashMap<>();

    private record Level(double tokens, Instant at) {}

    /**
     * A limit whose buckets are full.
     *
     * @param perSecond how many tokens come back in a second
     * @param burst how many tokens a bucket holds; at least 1
     */
    public RateLimit(Calls calls, double perSecond, int burst, InstantSource clock) {
        this.calls = calls;
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    @Override
    public synchronized void before(Caller caller, String service, String operation, SdkRequest request) {
        if (!calls.include(service, operation)) {
            return;
        }
        Instant now = clock.instant();
        Level level = levels.getOrDefault(caller.accountId(), new Level(burst, now));
        double refilled = Duration.between(level.at(), now).toNanos() / NANOS_A_SECOND * perSecond;
        double tokens = Math.min(burst, level.tokens() + refilled);
        if (tokens < 1) {
            levels.put(caller.accountId(), new Level(tokens, now));
            throw ServiceError.throttled(service);
        }
        levels.put(caller.accountId(), new Level(tokens - 1, now));
    }
}
