package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The verbs on objects: get, list, watch, create, update, patch and delete. */
final class ResourceApi {
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Deletion deletion;
    private final InstantSource clock;

    ResourceApi(ObjectStore store, ObjectWriter writer, Deletion deletion, InstantSource clock) {
        this.store = store;
        this.writer = writer;
        this.deletion = deletion;
        this.clock = clock;
    }

    void handle(HttpExchange exchange, ApiRequest request, Target target) throws IOException {
        requireServed(request, target);
        Responses responses = new Responses(exchange);
        switch (request.method()) {
            case "GET" -> {
                if (request.isSet("watch")) {
                    watch(request, target).sendTo(exchange);
                } else {
                    responses.send(200, read(request, target));
                }
            }
            case "POST" -> {
                WriteOptions options = options(request);
                ObjectNode created = writer.create(target.kind(), target.namespace(), request.object(), options);
                responses.send(201, created, options.warnings());
            }
            case "PUT" -> {
                WriteOptions options = options(request);
                ObjectNode updated =
                        writer.update(target.kind(), target.key(), request.object(), target.isStatus(), options);
                responses.send(200, updated, options.warnings());
            }
            case "PATCH" -> {
                WriteOptions options = options(request);
                Patch patch = Patch.of(target.kind(), request.contentType(), request.body());
                ObjectNode patched = writer.patch(target.kind(), target.key(), patch, target.isStatus(), options);
                responses.send(200, patched, options.warnings());
            }
            default -> responses.send(200, delete(request, target));
        }
    }

    private static void requireServed(ApiRequest request, Target target) {
        ResourceKind kind = target.kind();
        boolean reads = request.method().equals("GET");
        if (!target.subresource().isEmpty() && !(target.isStatus() && kind.statusSubresource())) {
            throw ApiError.noSuchPath();
        }
        if (kind.isDefinition() && !reads) {
            throw ApiError.methodNotAllowed("the embedded Kubernetes API serves the custom resource definitions it was"
                    + " started with: they cannot be changed");
        }
        List<String> methods = target.isCollection()
                ? List.of("GET", "POST", "DELETE")
                : target.isStatus() ? List.of("GET", "PUT", "PATCH") : List.of("GET", "PUT", "PATCH", "DELETE");
        boolean createsNowhere = request.method().equals("POST")
                && kind.namespaced()
                && target.namespace().isEmpty();
        if (!methods.contains(request.method()) || createsNowhere) {
            throw ApiError.methodNotAllowed("the server does not allow this method on the requested resource");
        }
    }

    private ObjectNode read(ApiRequest request, Target target) {
        ResourceKind kind = target.kind();
        Representation representation = Representation.asked(request, kind, clock);
        if (!target.isCollection()) {
            return representation.of(store.get(target.key()).orElseThrow(() -> ApiError.notFound(kind, target.name())));
        }
        if (!request.parameter("continue").isEmpty()
                || request.parameter("resourceVersionMatch").equals("Exact")) {
            throw ApiError.notImplemented("lists of former versions and in pages: every list is whole and current");
        }
        Selector selector = selector(request, kind);
        ObjectStore.Snapshot all = store.list(kind.storedAs(), target.namespace());
        List<ObjectNode> selected = all.objects().stream().filter(selector).toList();
        return representation.of(new ObjectStore.Snapshot(all.version(), selected));
    }

    private WatchStream watch(ApiRequest request, Target target) {
        ResourceKind kind = target.kind();
        if (!target.isCollection()) {
            throw ApiError.badRequest("watch the collection with a fieldSelector on metadata.name");
        }
        if (request.isSet("sendInitialEvents")) {
            throw ApiError.badRequest("sendInitialEvents is forbidden for watch unless the WatchList feature gate is"
                    + " enabled, which the embedded Kubernetes API does not have");
        }
        return new WatchStream(
                store,
                kind,
                target.namespace(),
                selector(request, kind),
                Representation.asked(request, kind, clock),
                WatchStream.Options.of(request));
    }

    private ObjectNode delete(ApiRequest request, Target target) {
        JsonNode options = request.body().isMissingNode() ? request.body() : request.object();
        boolean dryRun =
                isDryRun(request) || options.path("dryRun").path(0).asText().equals("All");
        ResourceKind kind = target.kind();
        if (!target.isCollection()) {
            return deletion.delete(kind, target.key(), options.path("preconditions"), dryRun);
        }
        Selector selector = selector(request, kind);
        return store.atomically(() -> {
            ObjectStore.Snapshot all = store.list(kind.storedAs(), target.namespace());
            List<ObjectNode> selected = all.objects().stream().filter(selector).toList();
            for (ObjectNode object : selected) {
                Metadata metadata = Metadata.of(object);
                deletion.delete(kind, kind.key(metadata.namespace(), metadata.name()), JsonNodes.EMPTY, dryRun);
            }
            return Representation.plain(kind).of(new ObjectStore.Snapshot(store.version(), selected));
        });
    }

    private static Selector selector(ApiRequest request, ResourceKind kind) {
        return Selector.of(kind, request.parameter("labelSelector"), request.parameter("fieldSelector"));
    }

    private static WriteOptions options(ApiRequest request) {
        return WriteOptions.of(isDryRun(request), request.parameter("fieldValidation"));
    }

    private static boolean isDryRun(ApiRequest request) {
        String dryRun = request.parameter("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw ApiError.badRequest("dryRun: Unsupported value: \"" + dryRun + "\": supported values: \"All\"");
        }
        return dryRun.equals("All");
    }
}
