package io.siteward.sandbox.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Watches the sites, prints what changes, and waits for what is to come. */
public final class SiteWatch {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final Sites sites;
    private final Supplier<OperatorProcess> operators;
    private final Progress progress;
    private final InstantSource clock;

    /** @param operators the one that runs now */
    public SiteWatch(Sites sites, Supplier<OperatorProcess> operators, Progress progress, InstantSource clock) {
        this.sites = sites;
        this.operators = operators;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Waits until the site is as asked.
     *
     * @param what it is asked to be, for the failure's message
     * @throws SandboxFailure when the time is over, the site is gone, or the operator has ended
     */
    public SiteState await(String name, String what, Duration within, Predicate<SiteState> asked) {
        return until(name, what, within, site -> site.isEmpty() || asked.test(site.get()))
                .orElseThrow(() -> new SandboxFailure("The site " + name + " is gone."));
    }

    /** Waits until there is no such site. */
    public void awaitGone(String name, Duration within) {
        until(name, "gone", within, Optional::isEmpty);
    }

    /** Goes on until the thread is interrupted. */
    void stay() {
        until("", "", FOR_EVER, site -> false);
    }

    private Optional<SiteState> until(
            String name, String what, Duration within, Predicate<Optional<SiteState>> enough) {
        Instant deadline = clock.instant().plus(within);
        try {
            while (true) {
                // Each wait begins with a list: what the caller has just changed is in it, and nothing older follows.
                try (SiteChanges changes = sites.changes()) {
                    OperatorProcess operator = operators.get();
                    var unused = operator.onExit().thenRun(changes::wake);
                    do {
                        operators.get().checkAlive();
                        progress.look(changes.sites());
                        Optional<SiteState> site = changes.find(name);
                        if (enough.test(site)) {
                            return site;
                        }
                        SandboxFailure.unless(
                                clock.instant().isBefore(deadline),
                                "The site " + name + " was not " + what + " within " + within.toSeconds() + " s: "
                                        + site.map(SiteState::summary).orElse("there is no such site"));
                    } while (operators.get().pid() == operator.pid()
                            && changes.next(Duration.between(clock.instant(), deadline)));
                }
            }
        } catch (KubernetesClientException e) {
            throw new SandboxFailure("Kubernetes does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }
}
