package io.siteward.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.siteward.graph.FailedCall;
import io.siteward.kube.KubernetesFailures;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts our finalizer on objects and takes it off. The framework would do that in every replica; here it is a write like
 * any other, of whoever holds the lease or speaks for the cluster.
 */
public final class FinalizerWriter<R extends HasMetadata> {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Class<R> type;
    private final String finalizer;

    public FinalizerWriter(KubernetesClient client, Class<R> type, String finalizer) {
        this.client = client;
        this.type = type;
        this.finalizer = finalizer;
    }

    /**
     * Puts it on.
     *
     * @throws io.siteward.graph.FailedCall when the object was changed meanwhile, or is gone
     */
    public R add(R resource) {
        List<String> all = new ArrayList<>(resource.getMetadata().getFinalizers());
        if (all.contains(finalizer)) {
            return resource;
        }
        all.add(finalizer);
        return write(resource, all);
    }

    /**
     * Takes it off; one that is gone with its object is no failure.
     *
     * @throws io.siteward.graph.FailedCall when the object was changed meanwhile
     */
    public void remove(R resource) {
        List<String> others = new ArrayList<>(resource.getMetadata().getFinalizers());
        if (!others.remove(finalizer)) {
            return;
        }
        try {
            write(resource, others);
        } catch (FailedCall e) {
            if (!e.is(KubernetesFailures.NOT_FOUND)) {
                throw e;
            }
        }
    }

    private R write(R resource, List<String> finalizers) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", resource.getMetadata().getResourceVersion());
        ArrayNode array = metadata.putArray("finalizers");
        finalizers.forEach(array::add);
        try {
            return client.resources(type)
                    .inNamespace(resource.getMetadata().getNamespace())
                    .withName(resource.getMetadata().getName())
                    .patch(MERGE, patch.toString());
        } catch (KubernetesClientException e) {
            throw KubernetesFailures.failedCall(e);
        }
    }
}
