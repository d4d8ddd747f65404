package io.siteward.upkeep;

import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long to wait after the n-th failure in a row: twice as long each time, within bounds. Safe for many threads. */
public final class Backoff {
    private static final int MOST_DOUBLINGS = 10;

    private final Duration longest;
    private final Map<Identity, Integer> failures = new ConcurrentHashMap<>();

    /** @param longest the longest pause that is not asked for by a failure itself */
    public Backoff(Duration longest) {
        this.longest = longest;
    }

    /**
     * The pause after one more failure.
     *
     * @param shortest what the failure itself asks for; never undercut
     */
    public Duration afterFailure(Identity manifest, Duration shortest) {
        int earlier = failures.merge(manifest, 1, Integer::sum) - 1;
        Duration doubled = shortest.multipliedBy(1L << Math.min(earlier, MOST_DOUBLINGS));
        Duration bounded = doubled.compareTo(longest) < 0 ? doubled : longest;
        return bounded.compareTo(shortest) > 0 ? bounded : shortest;
    }

    /** The next failure is the first again. */
    public void succeeded(Identity manifest) {
        failures.remove(manifest);
    }
}
