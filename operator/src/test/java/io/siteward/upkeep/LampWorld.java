package io.siteward.upkeep;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.lease.AssignedLeases;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One lamp, leases that stand as a test says, and a store in place of a cluster: turns without anything to turn to. */
final class LampWorld {
    static final ManifestKind<Lamp, LampStatus> KIND =
            new ManifestKind<>(Lamp.class, "lamp", "example.com/lamp", LampStatus.NONE);
    static final Duration NEXT = Duration.ofMinutes(7);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final AssignedLeases leases = new AssignedLeases();
    final List<String> events = new ArrayList<>();

    /** What was asked of whoever keeps lamps up or takes them down. */
    final List<String> work = new ArrayList<>();

    final List<LampStatus> writes = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();

    Lamp lamp = lamp();
    boolean isGone;
    Optional<Failure> writesAreRefused = Optional.empty();

    /** How many looks it takes to take a lamp down. */
    int steps = 3;

    /** What happens while a lamp is kept up. */
    Runnable meanwhile = () -> {};

    ManifestReconciler<Lamp, LampStatus> reconciler = process();

    /** A new process: nothing survives but the stored lamp. */
    void restart() {
        reconciler = process();
    }

    private ManifestReconciler<Lamp, LampStatus> process() {
        Equipment<Lamp, LampStatus> with = new Equipment<>(
                KIND,
                new Admission("test-fleet", KIND.noun()),
                new Store(),
                new Notices(
                        (about, warning, reason, message) -> events.add(reason + ": " + message),
                        KIND.noun(),
                        Set.of()),
                new Backoff(Duration.ofMinutes(10)),
                clock);
        return new ManifestReconciler<>(leases, with, manifest -> keepUp(with, manifest), manifest -> takeDown()) {};
    }

    private Duration keepUp(Equipment<Lamp, LampStatus> with, Lamp manifest) {
        work.add("keep");
        meanwhile.run();
        with.journal(manifest).say(Finding.of(Situation.PROGRESSING, "It is dark."));
        return NEXT;
    }

    private Optional<Duration> takeDown() {
        work.add("take down");
        steps--;
        return steps > 0 ? Optional.of(NEXT) : Optional.empty();
    }

    Optional<Duration> look() {
        return reconciler.look(lamp);
    }

    void forget() {
        work.clear();
        writes.clear();
        events.clear();
    }

    /** As a person deletes it. */
    void delete() {
        lamp.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    }

    void annotate(String name, String value) {
        Map<String, String> annotations = new HashMap<>(lamp.getMetadata().getAnnotations());
        annotations.put(name, value);
        lamp.getMetadata().setAnnotations(annotations);
    }

    /** The status says that another member held it. */
    void heldByAnother(long epoch) {
        LeaseStatus last = new LeaseStatus(AssignedLeases.THEIRS, "berlin", epoch, "2026-01-01T08:00:00Z");
        lamp.setStatus(lamp.getStatus().withLease(last));
    }

    Condition condition(String type) {
        return lamp.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static Lamp lamp() {
        Lamp lamp = new Lamp();
        lamp.getMetadata().setNamespace("web");
        lamp.getMetadata().setName("desk");
        lamp.getMetadata().setUid("uid-1");
        lamp.getMetadata().setGeneration(1L);
        lamp.setSpec(new Lamp.Spec("red"));
        return lamp;
    }

    /** Keeps the lamp without a cache between. */
    private final class Store implements ManifestStore<Lamp, LampStatus> {
        @Override
        public Optional<Lamp> latest(Lamp cached) {
            return isGone ? Optional.empty() : Optional.of(lamp);
        }

        @Override
        public Optional<Lamp> fresh(Lamp cached) {
            return latest(cached);
        }

        @Override
        public Lamp hold(Lamp manifest) {
            manifest.getMetadata().setFinalizers(List.of(KIND.finalizer()));
            return manifest;
        }

        @Override
        public void letGo(Lamp manifest) {
            manifest.getMetadata().setFinalizers(List.of());
        }

        @Override
        public Lamp write(Lamp manifest, LampStatus status) {
            if (status.equals(manifest.getStatus())) {
                return manifest;
            }
            if (writesAreRefused.isPresent()) {
                throw new FailedCall(writesAreRefused.get());
            }
            writes.add(status);
            manifest.setStatus(status);
            return manifest;
        }

        @Override
        public void forget(Lamp manifest) {
            forgotten.add(manifest.getMetadata().getName());
        }
    }
}
