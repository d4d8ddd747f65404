package io.siteward.sandbox.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at the sites again and again, prints what changes, and waits for what is to come. */
final class SiteWatch {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Sites sites;
    private final OperatorProcess operator;
    private final Progress progress;
    private final InstantSource clock;

    SiteWatch(Sites sites, OperatorProcess operator, Progress progress, InstantSource clock) {
        this.sites = sites;
        this.operator = operator;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Waits until the site is as asked.
     *
     * @param what it is asked to be, for the failure's message
     * @throws SandboxFailure when the time is over, the site is gone, or the operator has ended
     */
    SiteState await(String name, String what, Duration within, Predicate<SiteState> asked) {
        Instant deadline = clock.instant().plus(within);
        while (true) {
            SiteState site = look(name).orElseThrow(() -> new SandboxFailure("The site " + name + " is gone."));
            if (asked.test(site)) {
                return site;
            }
            SandboxFailure.unless(
                    clock.instant().isBefore(deadline),
                    "The site " + name + " was not " + what + " within " + within.toSeconds() + " s: "
                            + site.summary());
            pause();
        }
    }

    /** Waits until there is no such site. */
    void awaitGone(String name, Duration within) {
        Instant deadline = clock.instant().plus(within);
        for (Optional<SiteState> site = look(name); site.isPresent(); site = look(name)) {
            SandboxFailure.unless(
                    clock.instant().isBefore(deadline),
                    "The site " + name + " was not gone within " + within.toSeconds() + " s: "
                            + site.get().summary());
            pause();
        }
    }

    /** Goes on until the thread is interrupted. */
    void stay() {
        while (!Thread.currentThread().isInterrupted()) {
            look("");
            pause();
        }
    }

    private Optional<SiteState> look(String name) {
        operator.checkAlive();
        try {
            List<SiteState> found = sites.all().stream().map(SiteState::of).toList();
            progress.look(found);
            return found.stream().filter(site -> site.name().equals(name)).findFirst();
        } catch (KubernetesClientException e) {
            throw new SandboxFailure("Kubernetes does not answer: " + e.getMessage(), e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }
}
