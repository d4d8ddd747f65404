package io.siteward.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.siteward.aws.GatedAccounts;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.upkeep.Controller;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.Surroundings;
import io.siteward.upkeep.WrittenManifests;
import java.util.Set;
import java.util.stream.Stream;

/** SecureSite's parts, put together: its controller, and the sweep of what sites share. */
public final class SecureSiteController {
    private final Controller<SecureSite, SecureSiteStatus> controller;
    private final Runnable sweep;

    public SecureSiteController(Surroundings with, GatedAccounts accounts, Configuration configuration) {
        AccountsForSites aws = new AccountsForSites(accounts, with.clock(), configuration);
        this.sweep = new SharedObjectSweep(
                () -> sites(with.kubernetes(), configuration.namespaces()), accounts, aws, configuration, with.clock());
        Equipment<SecureSite, SecureSiteStatus> own = SecureSiteReconciler.equipment(
                with.fleet(),
                new WrittenManifests<>(with.kubernetes(), SecureSiteReconciler.KIND),
                with.sink(),
                with.longestBackoff(),
                with.clock());
        WatchedSigningKeys keys = new WatchedSigningKeys();
        this.controller = new Controller<>(
                SecureSiteReconciler.KIND,
                new SecureSiteReconciler(
                        with.leases(),
                        own,
                        new SiteUpkeep(own, aws, keys, with.random()),
                        new SiteRemoval(own, aws, keys),
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
