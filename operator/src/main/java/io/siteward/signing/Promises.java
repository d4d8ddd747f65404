package io.siteward.signing;

import io.siteward.crd.v1alpha1.KeyGeneration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the status has told of how long keys are trusted. It is kept though the manifest asks for less by now, and though
 * yet another key takes over: somebody may have signed for as long. Where the status was lost, the manifest alone counts.
 *
 * @param ends until when keys that are used no more are trusted, by the ids of their public halves
 * @param overlaps for how long keys are trusted after another takes over, by the ids of their public halves
 * @param since when the pointer was written that names the one that is used, by the id of its public half
 */
record Promises(Map<String, Instant> ends, Map<String, Duration> overlaps, Map<String, Instant> since) {
    /** Nothing was told. */
    static final Promises NONE = new Promises(Map.of(), Map.of(), Map.of());

    Promises {
        ends = Map.copyOf(ends);
        overlaps = Map.copyOf(overlaps);
        since = Map.copyOf(since);
    }

    /** Those of a status. */
    static Promises of(List<KeyGeneration> told) {
        Map<String, Instant> ends = new HashMap<>();
        Map<String, Duration> overlaps = new HashMap<>();
        Map<String, Instant> since = new HashMap<>();
        for (KeyGeneration each : told) {
            if (each.keyId() != null && each.until() != null) {
                ends.put(each.keyId(), Instant.parse(each.until()));
            }
            if (each.keyId() != null && each.since() != null) {
                since.put(each.keyId(), Instant.parse(each.since()));
            }
            if (each.keyId() != null && each.overlapSeconds() != null) {
                overlaps.put(each.keyId(), Duration.ofSeconds(each.overlapSeconds()));
            }
        }
        return new Promises(ends, overlaps, since);
    }

    /** Until when it was told to be trusted; empty if no end was told. */
    Optional<Instant> end(Generation generation) {
        return generation.publicKey().flatMap(id -> Optional.ofNullable(ends.get(id)));
    }

    /** Whether the pointer to it was written anew since: it may have named another in between. */
    boolean wasWrittenAnew(Generation used, Instant written) {
        return used.publicKey()
                .flatMap(id -> Optional.ofNullable(since.get(id)))
                .filter(told -> !told.equals(written.truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    /**
     * For how long it is trusted after another takes over.
     *
     * @param wanted what the manifest asks for
     */
    Duration overlap(Generation generation, Duration wanted) {
        return overlap(generation).filter(told -> told.compareTo(wanted) > 0).orElse(wanted);
    }

    /** Whether signers have used it, so that every edge has known it. */
    boolean wasUsed(Generation generation) {
        return overlap(generation).isPresent();
    }

    /** For how long it was told to be trusted after another takes over; empty if it was not used, or not told of. */
    Optional<Duration> overlap(Generation generation) {
        return generation.publicKey().flatMap(id -> Optional.ofNullable(overlaps.get(id)));
    }
}
