package io.siteward.sandbox.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The sites and keys of one namespace, as Kubernetes has them. */
public final class Manifests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceDefinitionContext SITE = definition("SecureSite", "securesites");
    private static final ResourceDefinitionContext KEY = definition("SigningKey", "signingkeys");

    private final KubernetesClient client;
    private final String namespace;

    public Manifests(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** @throws CannotSign when there is none of this name, or it has no address yet */
    PrivateSite site(String name) {
        return PrivateSite.of(find(SITE, name));
    }

    /**
     * A key of a site.
     *
     * @throws CannotSign when there is none of this name, or none that can sign for the site
     */
    SiteKey key(String name, PrivateSite site) {
        return SiteKey.of(find(KEY, name), site);
    }

    private JsonNode find(ResourceDefinitionContext kind, String name) {
        try {
            GenericKubernetesResource found = client.genericKubernetesResources(kind)
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            if (found == null) {
                throw new CannotSign("There is no " + kind.getKind() + " " + name + " in namespace " + namespace
                        + " of " + client.getMasterUrl() + ".");
            }
            return JSON.valueToTree(found);
        } catch (KubernetesClientException e) {
            throw new CannotSign(
                    "Kubernetes at " + client.getMasterUrl() + " does not show " + kind.getKind() + " " + name + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static ResourceDefinitionContext definition(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("siteward.io")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
