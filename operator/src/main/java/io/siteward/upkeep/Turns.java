package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.crd.v1alpha1.ManifestStatus;
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
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose turn a manifest is. Whoever holds its lease keeps it or takes it down; where another cluster does, one replica
 * says so; everybody else waits to be told that something changed.
 */
final class Turns<R extends CustomResource<?, S>, S extends ManifestStatus<S>> {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Leases tell when they change; this is for a word that was lost. */
    private static final Duration UNTIL_TOLD = Duration.ofMinutes(1);

    private final Leases leases;
    private final Equipment<R, S> with;
    private final Upkeep<R> upkeep;
    private final Removal<R> removal;
    private final Standby<R, S> standby;
    private final LeaseCommands<R, S> commands;

    /** Manifests of which nothing is left in AWS, by their UID. */
    private final Map<Identity, String> done = new ConcurrentHashMap<>();

    /** The epoch in which each manifest's status was last read from the cluster itself. */
    private final Map<Identity, Long> readIn = new ConcurrentHashMap<>();

    Turns(Leases leases, Equipment<R, S> with, Upkeep<R> upkeep, Removal<R> removal) {
        this.leases = leases;
        this.with = with;
        this.upkeep = upkeep;
        this.removal = removal;
        this.standby = new Standby<>(with);
        this.commands = new LeaseCommands<>(leases, with);
    }

    /**
     * Does what is to be done now.
     *
     * @return when to look again
     * @throws io.siteward.graph.FailedCall when the manifest could not be read or written
     */
    Duration take(R manifest) {
        Identity identity = with.admission().identity(manifest);
        leases.want(identity, want(manifest, identity));
        Standing standing = leases.standing(identity);
        return switch (standing.kind()) {
            case HELD -> asHolder(manifest, identity);
            case ELSEWHERE -> standing.speaks() ? asSpeaker(manifest, identity, standing) : asListener(manifest);
            case PARTED -> letGo(manifest, standing);
            case LAPSED, OPEN -> unheard(manifest, standing);
            case COLLEAGUE, PARTING -> UNTIL_TOLD;
        };
    }

    /** The manifest is gone. */
    void forget(Identity identity) {
        readIn.remove(identity);
        done.remove(identity);
        commands.forget(identity);
        leases.forget(identity);
    }

    private Duration asHolder(R cached, Identity identity) {
        Optional<Lease> lease = leases.enter(identity);
        if (lease.isEmpty()) {
            return SOON;
        }
        try {
            Optional<R> manifest = ofThisEpoch(cached, identity, lease.get());
            if (manifest.isEmpty()) {
                return UNTIL_TOLD;
            }
            if (manifest.get().isMarkedForDeletion() && !lease.get().hasClosed()) {
                // The cache did not know yet, so nobody has asked who else claims it.
                leases.want(identity, want(manifest.get(), identity));
                return SOON;
            }
            return manifest.get().isMarkedForDeletion()
                    ? takeDown(manifest.get(), identity)
                    : keep(manifest.get(), identity, lease.get());
        } finally {
            leases.exit(identity);
        }
    }

    private Duration keep(R manifest, Identity identity, Lease lease) {
        leases.want(identity, want(manifest, identity));
        R obeyed = commands.obey(manifest, identity, lease);
        Duration next = upkeep.reconcile(obeyed);
        if (leases.areShared()) {
            with.store().latest(obeyed).map(R::getStatus).ifPresent(status -> publish(identity, status));
        }
        return commands.unfinished(obeyed)
                .filter(sooner -> sooner.compareTo(next) < 0)
                .orElse(next);
    }

    private void publish(Identity identity, S status) {
        Conditions.find(status.conditions(), ConditionType.READY)
                .map(Turns::readiness)
                .ifPresent(readiness -> leases.publish(identity, readiness));
    }

    private static Readiness readiness(Condition ready) {
        return new Readiness(ready.status(), ready.reason(), ready.message());
    }

    private Duration takeDown(R manifest, Identity identity) {
        if (!with.kind().isHeld(manifest)) {
            return UNTIL_TOLD;
        }
        Optional<Duration> next = removal.step(manifest);
        if (next.isEmpty()) {
            done.put(identity, manifest.getMetadata().getUid());
            leases.want(identity, want(manifest, identity));
        }
        return next.orElse(UNTIL_TOLD);
    }

    /**
     * At the first look of a tenure the cache may be behind what the holder before wrote, so the cluster itself is asked.
     * Before anything else the manifest is held, and its status says whose tenure it is: of two who write it only one
     * succeeds.
     */
    private Optional<R> ofThisEpoch(R cached, Identity identity, Lease lease) {
        boolean isNew = !Long.valueOf(lease.epoch()).equals(readIn.get(identity));
        Optional<R> manifest = isNew ? with.store().fresh(cached) : Optional.of(cached);
        if (manifest.isEmpty()) {
            return manifest;
        }
        LeaseStatus last = with.kind().status(manifest.get()).lease();
        if (last != null && last.epoch() >= lease.epoch() && !last.member().equals(lease.holder())) {
            // The lease's record was lost and begun anew. Told so, the leases let go of it and wait for the other to
            // notice.
            leases.want(identity, want(manifest.get(), identity));
            return Optional.empty();
        }
        R held = manifest.get().isMarkedForDeletion()
                ? manifest.get()
                : with.store().hold(manifest.get());
        S status = with.kind().status(held);
        LeaseStatus ours = leaseStatus(lease);
        R marked = ours.equals(status.lease()) ? held : with.store().write(held, status.withLease(ours));
        readIn.put(identity, lease.epoch());
        return Optional.of(marked);
    }

    private Duration asSpeaker(R manifest, Identity identity, Standing standing) {
        if (manifest.isMarkedForDeletion()) {
            return UNTIL_TOLD;
        }
        R held = commands.passOver(with.store().hold(manifest));
        leases.want(identity, want(held, identity));
        standby.say(held, standing, specHash(manifest));
        return UNTIL_TOLD;
    }

    /** Who holds it elsewhere cannot be repeated for ever: without the store, nobody here knows whether it is still so. */
    private Duration asListener(R manifest) {
        leases.trouble().ifPresent(reason -> standby.sayUnheard(manifest, reason));
        return UNTIL_TOLD;
    }

    private Duration letGo(R manifest, Standing standing) {
        if (with.kind().isHeld(manifest)) {
            standby.sayLetGo(manifest, standing);
            with.store().letGo(manifest);
        }
        return UNTIL_TOLD;
    }

    /**
     * Says that the store does not answer, if nobody else of this cluster may know better. A lapse begins a moment before
     * it is sure that the store is the reason.
     */
    private Duration unheard(R manifest, Standing standing) {
        LeaseStatus last = with.kind().status(manifest).lease();
        if (last != null && !leases.isThisReplica(last.member())) {
            return UNTIL_TOLD;
        }
        Optional<String> trouble = leases.trouble();
        trouble.ifPresent(reason -> standby.sayUnheard(manifest, reason));
        return trouble.isEmpty() && standing.kind() == Standing.Kind.LAPSED ? SOON : UNTIL_TOLD;
    }

    private Want want(R manifest, Identity identity) {
        LeaseStatus seen = with.kind().status(manifest).lease();
        boolean isHeld = with.kind().isHeld(manifest);
        return new Want(
                isHeld ? new Claim(specHash(manifest), with.clock().instant().truncatedTo(ChronoUnit.SECONDS)) : null,
                seen == null ? 0 : leases.isThisMember(seen.member()) ? seen.epoch() - 1 : seen.epoch(),
                commands.ended(manifest),
                stage(manifest, identity));
    }

    private Want.Stage stage(R manifest, Identity identity) {
        if (!manifest.isMarkedForDeletion()) {
            return Want.Stage.KEEP;
        }
        // Without our finalizer it is somebody else's that holds it: we have let go already.
        boolean isDone =
                !with.kind().isHeld(manifest) || manifest.getMetadata().getUid().equals(done.get(identity));
        return isDone ? Want.Stage.DONE : Want.Stage.DELETE;
    }

    private String specHash(R manifest) {
        return DesiredHash.of(manifest.getSpec());
    }

    static LeaseStatus leaseStatus(Lease lease) {
        return new LeaseStatus(
                String.valueOf(lease.holder()),
                String.valueOf(lease.cluster()),
                lease.epoch(),
                lease.since().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
