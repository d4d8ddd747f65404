package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.ManifestStatus;
import java.time.InstantSource;

/**
 * What all that is done for manifests of one kind works with.
 *
 * @param <R> the custom resource
 * @param <S> its status
 */
public record Equipment<R extends CustomResource<?, S>, S extends ManifestStatus<S>>(
        ManifestKind<R, S> kind,
        Admission admission,
        ManifestStore<R, S> store,
        Notices notices,
        Backoff backoff,
        InstantSource clock) {

    /** What one reconcile notes of a manifest. */
    public StatusJournal<R, S> journal(R manifest) {
        return new StatusJournal<>(kind, manifest, store, clock);
    }
}
