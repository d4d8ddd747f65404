package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** A refusal in the API server's own words, sent as a {@code Status}. */
final class ApiError extends RuntimeException {
    private final int code;
    private final String reason;
    private final transient ObjectNode details = JsonNodes.object();

    private ApiError(int code, String reason, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    /** One cause of an {@link #invalid} object: where, what kind of mistake, and the message without the path. */
    record Cause(String field, String reason, String message) {
        static Cause required(String field) {
            return new Cause(field, "FieldValueRequired", "Required value");
        }

        static Cause invalid(String field, String value, String why) {
            return new Cause(field, "FieldValueInvalid", "Invalid value: \"%s\": %s".formatted(value, why));
        }

        String text() {
            return field + ": " + message;
        }
    }

    static ApiError notFound(ResourceKind kind, String name) {
        return new ApiError(404, "NotFound", "%s \"%s\" not found".formatted(kind.resource(), name)).about(kind, name);
    }

    static ApiError noSuchPath() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource");
    }

    static ApiError alreadyExists(ResourceKind kind, String name) {
        return new ApiError(409, "AlreadyExists", "%s \"%s\" already exists".formatted(kind.resource(), name))
                .about(kind, name);
    }

    static ApiError conflict(ResourceKind kind, String name, String why) {
        return new ApiError(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.resource(), name, why))
                .about(kind, name);
    }

    static ApiError modified(ResourceKind kind, String name) {
        return conflict(
                kind,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiError forbidden(ResourceKind kind, String name, String why) {
        return new ApiError(403, "Forbidden", "%s \"%s\" is forbidden: %s".formatted(kind.resource(), name, why))
                .about(kind, name);
    }

    static ApiError invalid(ResourceKind kind, String name, List<Cause> causes) {
        String texts = causes.stream().map(Cause::text).collect(Collectors.joining(", "));
        ApiError error = new ApiError(
                422,
                "Invalid",
                "%s \"%s\" is invalid: %s"
                        .formatted(kind.qualifiedKind(), name, causes.size() == 1 ? texts : "[" + texts + "]"));
        error.details.put("name", name).put("group", kind.group()).put("kind", kind.kind());
        causes.forEach(cause -> error.details
                .withArray("causes")
                .addObject()
                .put("reason", cause.reason())
                .put("message", cause.message())
                .put("field", cause.field()));
        return error;
    }

    /** A patch whose result has unknown fields, or that cannot be applied: the server names no object for these. */
    static ApiError invalidPatch(String message) {
        return new ApiError(422, "Invalid", message);
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    static ApiError expired(String message) {
        return new ApiError(410, "Expired", message);
    }

    static ApiError methodNotAllowed(String message) {
        return new ApiError(405, "MethodNotAllowed", message);
    }

    static ApiError notAcceptable(String message) {
        return new ApiError(406, "NotAcceptable", message);
    }

    static ApiError unsupportedMediaType(String message) {
        return new ApiError(415, "UnsupportedMediaType", message);
    }

    static ApiError notImplemented(String message) {
        return new ApiError(501, "NotImplemented", "the embedded Kubernetes API does not do this: " + message);
    }

    static ApiError internal(Throwable cause) {
        return new ApiError(500, "InternalError", "Internal error occurred: " + cause);
    }

    int code() {
        return code;
    }

    ObjectNode status() {
        ObjectNode status = JsonNodes.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    private ApiError about(ResourceKind kind, String name) {
        details.put("name", name).put("group", kind.group()).put("kind", kind.plural());
        return this;
    }
}
