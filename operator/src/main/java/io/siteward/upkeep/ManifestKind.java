package io.siteward.upkeep;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.status.Conditions;
import io.siteward.status.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * A kind of custom resource.
 *
 * @param noun what people, and the log, call one, for example {@code site}
 * @param finalizer what holds a manifest until nothing is left of what it stands for
 * @param none the status of a manifest for which nothing was done
 * @param <R> the custom resource
 * @param <S> its status
 */
public record ManifestKind<R extends CustomResource<?, S>, S extends ManifestStatus<S>>(
        Class<R> type, String noun, String finalizer, S none) {

    /** What the cluster calls it, for example {@code SecureSite}. */
    String name() {
        return HasMetadata.getKind(type);
    }

    /** What was last seen and done of it. */
    public S status(R manifest) {
        return Optional.ofNullable(manifest.getStatus()).orElse(none);
    }

    /** Whether our finalizer holds it. */
    public boolean isHeld(R manifest) {
        return manifest.hasFinalizer(finalizer);
    }

    /** Its next status, in which only the conditions say something new. */
    public S saying(R manifest, Finding finding, Instant now) {
        S before = status(manifest);
        long generation =
                Optional.ofNullable(manifest.getMetadata().getGeneration()).orElse(0L);
        return before.withConditions(Conditions.after(before.conditions(), finding, generation, now), generation);
    }
}
