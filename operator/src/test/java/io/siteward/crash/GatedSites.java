package io.siteward.crash;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.gate.Call;
import io.siteward.gate.Gate;
import io.siteward.gate.Outcome;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.site.SiteProcess;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The cluster as one process writes it: through its gate, as {@code KubernetesGate} has it in production. */
final class GatedSites implements SiteProcess.Sites {
    static final String EVENT = "POST events";
    private static final String STATUS = "PATCH securesites/status";
    private static final String FINALIZER = "PATCH securesites";

    private final Cluster cluster;
    private final Gate gate;
    private final Plant plant;
    private final Set<String> emitted = new HashSet<>();

    GatedSites(Cluster cluster, Gate gate, Plant plant) {
        this.cluster = cluster;
        this.gate = gate;
        this.plant = plant;
    }

    @Override
    public Optional<SecureSite> find(String name) {
        return cluster.find(name);
    }

    @Override
    public Stream<SecureSite> all() {
        return cluster.all().stream();
    }

    @Override
    public Optional<SigningKey> key(String name) {
        return Optional.ofNullable(cluster.keys.get(name));
    }

    @Override
    public SecureSite writeStatus(SecureSite site, SecureSiteStatus status) {
        return pass(STATUS, () -> cluster.writeStatus(site, plant.written(status)));
    }

    @Override
    public SecureSite addFinalizer(SecureSite site) {
        return pass(FINALIZER, () -> cluster.addFinalizer(site));
    }

    @Override
    public void removeFinalizer(SecureSite site) {
        pass(FINALIZER, () -> {
            cluster.removeFinalizer(site);
            return site;
        });
    }

    /** The same is told once in a process, and one that cannot be told is lost. */
    @Override
    public void emit(HasMetadata about, String reason, String message) {
        if (emitted.add(about.getMetadata().getUid() + reason + message)) {
            try {
                pass(EVENT, () -> about);
            } catch (FailedCall e) {
                return;
            }
        }
    }

    private <T> T pass(String operation, Supplier<T> write) {
        Gate.Passage passage = gate.before(
                new Call(Subject.OPERATOR, Call.Target.KUBERNETES, "cluster", "kubernetes", operation, true));
        T written;
        try {
            written = write.get();
        } catch (FailedCall e) {
            passage.after(Outcome.failed(409, e.failure()));
            throw e;
        }
        passage.after(Outcome.succeeded(200, null));
        return written;
    }
}
