package io.siteward.sandbox.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/** The sites of one namespace, as a user of Kubernetes sees and changes them. */
public final class Sites {
    private static final ResourceDefinitionContext SECURE_SITE = new ResourceDefinitionContext.Builder()
            .withGroup("siteward.io")
            .withVersion("v1alpha1")
            .withKind("SecureSite")
            .withPlural("securesites")
            .withNamespaced(true)
            .build();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final ObjectMapper JSON = new ObjectMapper();

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
     * Creates the site, or changes the one of its name.
     *
     * @throws SandboxFailure when the API refuses it
     */
    public void apply(Manifest manifest) {
        try {
            inNamespace().resource(manifest.site()).createOr(NonDeletingOperation::update);
        } catch (KubernetesClientException e) {
            throw new SandboxFailure("Kubernetes refuses " + manifest.origin() + ": " + e.getMessage(), e);
        }
    }

    /** From now on. */
    SiteChanges changes() {
        return new SiteChanges(inNamespace());
    }

    List<GenericKubernetesResource> all() {
        return inNamespace().list().getItems();
    }

    public List<SiteState> states() {
        return all().stream().map(SiteState::of).toList();
    }

    public Optional<SiteState> find(String name) {
        return Optional.ofNullable(site(name).get()).map(SiteState::of);
    }

    /** {@code kubectl annotate}. */
    public void annotate(String name, String annotation, String value) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(annotation, value);
        site(name).patch(MERGE, patch.toString());
    }

    /** Takes the status away, as a restore without statuses does, or the new cluster that a manifest moves to. */
    public void eraseStatus(String name) {
        site(name).subresource("status").patch(MERGE, "{\"status\": null}");
    }

    /** {@code kubectl patch --type merge}, of the spec. */
    public void changeSpec(String name, String specJson) {
        site(name).patch(MERGE, "{\"spec\": " + specJson + "}");
    }

    /** {@code kubectl delete --wait=false}. */
    public void delete(String name) {
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
        return inNamespace().withName(name);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            inNamespace() {
        return client.genericKubernetesResources(SECURE_SITE).inNamespace(namespace);
    }
}
