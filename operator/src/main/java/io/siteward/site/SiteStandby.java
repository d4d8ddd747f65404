package io.siteward.site;

import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.lease.Claim;
import io.siteward.lease.Lease;
import io.siteward.lease.Standing;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/** What a cluster says of a site that it does not hold. Nothing here looks at AWS. */
final class SiteStandby {
    private static final String SPEC_DIFFERS = "SpecDiffers";
    private static final String HELD_ELSEWHERE = "LeaseHeldElsewhere";

    private final SiteStore store;
    private final SiteEvents events;
    private final InstantSource clock;

    SiteStandby(SiteStore store, SiteEvents events, InstantSource clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Another cluster holds it.
     *
     * @param spec the hash of the spec here
     */
    void say(SecureSite site, Standing standing, String spec) {
        Lease lease = standing.lease();
        Claim theirs = lease.claims().get(lease.cluster());
        boolean differs = theirs != null && !theirs.spec().equals(spec);
        String held = "Cluster " + lease.cluster() + " holds the site since "
                + SiteTurns.leaseStatus(lease).since() + ", by its replica " + lease.holder() + ".";
        Finding finding = differs
                ? Finding.of(
                        situation(lease),
                        SPEC_DIFFERS,
                        held
                                + " Its manifest has another spec than this one, which is not carried out: make them equal.")
                : Finding.of(situation(lease), HELD_ELSEWHERE, held);
        write(site, finding, lease);
    }

    private void write(SecureSite site, Finding finding, Lease lease) {
        SecureSiteStatus status = SiteTurns.status(site);
        store.write(
                site,
                new SiteStatus(site, status, clock.instant()).saying(finding).withLease(SiteTurns.leaseStatus(lease)));
    }

    private static Situation situation(Lease lease) {
        return switch (lease.readiness().status()) {
            case "True" -> Situation.STANDING_BY_READY;
            case "False" -> Situation.STANDING_BY_NOT_READY;
            default -> Situation.STANDING_BY;
        };
    }

    /** Nobody knows who holds it. */
    void sayUnheard(SecureSite site, String trouble) {
        SecureSiteStatus status = SiteTurns.status(site);
        Finding finding = Finding.of(
                Situation.LEASE_STORE_UNAVAILABLE,
                "Who may act cannot be known: " + trouble + " Nothing is done until the store answers again.");
        store.write(site, new SiteStatus(site, status, clock.instant()).saying(finding));
    }

    /** The manifest goes, and what it stands for may stay. */
    void sayLetGo(SecureSite site, Standing standing) {
        Set<String> others = new TreeSet<>(standing.lease().claims().keySet());
        if (others.isEmpty()) {
            return;
        }
        if (others.equals(standing.silent())) {
            events.leftStanding(site, others);
        } else {
            events.handedOver(site, others);
        }
    }
}
