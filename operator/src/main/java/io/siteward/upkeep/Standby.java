package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.lease.Claim;
import io.siteward.lease.Lease;
import io.siteward.lease.Readiness;
import io.siteward.lease.Standing;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.Set;
import java.util.TreeSet;

/** What a cluster says of a manifest whose lease it does not hold. Nothing here looks at AWS. */
final class Standby<R extends CustomResource<?, S>, S extends ManifestStatus<S>> {
    private static final String SPEC_DIFFERS = "SpecDiffers";
    private static final String HELD_ELSEWHERE = "LeaseHeldElsewhere";

    private final Equipment<R, S> with;

    Standby(Equipment<R, S> with) {
        this.with = with;
    }

    /**
     * Another cluster holds it.
     *
     * @param spec the hash of the spec here
     */
    void say(R manifest, Standing standing, String spec) {
        Lease lease = standing.lease();
        Claim theirs = lease.claims().get(lease.cluster());
        boolean differs = theirs != null && !theirs.spec().equals(spec);
        String held = "Cluster " + lease.cluster() + " holds the " + with.kind().noun() + " since "
                + Turns.leaseStatus(lease).since() + ", by its replica " + lease.holder() + "."
                + word(lease.readiness());
        Finding finding = differs
                ? Finding.of(
                        situation(lease),
                        SPEC_DIFFERS,
                        held
                                + " Its manifest has another spec than this one, which is not carried out: make them equal.")
                : Finding.of(situation(lease), HELD_ELSEWHERE, held);
        with.store().write(manifest, saying(manifest, finding).withLease(Turns.leaseStatus(lease)));
    }

    /** What the holder says beside its readiness: why it is not ready. */
    private static String word(Readiness theirs) {
        return theirs.message().isEmpty() ? "" : " It says: " + theirs.message();
    }

    private S saying(R manifest, Finding finding) {
        return with.kind().saying(manifest, finding, with.clock().instant());
    }

    private static Situation situation(Lease lease) {
        return switch (lease.readiness().status()) {
            case "True" -> Situation.STANDING_BY_READY;
            case "False" -> Situation.STANDING_BY_NOT_READY;
            default -> Situation.STANDING_BY;
        };
    }

    /** Nobody knows who holds it. */
    void sayUnheard(R manifest, String trouble) {
        Finding finding = Finding.of(
                Situation.LEASE_STORE_UNAVAILABLE,
                "Who may act cannot be known: " + trouble + " Nothing is done until the store answers again.");
        with.store().write(manifest, saying(manifest, finding));
    }

    /** The manifest goes, and what it stands for may stay. */
    void sayLetGo(R manifest, Standing standing) {
        Set<String> others = new TreeSet<>(standing.lease().claims().keySet());
        if (others.isEmpty()) {
            return;
        }
        if (others.equals(standing.silent())) {
            with.notices().leftStanding(manifest, others);
        } else {
            with.notices().handedOver(manifest, others);
        }
    }
}
