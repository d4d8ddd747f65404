package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the API says of itself: version, groups and resources.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api">Discovery API</a>
 */
final class Discovery {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> ALL =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Catalog catalog;

    Discovery(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The version whose behaviour this API follows; the suffix tells that it is none of Kubernetes' own. */
    ObjectNode version() {
        return JsonNodes.object()
                .put("major", "1")
                .put("minor", "33")
                .put("gitVersion", "v1.33.0-siteward.sandbox")
                .put("platform", "java");
    }

    ObjectNode coreVersions() {
        ObjectNode versions = JsonNodes.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    ObjectNode groups() {
        ObjectNode groups = JsonNodes.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        groups.putArray("groups")
                .addAll(catalog.apiVersions().stream()
                        .filter(version -> version.contains("/"))
                        .map(Discovery::groupOf)
                        .toList());
        return groups;
    }

    /** @throws ApiError 404 when there is no such group */
    ObjectNode group(String name) {
        return catalog.apiVersions().stream()
                .filter(version -> version.startsWith(name + "/"))
                .findFirst()
                .map(version -> groupOf(version).put("kind", "APIGroup").put("apiVersion", "v1"))
                .orElseThrow(ApiError::noSuchPath);
    }

    /** @throws ApiError 404 when there is no such group and version */
    ObjectNode resources(String apiVersion) {
        List<ResourceKind> kinds = catalog.in(apiVersion);
        if (kinds.isEmpty()) {
            throw ApiError.noSuchPath();
        }
        ObjectNode list = JsonNodes.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", apiVersion);
        list.putArray("resources");
        for (ResourceKind kind : kinds) {
            ObjectNode resource = describe(list, kind, kind.plural(), kind.isDefinition() ? READ : ALL);
            resource.put("singularName", kind.names().singular());
            kind.names()
                    .shortNames()
                    .forEach(name -> resource.withArray("shortNames").add(name));
            kind.names()
                    .categories()
                    .forEach(name -> resource.withArray("categories").add(name));
            if (kind.statusSubresource()) {
                List<String> verbs = kind.isDefinition() ? List.of("get") : List.of("get", "patch", "update");
                describe(list, kind, kind.plural() + "/status", verbs).put("singularName", "");
            }
        }
        return list;
    }

    private static ObjectNode describe(ObjectNode list, ResourceKind kind, String name, List<String> verbs) {
        ObjectNode resource = list.withArray("resources").addObject();
        resource.put("name", name).put("namespaced", kind.namespaced()).put("kind", kind.kind());
        verbs.forEach(verb -> resource.withArray("verbs").add(verb));
        return resource;
    }

    private static ObjectNode groupOf(String apiVersion) {
        String[] parts = apiVersion.split("/", 2);
        ObjectNode group = JsonNodes.object().put("name", parts[0]);
        group.withArray("versions").add(groupVersion(apiVersion, parts[1]));
        group.set("preferredVersion", groupVersion(apiVersion, parts[1]));
        return group;
    }

    private static ObjectNode groupVersion(String apiVersion, String version) {
        return JsonNodes.object().put("groupVersion", apiVersion).put("version", version);
    }
}
