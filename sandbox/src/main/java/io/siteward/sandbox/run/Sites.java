package io.siteward.sandbox.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sites of one namespace, as a user of Kubernetes sees and changes them. */
final class Sites {
    private static final ResourceDefinitionContext SECURE_SITE = new ResourceDefinitionContext.Builder()
            .withGroup("siteward.io")
            .withVersion("v1alpha1")
            .withKind("SecureSite")
            .withPlural("securesites")
            .withNamespaced(true)
            .build();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private final KubernetesClient client;
    private final String namespace;

    Sites(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    /**
     * Applies a file that holds one site.
     *
     * @return the site's name
     * @throws SandboxFailure when the file does not hold one, or the API refuses it
     */
    String apply(Path manifest) {
        try {
            GenericKubernetesResource site = YAML.readValue(manifest.toFile(), GenericKubernetesResource.class);
            if (!"SecureSite".equals(site.getKind())) {
                throw new SandboxFailure(manifest + " is not a SecureSite.");
            }
            String name = site.getMetadata().getName();
            client.genericKubernetesResources(SECURE_SITE)
                    .inNamespace(namespace)
                    .resource(site)
                    .createOr(NonDeletingOperation::update);
            return name;
        } catch (IOException e) {
            throw new SandboxFailure(manifest + " cannot be read: " + e.getMessage(), e);
        } catch (KubernetesClientException e) {
            throw new SandboxFailure("Kubernetes refuses " + manifest + ": " + e.getMessage(), e);
        }
    }

    List<GenericKubernetesResource> all() {
        return client.genericKubernetesResources(SECURE_SITE)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    Optional<SiteState> find(String name) {
        return Optional.ofNullable(site(name).get()).map(SiteState::of);
    }

    /** {@code kubectl annotate}. */
    void annotate(String name, String annotation, String value) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(annotation, value);
        site(name).patch(MERGE, patch.toString());
    }

    /** {@code kubectl patch --type merge}, of the spec. */
    void changeSpec(String name, String specJson) {
        site(name).patch(MERGE, "{\"spec\": " + specJson + "}");
    }

    /** {@code kubectl delete --wait=false}. */
    void delete(String name) {
        site(name).delete();
    }

    /** The messages of the Events about this site that have this reason. */
    List<String> events(String name, String reason) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .filter(event -> reason.equals(event.getReason()))
                .map(Event::getMessage)
                .toList();
    }

    private Resource<GenericKubernetesResource> site(String name) {
        return client.genericKubernetesResources(SECURE_SITE)
                .inNamespace(namespace)
                .withName(name);
    }
}
