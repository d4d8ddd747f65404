package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.identity.Identity;
import io.siteward.lease.Lease;
import io.siteward.lease.Leases;
import java.util.Set;

/** What a person can ask of a manifest's lease, in the cluster that holds it. */
final class LeaseCommands<R extends CustomResource<?, S>, S extends ManifestStatus<S>> {
    /** With any new value: hand it over. */
    static final Command RELEASE = new Command("release-lease");

    /** With a cluster's name: that cluster claims it no more, though nobody there says so. */
    static final Command END_CLAIM = new Command("end-claim");

    private final Leases leases;
    private final Equipment<R, S> with;

    LeaseCommands(Leases leases, Equipment<R, S> with) {
        this.leases = leases;
        this.with = with;
    }

    /** Carries out what was not yet, and notes it: first the note, since a command that was obeyed twice does harm. */
    R obey(R manifest, Identity identity, Lease lease) {
        R noted = manifest;
        if (isNew(manifest, RELEASE)) {
            noted = note(noted, RELEASE);
            leases.handOver(identity);
        }
        return isNew(noted, END_CLAIM) ? endClaim(noted, lease) : noted;
    }

    /** The claim is ended by what is wanted with the lease; it is done when the record says so. */
    private R endClaim(R manifest, Lease lease) {
        String cluster = END_CLAIM.token(manifest);
        if (cluster.equals(lease.cluster())) {
            with.notices()
                    .misunderstood(
                            manifest,
                            "The annotation " + END_CLAIM.annotation()
                                    + " names this cluster itself, whose claim ends when the manifest is deleted here.");
            return note(manifest, END_CLAIM);
        }
        if (lease.claims().containsKey(cluster)) {
            return manifest;
        }
        with.notices().claimedNoMore(manifest, cluster);
        return note(manifest, END_CLAIM);
    }

    /** A cluster that stands by has nothing to hand over, and shall not do so when it once has. */
    R passOver(R manifest) {
        return isNew(manifest, RELEASE) ? note(manifest, RELEASE) : manifest;
    }

    /** The clusters whose claims are to end. */
    Set<String> ended(R manifest) {
        return isNew(manifest, END_CLAIM) ? Set.of(END_CLAIM.token(manifest)) : Set.of();
    }

    private boolean isNew(R manifest, Command command) {
        return command.isNew(manifest, with.kind().status(manifest));
    }

    private R note(R manifest, Command command) {
        S status = with.kind().status(manifest);
        return with.store().write(manifest, status.withHandled(command.handled(manifest, status)));
    }
}
