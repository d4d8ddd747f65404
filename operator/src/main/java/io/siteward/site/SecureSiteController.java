package io.siteward.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.gate.Gate;
import io.siteward.lease.Leases;
import io.siteward.status.Events;
import io.siteward.upkeep.Controller;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.WrittenManifests;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** SecureSite's parts, put together: its controller, and the sweep of what sites share. */
public final class SecureSiteController {
    private final Controller<SecureSite, SecureSiteStatus> controller;
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
        AccountsForSites aws =
                new AccountsForSites(with.aws(), with.gate(), with.accounts(), with.clock(), with.configuration());
        this.sweep = new SharedObjectSweep(
                () -> sites(with.kubernetes(), with.configuration().namespaces()),
                with.aws(),
                with.gate(),
                aws,
                with.configuration(),
                with.clock());
        Equipment<SecureSite, SecureSiteStatus> own = SecureSiteReconciler.equipment(
                with.fleet(),
                new WrittenManifests<>(with.kubernetes(), SecureSiteReconciler.KIND),
                (about, warning, reason, message) ->
                        with.events().emit(about, warning ? Events.Type.WARNING : Events.Type.NORMAL, reason, message),
                with.configuration().longestBackoff(),
                with.clock());
        WatchedSigningKeys keys = new WatchedSigningKeys();
        this.controller = new Controller<>(
                SecureSiteReconciler.KIND,
                new SecureSiteReconciler(
                        with.leases(),
                        own,
                        new SiteUpkeep(own, aws, keys, with.random()),
                        new SiteRemoval(own, aws),
                        keys));
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

    /** What is registered with the framework, and told of leases. */
    public Controller<?, ?> controller() {
        return controller;
    }
}
