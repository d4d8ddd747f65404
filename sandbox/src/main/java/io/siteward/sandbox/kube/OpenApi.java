package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The OpenAPI v3 documents of the groups: from them {@code kubectl explain} prints fields, and {@code kubectl apply}
 * learns that the server itself validates fields. The schemas of custom resources are their definitions'; built-in
 * kinds have a name and nothing more.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3">OpenAPI V3</a>
 */
final class OpenApi {
    private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private final Catalog catalog;

    OpenApi(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @throws ApiError 404 when there is no such document */
    ObjectNode document(List<String> path) {
        if (!path.subList(0, Math.min(2, path.size())).equals(List.of("openapi", "v3"))) {
            throw ApiError.noSuchPath();
        }
        if (path.size() == 2) {
            return index();
        }
        String wanted = String.join("/", path.subList(2, path.size()));
        return catalog.apiVersions().stream()
                .filter(apiVersion -> root(apiVersion).equals(wanted))
                .findFirst()
                .map(this::group)
                .orElseThrow(ApiError::noSuchPath);
    }

    private ObjectNode index() {
        ObjectNode index = JsonNodes.object();
        ObjectNode paths = index.putObject("paths");
        catalog.apiVersions()
                .forEach(apiVersion ->
                        paths.putObject(root(apiVersion)).put("serverRelativeURL", "/openapi/v3/" + root(apiVersion)));
        return index;
    }

    private ObjectNode group(String apiVersion) {
        ObjectNode document = JsonNodes.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Siteward sandbox").put("version", "v1");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        schemas.set(METADATA, metadata());
        for (ResourceKind kind : catalog.in(apiVersion)) {
            String collection =
                    "/" + root(apiVersion) + (kind.namespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural();
            operation(paths, collection, "get", "list", kind);
            operation(paths, collection, "post", "post", kind);
            operation(paths, collection + "/{name}", "get", "get", kind);
            operation(paths, collection + "/{name}", "put", "put", kind);
            operation(paths, collection + "/{name}", "patch", "patch", kind);
            operation(paths, collection + "/{name}", "delete", "delete", kind);
            schemas.set(component(kind), schema(kind));
        }
        return document;
    }

    /** kubectl looks here for the parameters that a server knows, {@code fieldValidation} and {@code dryRun}. */
    private static void operation(ObjectNode paths, String path, String method, String action, ResourceKind kind) {
        ObjectNode operation = paths.withObjectProperty(path).putObject(method);
        operation.put("operationId", action + kind.kind()).put("x-kubernetes-action", action);
        operation.set("x-kubernetes-group-version-kind", groupVersionKind(kind));
        for (String parameter : List.of("dryRun", "fieldValidation")) {
            operation
                    .withArray("parameters")
                    .addObject()
                    .put("name", parameter)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
        operation
                .putObject("responses")
                .putObject("200")
                .put("description", "OK")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + component(kind));
    }

    private static ObjectNode schema(ResourceKind kind) {
        ObjectNode schema = kind.definition()
                .map(definition -> (ObjectNode) definition.openApiSchema().deepCopy())
                .orElseGet(() -> JsonNodes.object()
                        .put("type", "object")
                        .put("description", "Served by the embedded API without a schema.")
                        .put("x-kubernetes-preserve-unknown-fields", true));
        ObjectNode properties = schema.withObjectProperty("properties");
        properties
                .putObject("apiVersion")
                .put("type", "string")
                .put("description", "The version of the schema of this object: " + kind.apiVersion() + ".");
        properties
                .putObject("kind")
                .put("type", "string")
                .put("description", "What this object is: " + kind.kind() + ".");
        ObjectNode metadata = properties.putObject("metadata").put("description", "Standard object's metadata.");
        metadata.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + METADATA);
        schema.putArray("x-kubernetes-group-version-kind").add(groupVersionKind(kind));
        return schema;
    }

    private static ObjectNode metadata() {
        Map<String, String> types = new TreeMap<>();
        Metadata.FIELDS.forEach(field -> types.put(field, "string"));
        List.of("labels", "annotations").forEach(field -> types.put(field, "object"));
        List.of("finalizers", "ownerReferences", "managedFields").forEach(field -> types.put(field, "array"));
        List.of("generation", "deletionGracePeriodSeconds").forEach(field -> types.put(field, "integer"));
        ObjectNode schema =
                JsonNodes.object().put("type", "object").put("description", "Metadata that all objects have.");
        ObjectNode properties = schema.putObject("properties");
        types.forEach((field, type) -> {
            ObjectNode property = properties.putObject(field).put("type", type);
            if (type.equals("array")) {
                property.putObject("items").put("type", field.equals("finalizers") ? "string" : "object");
            } else if (type.equals("object")) {
                property.putObject("additionalProperties").put("type", "string");
            }
        });
        return schema;
    }

    private static ObjectNode groupVersionKind(ResourceKind kind) {
        return JsonNodes.object()
                .put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
    }

    private static String component(ResourceKind kind) {
        return (kind.group().isEmpty() ? "core" : kind.group()) + "." + kind.version() + "." + kind.kind();
    }

    private static String root(String apiVersion) {
        return (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
    }
}
