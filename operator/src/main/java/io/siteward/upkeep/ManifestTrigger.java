package io.siteward.upkeep;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.siteward.identity.Identity;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which changes of a manifest are worth a reconcile: a new generation, its deletion, the loss of our
 * finalizer, our annotations.
 * Our own writes are none of these, so they wake nobody.
 */
final class ManifestTrigger<R extends HasMetadata> implements OnUpdateFilter<R> {
    private final String finalizer;

    ManifestTrigger(String finalizer) {
        this.finalizer = finalizer;
    }

    @Override
    public boolean accept(R now, R before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || (before.hasFinalizer(finalizer) && !now.hasFinalizer(finalizer))
                || !ourAnnotations(now).equals(ourAnnotations(before));
    }

    private static Map<String, String> ourAnnotations(HasMetadata resource) {
        Map<String, String> ours = new TreeMap<>(resource.getMetadata().getAnnotations());
        ours.keySet().removeIf(key -> !key.startsWith(Identity.TAG_PREFIX));
        return ours;
    }
}
