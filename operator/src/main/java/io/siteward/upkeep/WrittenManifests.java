package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.status.FinalizerWriter;
import io.siteward.status.StatusWriter;
import java.util.Optional;

/** Manifests in the cluster. */
public final class WrittenManifests<R extends CustomResource<?, S>, S extends ManifestStatus<S>>
        implements ManifestStore<R, S> {
    private final StatusWriter<S, R> statuses;
    private final FinalizerWriter<R> finalizers;

    /** @param client one whose writes pass the gate */
    public WrittenManifests(KubernetesClient client, ManifestKind<R, S> kind) {
        this.statuses = new StatusWriter<>(client, kind.type());
        this.finalizers = new FinalizerWriter<>(client, kind.type(), kind.finalizer());
    }

    @Override
    public Optional<R> latest(R cached) {
        return statuses.latest(cached);
    }

    @Override
    public Optional<R> fresh(R cached) {
        return statuses.fresh(cached);
    }

    @Override
    public R hold(R manifest) {
        return statuses.wrote(finalizers.add(manifest));
    }

    @Override
    public void letGo(R manifest) {
        finalizers.remove(manifest);
    }

    @Override
    public R write(R manifest, S status) {
        return statuses.write(manifest, status);
    }

    @Override
    public void forget(R manifest) {
        statuses.forget(manifest);
    }
}
