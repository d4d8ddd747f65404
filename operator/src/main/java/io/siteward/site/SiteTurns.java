package io.siteward.site;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.graph.DesiredHash;
import io.siteward.identity.Identity;
import io.siteward.lease.Claim;
import io.siteward.lease.Lease;
import io.siteward.lease.Leases;
import io.siteward.lease.Readiness;
import io.siteward.lease.Standing;
import io.siteward.lease.Want;
import io.siteward.status.ConditionType;
import io.siteward.status.Conditions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose turn a site is. Whoever holds its lease keeps it or takes it down; where another cluster does, one replica says
 * so; everybody else waits to be told that something changed.
 */
final class SiteTurns {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Leases tell when they change; this is for a word that was lost. */
    private static final Duration UNTIL_TOLD = Duration.ofMinutes(1);

    private final Leases leases;
    private final SiteUpkeep upkeep;
    private final SiteRemoval removal;
    private final SiteStandby standby;
    private final SiteLeaseCommands commands;
    private final SiteAdmission admission;
    private final SiteStore store;
    private final InstantSource clock;

    /** Manifests of which nothing is left in AWS, by their UID. */
    private final Map<Identity, String> done = new ConcurrentHashMap<>();

    /** The epoch in which each site's status was last read from the cluster itself. */
    private final Map<Identity, Long> readIn = new ConcurrentHashMap<>();

    SiteTurns(
            Leases leases,
            SiteUpkeep upkeep,
            SiteRemoval removal,
            SiteStandby standby,
            SiteAdmission admission,
            SiteStore store,
            InstantSource clock) {
        this.leases = leases;
        this.upkeep = upkeep;
        this.removal = removal;
        this.standby = standby;
        this.commands = new SiteLeaseCommands(leases, store);
        this.admission = admission;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Does what is to be done now.
     *
     * @return when to look again
     * @throws io.siteward.graph.FailedCall when the site could not be read or written
     */
    Duration take(SecureSite site) {
        Identity identity = admission.identity(site);
        leases.want(identity, want(site, identity));
        Standing standing = leases.standing(identity);
        return switch (standing.kind()) {
            case HELD -> asHolder(site, identity);
            case ELSEWHERE -> standing.speaks() ? asSpeaker(site, identity, standing) : asListener(site);
            case PARTED -> letGo(site, standing);
            case LAPSED, OPEN -> unheard(site, standing);
            case COLLEAGUE, PARTING -> UNTIL_TOLD;
        };
    }

    /** The manifest is gone. */
    void forget(Identity identity) {
        readIn.remove(identity);
        done.remove(identity);
        leases.forget(identity);
    }

    private Duration asHolder(SecureSite cached, Identity identity) {
        Optional<Lease> lease = leases.enter(identity);
        if (lease.isEmpty()) {
            return SOON;
        }
        try {
            Optional<SecureSite> site = ofThisEpoch(cached, identity, lease.get());
            if (site.isEmpty()) {
                return UNTIL_TOLD;
            }
            if (site.get().isMarkedForDeletion() && !lease.get().hasClosed()) {
                // The cache did not know yet, so nobody has asked who else claims it.
                leases.want(identity, want(site.get(), identity));
                return SOON;
            }
            return site.get().isMarkedForDeletion()
                    ? takeDown(site.get(), identity)
                    : keep(site.get(), identity, lease.get());
        } finally {
            leases.exit(identity);
        }
    }

    private Duration keep(SecureSite site, Identity identity, Lease lease) {
        leases.want(identity, want(site, identity));
        SecureSite obeyed = commands.obey(site, identity, lease);
        Duration next = upkeep.reconcile(obeyed);
        if (leases.areShared()) {
            store.latest(obeyed).map(SecureSite::getStatus).ifPresent(status -> publish(identity, status));
        }
        return next;
    }

    private void publish(Identity identity, SecureSiteStatus status) {
        Conditions.find(status.conditions(), ConditionType.READY)
                .map(SiteTurns::readiness)
                .ifPresent(readiness -> leases.publish(identity, readiness));
    }

    private static Readiness readiness(Condition ready) {
        return new Readiness(ready.status(), ready.reason(), ready.message());
    }

    private Duration takeDown(SecureSite site, Identity identity) {
        if (!site.hasFinalizer(SecureSiteReconciler.FINALIZER)) {
            return UNTIL_TOLD;
        }
        Optional<Duration> next = removal.step(site);
        if (next.isEmpty()) {
            done.put(identity, site.getMetadata().getUid());
            leases.want(identity, want(site, identity));
        }
        return next.orElse(UNTIL_TOLD);
    }

    /**
     * At the first look of a tenure the cache may be behind what the holder before wrote, so the cluster itself is asked.
     * Before anything else the manifest is held, and its status says whose tenure it is: of two who write it only one
     * succeeds.
     */
    private Optional<SecureSite> ofThisEpoch(SecureSite cached, Identity identity, Lease lease) {
        boolean isNew = !Long.valueOf(lease.epoch()).equals(readIn.get(identity));
        Optional<SecureSite> site = isNew ? store.fresh(cached) : Optional.of(cached);
        if (site.isEmpty()) {
            return site;
        }
        LeaseStatus last = status(site.get()).lease();
        if (last != null && last.epoch() >= lease.epoch() && !last.member().equals(lease.holder())) {
            // The lease's record was lost and begun anew. Told so, the leases let go of it and wait for the other to
            // notice.
            leases.want(identity, want(site.get(), identity));
            return Optional.empty();
        }
        SecureSite held = site.get().isMarkedForDeletion() ? site.get() : store.hold(site.get());
        SecureSiteStatus status = status(held);
        LeaseStatus ours = leaseStatus(lease);
        SecureSite marked = ours.equals(status.lease()) ? held : store.write(held, status.withLease(ours));
        readIn.put(identity, lease.epoch());
        return Optional.of(marked);
    }

    private Duration asSpeaker(SecureSite site, Identity identity, Standing standing) {
        if (site.isMarkedForDeletion()) {
            return UNTIL_TOLD;
        }
        SecureSite held = store.hold(site);
        leases.want(identity, want(held, identity));
        standby.say(held, standing, specHash(site));
        return UNTIL_TOLD;
    }

    /** Who holds it elsewhere cannot be repeated for ever: without the store, nobody here knows whether it is still so. */
    private Duration asListener(SecureSite site) {
        leases.trouble().ifPresent(reason -> standby.sayUnheard(site, reason));
        return UNTIL_TOLD;
    }

    private Duration letGo(SecureSite site, Standing standing) {
        if (site.hasFinalizer(SecureSiteReconciler.FINALIZER)) {
            standby.sayLetGo(site, standing);
            store.letGo(site);
        }
        return UNTIL_TOLD;
    }

    /**
     * Says that the store does not answer, if nobody else of this cluster may know better. A lapse begins a moment before
     * it is sure that the store is the reason.
     */
    private Duration unheard(SecureSite site, Standing standing) {
        LeaseStatus last = status(site).lease();
        if (last != null && !leases.isThisReplica(last.member())) {
            return UNTIL_TOLD;
        }
        Optional<String> trouble = leases.trouble();
        trouble.ifPresent(reason -> standby.sayUnheard(site, reason));
        return trouble.isEmpty() && standing.kind() == Standing.Kind.LAPSED ? SOON : UNTIL_TOLD;
    }

    private Want want(SecureSite site, Identity identity) {
        LeaseStatus seen = status(site).lease();
        boolean isHeld = site.hasFinalizer(SecureSiteReconciler.FINALIZER);
        return new Want(
                isHeld ? new Claim(specHash(site), clock.instant().truncatedTo(ChronoUnit.SECONDS)) : null,
                seen == null ? 0 : leases.isThisMember(seen.member()) ? seen.epoch() - 1 : seen.epoch(),
                commands.ended(site),
                stage(site, identity));
    }

    private Want.Stage stage(SecureSite site, Identity identity) {
        if (!site.isMarkedForDeletion()) {
            return Want.Stage.KEEP;
        }
        // Without our finalizer it is somebody else's that holds it: we have let go already.
        boolean isDone = !site.hasFinalizer(SecureSiteReconciler.FINALIZER)
                || site.getMetadata().getUid().equals(done.get(identity));
        return isDone ? Want.Stage.DONE : Want.Stage.DELETE;
    }

    private static String specHash(SecureSite site) {
        return DesiredHash.of(site.getSpec());
    }

    static LeaseStatus leaseStatus(Lease lease) {
        return new LeaseStatus(
                String.valueOf(lease.holder()),
                String.valueOf(lease.cluster()),
                lease.epoch(),
                lease.since().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static SecureSiteStatus status(SecureSite site) {
        return Optional.ofNullable(site.getStatus()).orElseGet(SecureSiteStatus::empty);
    }
}
