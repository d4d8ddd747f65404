package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.identity.Identity;
import io.siteward.lease.Lease;
import io.siteward.lease.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a person can ask of a manifest's lease, in the cluster that holds it. */
final class LeaseCommands<R extends CustomResource<?, S>, S extends ManifestStatus<S>> {
    /** With any new value: hand it over. */
    static final Command RELEASE = new Command("release-lease");

    /** With a cluster's name: that cluster claims it no more, though nobody there says so. */
    static final Command END_CLAIM = new Command("end-claim");

    private final Leases leases;
    private final Equipment<R, S> with;

    /** The claims that are to end, of which it is not sure that they have. */
    private final Map<Identity, Wish> ending = new ConcurrentHashMap<>();

    /** That a cluster's claim shall end. */
    private record Wish(String cluster, Instant since) {}

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
        return isNew(noted, END_CLAIM) ? endClaim(noted, identity, lease) : noted;
    }

    /**
     * The claim is ended by what is wanted with the lease; it is done when the record says so. A claim that was made just
     * now may not have been read yet.
     */
    private R endClaim(R manifest, Identity identity, Lease lease) {
        String cluster = END_CLAIM.token(manifest);
        if (cluster.equals(lease.cluster())) {
            with.notices()
                    .misunderstood(
                            manifest,
                            "The annotation " + END_CLAIM.annotation()
                                    + " names this cluster itself, whose claim ends when the manifest is deleted here.");
            return note(manifest, END_CLAIM);
        }
        Instant now = with.clock().instant();
        Wish wish = ending.compute(
                identity,
                (key, before) -> before != null && before.cluster().equals(cluster) ? before : new Wish(cluster, now));
        if (lease.claims().containsKey(cluster) || now.isBefore(wish.since().plus(leases.readInterval()))) {
            return manifest;
        }
        ending.remove(identity);
        with.notices().claimedNoMore(manifest, cluster);
        return note(manifest, END_CLAIM);
    }

    /** When to look again for the sake of a command that is not done yet. */
    Optional<Duration> unfinished(R manifest) {
        return isNew(manifest, END_CLAIM) ? Optional.of(leases.readInterval()) : Optional.empty();
    }

    /** The manifest is gone. */
    void forget(Identity identity) {
        ending.remove(identity);
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
