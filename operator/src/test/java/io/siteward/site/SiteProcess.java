package io.siteward.site;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.aws.GatedAccounts;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.gate.Gate;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.lease.Leases;
import io.siteward.lease.SoleHolder;
import io.siteward.lease.Standing;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.ManifestStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One life of what the operator does for sites, with the framework's part (finalizers, rescheduling) played by hand: a
 * new one remembers nothing of the one before.
 */
public final class SiteProcess {

    private final Sites sites;
    private final SecureSiteReconciler reconciler;
    private final SharedObjectSweep sweep;
    private final Equipment<SecureSite, SecureSiteStatus> equipment;
    private final Leases leases = new SoleHolder();

    /** The cluster as a process sees it. Its writes pass the process's gate; all of them throw {@link FailedCall}. */
    public interface Sites {
        Optional<SecureSite> find(String name);

        Stream<SecureSite> all();

        Optional<SigningKey> key(String name);

        SecureSite writeStatus(SecureSite site, SecureSiteStatus status);

        SecureSite addFinalizer(SecureSite site);

        void removeFinalizer(SecureSite site);

        void emit(HasMetadata about, String reason, String message);
    }

    /** Calls nothing yet. */
    public SiteProcess(AwsClients clients, Gate gate, Sites sites, InstantSource clock, Configuration configuration) {
        this.sites = sites;
        AwsAccounts accounts = new AwsAccounts(
                clients.gated(gate, "sts", Subject.OPERATOR).sts(),
                clients::accessKeyId,
                clock,
                configuration.identityInterval());
        GatedAccounts ways = new GatedAccounts(clients, accounts, gate);
        AccountsForSites aws = new AccountsForSites(ways, clock, configuration);
        this.sweep = new SharedObjectSweep(sites::all, ways, aws, configuration, clock);
        this.equipment = SecureSiteReconciler.equipment(
                "test-fleet",
                new Store(),
                (about, warning, reason, message) -> sites.emit(about, reason, message),
                configuration.longestBackoff(),
                clock);
        this.reconciler = new SecureSiteReconciler(
                leases,
                equipment,
                new SiteUpkeep(equipment, aws, (namespace, name) -> sites.key(name), new Random(1)),
                new SiteRemoval(equipment, aws, (namespace, name) -> sites.key(name)),
                new WatchedSigningKeys());
    }

    /**
     * What the framework does when a site is due.
     *
     * @return when it is due again; empty when there is nothing more to do
     */
    public Optional<Duration> look(SecureSite site) {
        try {
            Optional<Duration> next = reconciler.look(site);
            // Where there are others, the lease is released in between.
            boolean parted =
                    leases.standing(equipment.admission().identity(site)).kind() == Standing.Kind.PARTED;
            return parted ? reconciler.look(site) : next;
        } catch (FailedCall e) {
            return Optional.of(e.failure().retryAfter());
        }
    }

    /** One run of the sweep. */
    public void sweep() {
        sweep.run();
    }

    /** The cluster, without a cache between. */
    private final class Store implements ManifestStore<SecureSite, SecureSiteStatus> {
        @Override
        public Optional<SecureSite> latest(SecureSite cached) {
            return sites.find(cached.getMetadata().getName());
        }

        @Override
        public Optional<SecureSite> fresh(SecureSite cached) {
            return latest(cached);
        }

        @Override
        public SecureSite hold(SecureSite site) {
            return site.hasFinalizer(SecureSiteReconciler.FINALIZER) ? site : sites.addFinalizer(site);
        }

        @Override
        public void letGo(SecureSite site) {
            sites.removeFinalizer(site);
        }

        @Override
        public SecureSite write(SecureSite site, SecureSiteStatus status) {
            return status.equals(site.getStatus()) ? site : sites.writeStatus(site, status);
        }

        @Override
        public void forget(SecureSite site) {
            // Nothing of a site is kept here.
        }
    }
}
