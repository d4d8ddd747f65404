package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** How objects go: at once, when their last finalizer is gone, or with their namespace. */
final class Deletion {
    private static final Set<String> LASTING_NAMESPACES = Set.of("default", "kube-system");

    private final ObjectStore store;
    private final Catalog catalog;
    private final InstantSource clock;

    Deletion(ObjectStore store, Catalog catalog, InstantSource clock) {
        this.store = store;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Deletes the object or marks it as being deleted.
     *
     * @return the object with its deletion time while finalizers hold it, else a {@code Status}
     */
    ObjectNode delete(ResourceKind kind, ObjectKey key, JsonNode preconditions, boolean dryRun) {
        return store.atomically(() -> {
            ObjectNode current = store.get(key).orElseThrow(() -> ApiError.notFound(kind, key.name()));
            Metadata metadata = Metadata.of(current);
            requirePreconditions(kind, metadata, preconditions);
            if (kind.isNamespace() && LASTING_NAMESPACES.contains(key.name())) {
                throw ApiError.forbidden(kind, key.name(), "this namespace may not be deleted");
            }
            if (metadata.finalizers().isEmpty() && !kind.isNamespace()) {
                if (!dryRun) {
                    finish(key);
                }
                return success(kind, metadata);
            }
            if (metadata.isBeingDeleted()) {
                return kind.shown(current);
            }
            ObjectNode marked = marked(kind, current);
            if (dryRun) {
                return kind.shown(marked);
            }
            store.put(key, marked);
            if (kind.isNamespace()) {
                deleteContent(key.name());
            }
            return kind.shown(marked);
        });
    }

    /** Removes the object, and its namespace when that is being deleted and this was the last object in it. */
    void finish(ObjectKey key) {
        store.remove(key);
        removeNamespaceIfEmpty(key.namespace());
    }

    /** Refuses to create in a namespace that does not exist or is going. */
    void requireOpen(ResourceKind kind, String namespace, String name) {
        ResourceKind namespaces = catalog.storedAs("namespaces");
        ObjectNode found =
                store.get(namespaces.key("", namespace)).orElseThrow(() -> ApiError.notFound(namespaces, namespace));
        if (Metadata.of(found).isBeingDeleted()) {
            throw ApiError.forbidden(
                    kind,
                    name,
                    "unable to create new content in namespace %s because it is being terminated".formatted(namespace));
        }
    }

    private ObjectNode marked(ResourceKind kind, ObjectNode current) {
        ObjectNode marked = current.deepCopy();
        Metadata metadata = Metadata.of(marked);
        metadata.deletionAsked(clock.instant());
        if (kind.isCustom()) {
            metadata.nextGeneration();
        }
        if (kind.isNamespace()) {
            marked.withObject("/status").put("phase", "Terminating");
        }
        return marked;
    }

    private void deleteContent(String namespace) {
        List<ObjectKey> content = store.keysIn(namespace);
        content.forEach(key -> delete(catalog.storedAs(key.resource()), key, JsonNodes.EMPTY, false));
        removeNamespaceIfEmpty(namespace);
    }

    private void removeNamespaceIfEmpty(String namespace) {
        ObjectKey key = new ObjectKey("namespaces", "", namespace);
        boolean going = store.get(key)
                .map(Metadata::of)
                .filter(Metadata::isBeingDeleted)
                .isPresent();
        if (going && store.keysIn(namespace).isEmpty()) {
            store.remove(key);
        }
    }

    private static void requirePreconditions(ResourceKind kind, Metadata metadata, JsonNode preconditions) {
        String uid = preconditions.path("uid").asText();
        if (!uid.isEmpty() && !uid.equals(metadata.uid())) {
            throw ApiError.conflict(
                    kind,
                    metadata.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, metadata.uid()));
        }
        String version = preconditions.path("resourceVersion").asText();
        if (!version.isEmpty() && !version.equals(metadata.resourceVersion())) {
            throw ApiError.conflict(
                    kind,
                    metadata.name(),
                    "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
                            .formatted(version, metadata.resourceVersion()));
        }
    }

    private static ObjectNode success(ResourceKind kind, Metadata metadata) {
        ObjectNode status = JsonNodes.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        status.putObject("details")
                .put("name", metadata.name())
                .put("group", kind.group())
                .put("kind", kind.plural())
                .put("uid", metadata.uid());
        return status;
    }
}
