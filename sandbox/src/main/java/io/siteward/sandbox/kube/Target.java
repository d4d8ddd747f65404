package io.siteward.sandbox.kube;

import java.util.List;

/**
 * What a request's path is about: the objects of a kind, one of them, or a part of it.
 *
 * @param namespace empty for all namespaces and for what is in none
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record Target(ResourceKind kind, String namespace, String name, String subresource) {

    /**
     * What the path is about.
     *
     * @throws ApiError 404 when the path leads nowhere
     */
    static Target of(List<String> path, Catalog catalog) {
        boolean core = path.get(0).equals("api");
        String apiVersion = core ? path.get(1) : path.get(1) + "/" + path.get(2);
        List<String> rest = path.subList(core ? 2 : 3, path.size());
        boolean inNamespace = rest.size() > 2
                && rest.get(0).equals("namespaces")
                && catalog.find(apiVersion, rest.get(2)).isPresent();
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> parts = inNamespace ? rest.subList(2, rest.size()) : rest;
        ResourceKind kind = catalog.find(apiVersion, parts.get(0)).orElseThrow(ApiError::noSuchPath);
        Target target = new Target(kind, namespace, part(parts, 1), part(parts, 2));
        boolean misplaced =
                kind.namespaced() ? namespace.isEmpty() && !target.name().isEmpty() : !namespace.isEmpty();
        if (misplaced || parts.size() > 3) {
            throw ApiError.noSuchPath();
        }
        return target;
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    boolean isStatus() {
        return subresource.equals("status");
    }

    ObjectKey key() {
        return kind.key(namespace, name);
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
