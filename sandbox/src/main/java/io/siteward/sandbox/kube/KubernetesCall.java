package io.siteward.sandbox.kube;

/**
 * A request to the Kubernetes API, as an audit log would count it.
 *
 * @param client the user agent
 * @param verb get, list, watch, create, update, patch, delete or deletecollection
 * @param resource the plural with its subresource, {@code securesites/status}; the path of what is no resource
 */
public record KubernetesCall(String client, String verb, String resource) {
    static KubernetesCall of(String client, ApiRequest request, Target target) {
        String resource = target.kind().plural();
        return new KubernetesCall(
                client,
                verb(request, target),
                target.subresource().isEmpty() ? resource : resource + "/" + target.subresource());
    }

    /** One of discovery, versions or health. */
    static KubernetesCall ofPath(String client, ApiRequest request) {
        return new KubernetesCall(client, "get", "/" + String.join("/", request.path()));
    }

    /** Whether it asked for a change. */
    public boolean isWrite() {
        return switch (verb) {
            case "get", "list", "watch" -> false;
            default -> true;
        };
    }

    private static String verb(ApiRequest request, Target target) {
        return switch (request.method()) {
            case "GET", "HEAD" -> !target.isCollection() ? "get" : request.isSet("watch") ? "watch" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> target.isCollection() ? "deletecollection" : "delete";
            default -> "patch";
        };
    }
}
