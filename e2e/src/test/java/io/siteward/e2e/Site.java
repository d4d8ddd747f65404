package io.siteward.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** One SecureSite of the cluster, as its owner sees and changes it. */
public final class Site {
    /** The operator itself waits for two minutes where CloudFront may not yet show what it has made. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration BETWEEN_NUDGES = Duration.ofSeconds(2);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** SecureSite, for the client. */
    static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("siteward.io")
            .withVersion("v1alpha1")
            .withKind("SecureSite")
            .withPlural("securesites")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private int looks;
    private Instant nudged = Instant.EPOCH;

    public Site(Cluster cluster, String namespace, String name) {
        this(cluster.client(), namespace, name);
    }

    /** One of whatever cluster this client reaches. */
    public Site(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    /**
     * Creates it.
     *
     * @param spec in YAML's flow style, without its braces
     */
    public Site create(String spec) {
        client.genericKubernetesResources(KIND)
                .inNamespace(namespace)
                .load(new ByteArrayInputStream(manifest(spec).getBytes(StandardCharsets.UTF_8)))
                .create();
        return this;
    }

    /** What {@code kubectl apply} takes. */
    public String manifest(String spec) {
        return """
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: %s, namespace: %s}
                spec: {%s}
                """.formatted(name, namespace, spec);
    }

    /** As the server has it; missing when it is gone. */
    public JsonNode json() {
        GenericKubernetesResource found = resource().get();
        return found == null ? JSON.missingNode() : tree(found);
    }

    /** Waits until it is as asked, and returns it. */
    public JsonNode await(String what, Predicate<JsonNode> asked) {
        return Awaitility.await(name + " to be " + what).atMost(PATIENCE).until(this::json, asked);
    }

    public JsonNode awaitReady() {
        return await(
                "ready",
                site -> status(site, "Ready").equals("True")
                        && status(site, "Reconciling").equals("False")
                        && site.at("/status/observedGeneration").equals(site.at("/metadata/generation")));
    }

    /** Waits until it is gone. */
    public void awaitGone() {
        Awaitility.await(name + " to be gone").atMost(PATIENCE).until(this::isGone);
    }

    /**
     * Whether it is gone; asks for a look now and then, since the operator waits long between two at a deletion under way.
     * With a look at every question the looks would use up the rate budget, and none would come to its end.
     */
    boolean isGone() {
        JsonNode site = json();
        if (!site.isMissingNode() && Instant.now().isAfter(nudged.plus(BETWEEN_NUDGES))) {
            nudge();
            nudged = Instant.now();
        }
        return site.isMissingNode();
    }

    /** Has the operator look at it now, and waits until it has. */
    public JsonNode look() {
        String token = nudge();
        return await(
                "looked at",
                site -> site.at("/status/handled/reconcile").asText().equals(token));
    }

    /** Asks for a look and does not wait for it; answers its token. */
    public String nudge() {
        String token = "look-" + ++looks;
        try {
            patch("{\"metadata\":{\"annotations\":{\"siteward.io/reconcile\":\"" + token + "\"}}}");
        } catch (KubernetesClientException e) {
            // It may go while it is asked for.
            if (e.getCode() != 404) {
                throw e;
            }
        }
        return token;
    }

    /** {@code kubectl patch --type merge}. */
    public void patch(String json) {
        resource().patch(MERGE, json);
    }

    /** {@code kubectl patch --type merge --subresource status}. */
    public void patchStatus(String json) {
        resource().subresource("status").patch(MERGE, json);
    }

    /** {@code kubectl apply --server-side --subresource status}. */
    public void applyStatus(String manager, String status) {
        String manifest = """
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: %s}
                status: {%s}
                """.formatted(name, status);
        resource()
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager(manager)
                                .build(),
                        manifest);
    }

    /** {@code kubectl annotate --overwrite}; answers the site as it is then. */
    public JsonNode annotate(String annotation, String value) {
        String patch = "{\"metadata\":{\"annotations\":{\"" + annotation + "\":\"" + value + "\"}}}";
        return tree(resource().patch(MERGE, patch));
    }

    /** {@code kubectl delete --wait=false}. */
    public void delete() {
        resource().delete();
    }

    /** The status of one of its conditions; empty when it has none. */
    public static String status(JsonNode site, String type) {
        return condition(site, type).path("status").asText();
    }

    /** One of its conditions; missing when it has none. */
    public static JsonNode condition(JsonNode site, String type) {
        for (JsonNode condition : site.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return JSON.missingNode();
    }

    /** As it is written: the client has a number now as one type, now as another. */
    static JsonNode tree(GenericKubernetesResource resource) {
        try {
            return JSON.readTree(JSON.writeValueAsString(resource));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Resource<GenericKubernetesResource> resource() {
        return client.genericKubernetesResources(KIND).inNamespace(namespace).withName(name);
    }
}
