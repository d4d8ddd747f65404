package io.siteward.sandbox.run;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The SigningKeys of one namespace, as a user of Kubernetes sees and changes them. */
final class SigningKeys {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final String namespace;

    SigningKeys(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** @throws SandboxFailure when the API refuses it */
    void apply(Path manifest) {
        try {
            inNamespace().load(manifest.toFile()).createOr(NonDeletingOperation::update);
        } catch (KubernetesClientException e) {
            throw new SandboxFailure("Kubernetes refuses " + manifest + ": " + e.getMessage(), e);
        }
    }

    /** {@code kubectl annotate}. */
    void annotate(String name, String annotation, String value) {
        key(name).patch(MERGE, "{\"metadata\": {\"annotations\": {\"" + annotation + "\": \"" + value + "\"}}}");
    }

    /** {@code kubectl patch --type merge}, of the spec. */
    void changeSpec(String name, String specJson) {
        key(name).patch(MERGE, "{\"spec\": " + specJson + "}");
    }

    /** {@code kubectl delete --wait=false}. */
    void delete(String name) {
        key(name).delete();
    }

    /**
     * Waits until the key is as asked.
     *
     * @param what it is asked to be, for the failure's message
     * @throws SandboxFailure when the time is over
     */
    KeyState await(String name, String what, Duration within, Predicate<KeyState> asked) {
        return KeyState.of(until(name, what, within, key -> key != null && asked.test(KeyState.of(key))));
    }

    /** Waits until there is no such key. */
    void awaitGone(String name, Duration within) {
        until(name, "gone", within, Objects::isNull);
    }

    private GenericKubernetesResource until(
            String name, String what, Duration within, Predicate<GenericKubernetesResource> enough) {
        try {
            return key(name).waitUntilCondition(enough, within.toSeconds(), TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            GenericKubernetesResource last = key(name).get();
            throw new SandboxFailure(
                    "The key " + name + " was not " + what + " within " + within.toSeconds() + " s: "
                            + (last == null ? "there is none" : KeyState.of(last)),
                    e);
        }
    }

    private Resource<GenericKubernetesResource> key(String name) {
        return inNamespace().withName(name);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            inNamespace() {
        return client.genericKubernetesResources("siteward.io/v1alpha1", "SigningKey")
                .inNamespace(namespace);
    }
}
