package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Creates and changes objects as the API server does: it sets what the server alone sets, keeps status and the rest
 * apart, applies the kind's rules, and stores what differs.
 */
final class ObjectWriter {
    private final ObjectStore store;
    private final Deletion deletion;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ObjectNames names;

    ObjectWriter(ObjectStore store, Deletion deletion, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.deletion = deletion;
        this.clock = clock;
        this.random = random;
        this.names = new ObjectNames(random);
    }

    ObjectNode create(ResourceKind kind, String namespace, ObjectNode body, WriteOptions options) {
        return store.atomically(() -> {
            ObjectNode object = kind.stored(Rules.decoded(kind, body, options));
            Metadata metadata = Metadata.of(object);
            requireNamespace(kind, namespace, metadata);
            if (metadata.name().isEmpty() && !metadata.text("generateName").isEmpty()) {
                metadata.put("name", names.generated(metadata.text("generateName")));
            }
            if (!metadata.resourceVersion().isEmpty()) {
                throw ApiError.badRequest("resourceVersion should not be set on objects to be created");
            }
            prepareNew(kind, object, metadata);
            List<ApiError.Cause> causes = new ArrayList<>(names.violations(kind, metadata.name()));
            causes.addAll(Rules.violations(kind, object, Optional.empty()));
            refuse(kind, metadata.name(), causes);
            ObjectKey key = kind.key(namespace, metadata.name());
            if (store.get(key).isPresent()) {
                throw ApiError.alreadyExists(kind, key.name());
            }
            return kind.shown(options.dryRun() ? object : store.put(key, object));
        });
    }

    /** Replaces the object; with {@code status} its status alone. */
    ObjectNode update(ResourceKind kind, ObjectKey key, ObjectNode body, boolean status, WriteOptions options) {
        return store.atomically(() -> {
            ObjectNode proposed = kind.stored(Rules.decoded(kind, body, options));
            String name = Metadata.of(proposed).name();
            if (!name.equals(key.name())) {
                throw ApiError.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                        .formatted(name, key.name()));
            }
            ObjectNode current = store.get(key).orElseThrow(() -> ApiError.notFound(kind, key.name()));
            if (Metadata.of(proposed).resourceVersion().isEmpty() && kind.needsVersionToUpdate()) {
                refuse(
                        kind,
                        name,
                        List.of(new ApiError.Cause(
                                "metadata.resourceVersion",
                                "FieldValueInvalid",
                                "Invalid value: 0x0: must be specified for an update")));
            }
            return kind.shown(replaced(kind, key, current, proposed, status, options));
        });
    }

    ObjectNode patch(ResourceKind kind, ObjectKey key, Patch patch, boolean status, WriteOptions options) {
        return store.atomically(() -> {
            ObjectNode current = store.get(key).orElseThrow(() -> ApiError.notFound(kind, key.name()));
            ObjectNode patched = patch.applyTo(kind.shown(current));
            ObjectNode proposed = kind.stored(Rules.decodedPatch(kind, patched, patch, options));
            return kind.shown(replaced(kind, key, current, proposed, status, options));
        });
    }

    private ObjectNode replaced(
            ResourceKind kind,
            ObjectKey key,
            ObjectNode current,
            ObjectNode proposed,
            boolean status,
            WriteOptions options) {
        Metadata former = Metadata.of(current);
        requireSame(kind, former, Metadata.of(proposed));
        ObjectNode next = status ? withStatusOf(current, proposed) : withStatusKept(kind, current, proposed);
        Metadata metadata = Metadata.of(next);
        metadata.keepFrom(former);
        metadata.tidy();
        refuse(kind, key.name(), Rules.violations(kind, next, Optional.of(current)));
        if (next.equals(current)) {
            return current;
        }
        if (!status && kind.isCustom() && !content(next, kind).equals(content(current, kind))) {
            metadata.nextGeneration();
        }
        if (options.dryRun()) {
            return next;
        }
        if (metadata.isBeingDeleted() && metadata.finalizers().isEmpty() && !kind.isNamespace()) {
            deletion.finish(key);
            return next;
        }
        return store.put(key, next);
    }

    private void requireNamespace(ResourceKind kind, String namespace, Metadata metadata) {
        if (!kind.namespaced()) {
            metadata.remove("namespace");
            return;
        }
        if (!metadata.namespace().isEmpty() && !metadata.namespace().equals(namespace)) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        metadata.put("namespace", namespace);
        deletion.requireOpen(kind, namespace, metadata.name());
    }

    private void prepareNew(ResourceKind kind, ObjectNode object, Metadata metadata) {
        metadata.remove("deletionTimestamp", "deletionGracePeriodSeconds", "generation");
        metadata.tidy();
        metadata.created(uuid(), clock.instant());
        if (kind.isCustom()) {
            metadata.nextGeneration();
        }
        if (kind.statusSubresource() && !kind.isDefinition()) {
            object.remove("status");
        }
        if (kind.isNamespace()) {
            object.withObject("/spec").withArray("finalizers").removeAll().add("kubernetes");
            object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", metadata.name());
            object.putObject("status").put("phase", "Active");
        }
    }

    private static void requireSame(ResourceKind kind, Metadata former, Metadata proposed) {
        String name = former.name();
        if (!proposed.uid().isEmpty() && !proposed.uid().equals(former.uid())) {
            throw ApiError.conflict(
                    kind,
                    name,
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(proposed.uid(), former.uid()));
        }
        if (!proposed.resourceVersion().isEmpty() && !proposed.resourceVersion().equals(former.resourceVersion())) {
            throw ApiError.modified(kind, name);
        }
        List<String> added = new ArrayList<>(proposed.finalizers());
        added.removeAll(former.finalizers());
        if (former.isBeingDeleted() && !added.isEmpty()) {
            refuse(
                    kind,
                    name,
                    List.of(new ApiError.Cause(
                            "metadata.finalizers",
                            "FieldValueForbidden",
                            "Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers "
                                    + "[]string{\"" + String.join("\", \"", added) + "\"}")));
        }
    }

    private static ObjectNode withStatusOf(ObjectNode current, ObjectNode proposed) {
        return withStatus(current.deepCopy(), proposed.get("status"));
    }

    private static ObjectNode withStatusKept(ResourceKind kind, ObjectNode current, ObjectNode proposed) {
        return kind.statusSubresource() ? withStatus(proposed.deepCopy(), current.get("status")) : proposed.deepCopy();
    }

    private static ObjectNode withStatus(ObjectNode object, @Nullable JsonNode status) {
        if (status == null) {
            object.remove("status");
        } else {
            object.set("status", status);
        }
        return object;
    }

    /** What a change of raises the generation. */
    private static ObjectNode content(ObjectNode object, ResourceKind kind) {
        ObjectNode content = object.deepCopy();
        content.remove("metadata");
        if (kind.statusSubresource()) {
            content.remove("status");
        }
        return content;
    }

    private static void refuse(ResourceKind kind, String name, List<ApiError.Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiError.invalid(kind, name, causes);
        }
    }

    /** A random UUID: version 4 in the seventh byte, variant 2 in the ninth. */
    private String uuid() {
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(most, least).toString();
    }
}
