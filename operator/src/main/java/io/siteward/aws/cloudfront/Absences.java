package io.siteward.aws.cloudfront;

import io.siteward.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sites for which CloudFront calls a CallerReference taken while no distribution with it is to be found.
 *
 * <p>Either the distribution was made a moment ago and lists lag behind, or it was deleted and its CallerReference stays
 * taken. Time tells: making another too soon would leave two. Kept in memory, so a restart only makes it later.
 */
final class Absences {
    /** Much longer than lists lag, and short beside the minutes that a new distribution takes to deploy. */
    static final Duration LONGEST_LAG = Duration.ofMinutes(2);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final InstantSource clock;
    private final Map<Identity, Instant> missingSince = new ConcurrentHashMap<>();

    Absences(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes that no distribution of this site is to be found. */
    void note(Identity site) {
        Instant now = clock.instant();
        missingSince.values().removeIf(since -> now.isAfter(since.plus(REMEMBERED)));
        missingSince.putIfAbsent(site, now);
    }

    /** Notes that there is one after all, or that one may just have been made. */
    void forget(Identity site) {
        missingSince.remove(site);
    }

    /** Whether the site's distributions have been missing for so long that all that were ever made are gone. */
    boolean areGone(Identity site) {
        Instant since = missingSince.get(site);
        return since != null && !clock.instant().isBefore(since.plus(LONGEST_LAG));
    }
}
