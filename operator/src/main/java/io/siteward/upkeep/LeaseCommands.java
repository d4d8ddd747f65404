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
        // Its claim is ended by what is wanted with the lease; it is done when the record says so.
        boolean ended = isNew(noted, END_CLAIM) && !lease.claims().containsKey(END_CLAIM.token(noted));
        return ended ? note(noted, END_CLAIM) : noted;
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
