package io.siteward.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Gate;
import io.siteward.identity.Identity;
import io.siteward.lease.Leases;
import io.siteward.status.Events;
import io.siteward.status.FinalizerWriter;
import io.siteward.status.StatusWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** SecureSite's controller: puts its parts together and registers them with the framework. */
public final class SecureSiteController {
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final SecureSiteReconciler reconciler;
    private final Runnable sweep;

    /**
     * What the controller works with.
     *
     * @param fleet the clusters that act as one
     */
    public record Surroundings(
            String fleet,
            KubernetesClient kubernetes,
            AwsClients aws,
            AwsAccounts accounts,
            Gate gate,
            Leases leases,
            Events events,
            Configuration configuration,
            InstantSource clock,
            RandomGenerator random) {}

    public SecureSiteController(Surroundings with) {
        SiteAdmission admission = new SiteAdmission(with.fleet());
        AccountsForSites aws =
                new AccountsForSites(with.aws(), with.gate(), with.accounts(), with.clock(), with.configuration());
        this.sweep = new SharedObjectSweep(
                () -> sites(with.kubernetes(), with.configuration().namespaces()),
                with.aws(),
                with.gate(),
                aws,
                with.configuration(),
                with.clock());
        SiteStore store = new WrittenSites(
                new StatusWriter<>(with.kubernetes(), SecureSite.class),
                new FinalizerWriter<>(with.kubernetes(), SecureSite.class, SecureSiteReconciler.FINALIZER));
        SiteEvents events = new SiteEvents((site, warning, reason, message) ->
                with.events().emit(site, warning ? Events.Type.WARNING : Events.Type.NORMAL, reason, message));
        Backoff backoff = new Backoff(with.configuration().longestBackoff());
        this.reconciler = new SecureSiteReconciler(
                new SiteTurns(
                        with.leases(),
                        new SiteUpkeep(admission, aws, store, events, with.clock(), with.random(), backoff),
                        new SiteRemoval(admission, aws, store, events, with.clock(), backoff),
                        new SiteStandby(store, events, with.clock()),
                        admission,
                        store,
                        with.clock()),
                admission,
                store,
                events,
                backoff);
    }

    private static Stream<SecureSite> sites(KubernetesClient kubernetes, Set<String> namespaces) {
        var all = kubernetes.resources(SecureSite.class);
        return namespaces.isEmpty()
                ? all.inAnyNamespace().list().getItems().stream()
                : namespaces.stream().flatMap(namespace -> all.inNamespace(namespace).list().getItems().stream());
    }

    /** What removes shared objects that nobody uses: one run of it, by one thread at a time. */
    public Runnable sweep() {
        return sweep;
    }

    /** Something about the lease of a resource is another than before: it is looked at. */
    public void wake(Identity site) {
        reconciler.wake(site);
    }

    /**
     * Registers it.
     *
     * @param namespaces those to watch; empty for all
     */
    public void register(Operator operator, Set<String> namespaces) {
        operator.register(reconciler, configuration -> {
            // The framework's own filter knows generations only, and would sleep through our annotations.
            configuration.withGenerationAware(false).withOnUpdateFilter(new SiteTrigger());
            // By default it gives up after five tries, for good.
            configuration.withRetry(GenericRetry.defaultLimitedExponentialRetry()
                    .withoutMaxAttempts()
                    .setMaxInterval(LONGEST_RETRY.toMillis()));
            if (!namespaces.isEmpty()) {
                configuration.settingNamespaces(namespaces);
            }
        });
    }
}
