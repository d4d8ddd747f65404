package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.sandbox.aws.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at a site whenever it asks for it, on the virtual clock, and holds it to asking seldom. */
final class Vigil {
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final int MOST_LOOKS = 60;

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final SiteWorld world;
    private final boolean removing;
    private Duration longestPause = Duration.ZERO;

    private Vigil(SiteWorld world, boolean removing) {
        this.world = world;
        this.removing = removing;
    }

    static Vigil ofUpkeep(SiteWorld world) {
        return new Vigil(world, false);
    }

    static Vigil ofRemoval(SiteWorld world) {
        return new Vigil(world, true);
    }

    /** Goes on until nothing is left to do. */
    void untilRest() {
        for (int look = 0; look < MOST_LOOKS; look++) {
            Optional<Duration> next = look();
            if (next.isEmpty() || (!removing && isReady())) {
                return;
            }
            world.clock.advance(next.get());
        }
        throw new AssertionError(
                "not done after " + MOST_LOOKS + " looks: " + world.condition("Synced") + world.condition("Ready"));
    }

    /** Goes on for so long, or until the site is gone, and hands out the calls of each look. */
    void during(Duration time, Consumer<List<CallRecord>> afterEach) {
        Instant end = world.clock.instant().plus(time);
        while (world.clock.instant().isBefore(end)) {
            int before = world.aws.calls().size();
            Optional<Duration> next = look();
            if (next.isEmpty()) {
                return;
            }
            List<CallRecord> calls = world.aws.calls();
            afterEach.accept(calls.subList(before, calls.size()));
            longestPause = next.get().compareTo(longestPause) > 0 ? next.get() : longestPause;
            world.clock.advance(next.get());
        }
    }

    /** Of those that {@link #during} has let pass. */
    Duration longestPause() {
        return longestPause;
    }

    private Optional<Duration> look() {
        Optional<Duration> next = removing ? world.removal.step(world.site) : Optional.of(world.reconcile());
        if (next.isPresent()) {
            assertThat(next.get()).isBetween(SOONEST, LONGEST);
        }
        return next;
    }

    private boolean isReady() {
        Condition ready = world.condition("Ready");
        return ready.status().equals("True")
                && world.condition("Synced").status().equals("True")
                && world.condition("Reconciling").status().equals("False")
                && ready.observedGeneration() == world.site.getMetadata().getGeneration();
    }
}
