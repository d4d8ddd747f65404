package io.siteward.kube;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a URI of the Kubernetes API names.
 *
 * @param plural for example {@code securesites}
 * @param namespace null when cluster-wide
 * @param name null for a whole collection
 * @param subresource for example {@code status}; null for the object itself
 */
public record KubernetesPath(
        String plural,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String subresource) {

    /** Reads {@code /api/v1/…} and {@code /apis/<group>/<version>/…}; any other path is one plural as a whole. */
    public static KubernetesPath of(URI uri) {
        List<String> parts = List.of(uri.getPath().replaceFirst("^/+", "").split("/"));
        int start = parts.get(0).equals("api") ? 2 : parts.get(0).equals("apis") ? 3 : parts.size();
        if (parts.size() <= start) {
            return new KubernetesPath(uri.getPath(), null, null, null);
        }
        boolean namespaced = parts.get(start).equals("namespaces") && parts.size() > start + 2;
        int kind = namespaced ? start + 2 : start;
        return new KubernetesPath(
                parts.get(kind),
                namespaced ? parts.get(start + 1) : null,
                parts.size() > kind + 1 ? parts.get(kind + 1) : null,
                parts.size() > kind + 2 ? parts.get(kind + 2) : null);
    }

    /** The plural, and the subresource if there is one: {@code securesites/status}. */
    String kind() {
        return subresource == null ? plural : plural + "/" + subresource;
    }
}
