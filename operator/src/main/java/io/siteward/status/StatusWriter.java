package io.siteward.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.siteward.graph.FailedCall;
import io.siteward.kube.KubernetesFailures;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a status, for reconcile and cleanup alike. It writes only what differs, only on top of the version
 * that it was computed from, and nothing at all when nothing differs.
 *
 * @param <S> the status
 * @param <R> the custom resource
 */
public final class StatusWriter<S, R extends CustomResource<?, S>> {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Class<R> type;

    /** The version of our last write of an object, by UID, until the cache has caught up with it. */
    private final Map<String, String> written = new ConcurrentHashMap<>();

    public StatusWriter(KubernetesClient client, Class<R> type) {
        this.client = client;
        this.type = type;
    }

    /**
     * Brings the status of the object to {@code status}.
     *
     * @param resource the object as last read; its status is what the new one is compared with
     * @return the object as it is now, to base the next write on
     * @throws FailedCall {@link KubernetesFailures#CONFLICT} when the object was changed meanwhile; {@link
     *     KubernetesFailures#NOT_FOUND} when it is gone
     */
    public R write(R resource, S status) {
        JsonNode before = tree(resource.getStatus());
        JsonNode after = tree(status);
        if (before.equals(after)) {
            return resource;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .put("resourceVersion", resource.getMetadata().getResourceVersion());
        patch.set("status", MergePatch.between(before, after));
        try {
            return wrote(one(resource).subresource("status").patch(MERGE, patch.toString()));
        } catch (KubernetesClientException e) {
            throw KubernetesFailures.failedCall(e);
        }
    }

    /** Notes a version that we wrote by other means: a cache may be older. */
    public R wrote(R now) {
        written.put(now.getMetadata().getUid(), now.getMetadata().getResourceVersion());
        return now;
    }

    /**
     * The object as it is, asked of the cluster only if the cache may not have seen our last write yet.
     *
     * @return empty when the object is gone, or another one has its name
     */
    public Optional<R> latest(R cached) {
        String uid = cached.getMetadata().getUid();
        String ours = written.get(uid);
        if (ours == null) {
            return Optional.of(cached);
        }
        if (isAtLeast(cached.getMetadata().getResourceVersion(), ours)) {
            written.remove(uid, ours);
            return Optional.of(cached);
        }
        return fresh(cached);
    }

    /**
     * The object as it is, asked of the cluster.
     *
     * @return empty when the object is gone, or another one has its name
     */
    public Optional<R> fresh(R cached) {
        String uid = cached.getMetadata().getUid();
        try {
            Optional<R> found = Optional.ofNullable(one(cached).get())
                    .filter(current -> uid.equals(current.getMetadata().getUid()));
            if (found.isEmpty()) {
                forget(cached);
            }
            return found;
        } catch (KubernetesClientException e) {
            throw KubernetesFailures.failedCall(e);
        }
    }

    /** The object is gone for good. */
    public void forget(R resource) {
        written.remove(resource.getMetadata().getUid());
    }

    private Resource<R> one(R resource) {
        return client.resources(type)
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName());
    }

    private JsonNode tree(@Nullable S status) {
        return status == null
                ? JsonNodeFactory.instance.objectNode()
                : client.getKubernetesSerialization().convertValue(status, JsonNode.class);
    }

    /**
     * Versions of one kind are numbers that rise: https://kubernetes.io/docs/reference/using-api/api-concepts/
     * ("resource versions"). Where they are none, only the very same counts as caught up.
     */
    private static boolean isAtLeast(String version, String other) {
        boolean numbers = version.matches("\\d+") && other.matches("\\d+");
        if (!numbers || version.length() == other.length()) {
            return numbers ? version.compareTo(other) >= 0 : version.equals(other);
        }
        return version.length() > other.length();
    }
}
