package io.siteward.site;

import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The signing keys of the cluster, watched: a site is looked at when one that it names comes, goes or gets its group. */
final class WatchedSigningKeys implements SigningKeys {
    private volatile @Nullable InformerEventSource<SigningKey, SecureSite> watch;

    /** Begins to watch once the framework starts it; none is known before. */
    EventSource<SigningKey, SecureSite> watch(EventSourceContext<SecureSite> sites) {
        InformerEventSource<SigningKey, SecureSite> begun = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(SigningKey.class, SecureSite.class)
                        .withName("signing-keys")
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(key -> naming(key, sites))
                        .withOnUpdateFilter(WatchedSigningKeys::differsForSites)
                        .build(),
                sites);
        watch = begun;
        return begun;
    }

    @Override
    public Optional<SigningKey> find(String namespace, String name) {
        InformerEventSource<SigningKey, SecureSite> watched = watch;
        return watched == null ? Optional.empty() : watched.get(new ResourceID(name, namespace));
    }

    private static Set<ResourceID> naming(SigningKey key, EventSourceContext<SecureSite> sites) {
        String name = key.getMetadata().getName();
        return sites.getPrimaryCache()
                .list(
                        key.getMetadata().getNamespace(),
                        site -> site.getSpec() != null && site.getSpec().trusts(name))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static boolean differsForSites(SigningKey now, SigningKey before) {
        SigningKeyStatus status = Optional.ofNullable(now.getStatus()).orElseGet(SigningKeyStatus::empty);
        SigningKeyStatus earlier = Optional.ofNullable(before.getStatus()).orElseGet(SigningKeyStatus::empty);
        return !Objects.equals(status.keyGroupId(), earlier.keyGroupId())
                || !Objects.equals(status.accountId(), earlier.accountId());
    }
}
