package io.siteward.upkeep;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.siteward.crd.v1alpha1.ManifestStatus;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.Set;

/** What looks after the manifests of one kind, as the framework and the leases know it. */
public final class Controller<R extends CustomResource<?, S>, S extends ManifestStatus<S>> {
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final ManifestKind<R, S> kind;
    private final ManifestReconciler<R, S> reconciler;

    public Controller(ManifestKind<R, S> kind, ManifestReconciler<R, S> reconciler) {
        this.kind = kind;
        this.reconciler = reconciler;
    }

    /**
     * Registers it.
     *
     * @param namespaces those to watch; empty for all
     */
    public void register(Operator operator, Set<String> namespaces) {
        operator.register(reconciler, configuration -> {
            // The framework's own filter knows generations only, and would sleep through our annotations.
            configuration.withGenerationAware(false).withOnUpdateFilter(new ManifestTrigger<>(kind.finalizer()));
            // By default it gives up after five tries, for good.
            configuration.withRetry(GenericRetry.defaultLimitedExponentialRetry()
                    .withoutMaxAttempts()
                    .setMaxInterval(LONGEST_RETRY.toMillis()));
            if (!namespaces.isEmpty()) {
                configuration.settingNamespaces(namespaces);
            }
        });
    }

    /** Something about the lease of a manifest is another than before: it is looked at, if it is of this kind. */
    public void wake(Identity manifest) {
        if (manifest.kind().equals(kind.name())) {
            reconciler.wake(manifest);
        }
    }
}
