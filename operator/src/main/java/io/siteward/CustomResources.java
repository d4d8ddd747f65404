package io.siteward;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.gate.Subject;
import io.siteward.identity.Identity;
import io.siteward.kube.KubernetesPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The custom resources that the operator looks after. */
final class CustomResources {
    static final List<Class<? extends CustomResource<?, ?>>> ALL = List.of(SecureSite.class, SigningKey.class);

    private CustomResources() {}

    /** On whose behalf a write to this URI of the Kubernetes API is. */
    static Subject subject(String fleet, URI uri) {
        KubernetesPath path = KubernetesPath.of(uri);
        String namespace = path.namespace();
        String name = path.name();
        Optional<String> kind = ALL.stream()
                .filter(type -> HasMetadata.getPlural(type).equals(path.plural()))
                .findFirst()
                .map(HasMetadata::getKind);
        return kind.isPresent() && namespace != null && name != null
                ? Subject.of(new Identity(fleet, kind.get(), namespace, name))
                : Subject.OPERATOR;
    }
}
