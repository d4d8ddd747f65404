package io.siteward.aws.cloudfront;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The CallerReferences that CloudFront calls taken while no distribution with them is to be found.
 *
 * <p>Either the distribution was made a moment ago and lists lag behind, or it was deleted and its CallerReference stays
 * taken. Time tells: making another too soon would leave two. Kept in memory, so a restart only makes it later.
 */
final class Absences {
    /** Much longer than lists lag, and short beside the minutes that a new distribution takes to deploy. */
    static final Duration LONGEST_LAG = Duration.ofMinutes(2);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final InstantSource clock;
    private final Map<String, Instant> missingSince = new ConcurrentHashMap<>();

    Absences(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes that no distribution with this reference is to be found. */
    void note(String callerReference) {
        Instant now = clock.instant();
        missingSince.values().removeIf(since -> now.isAfter(since.plus(REMEMBERED)));
        missingSince.putIfAbsent(callerReference, now);
    }

    /** Notes that there is one after all. */
    void forget(String callerReference) {
        missingSince.remove(callerReference);
    }

    /** Whether the distribution with this reference has been missing for so long that it is gone. */
    boolean isGone(String callerReference) {
        Instant since = missingSince.get(callerReference);
        return since != null && !clock.instant().isBefore(since.plus(LONGEST_LAG));
    }
}
