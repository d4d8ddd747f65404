package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A view of an object's metadata. Absent strings are empty. */
final class Metadata {
    /** Everything {@code ObjectMeta} has. */
    static final Set<String> FIELDS = Set.of(
            "annotations",
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "finalizers",
            "generateName",
            "generation",
            "labels",
            "managedFields",
            "name",
            "namespace",
            "ownerReferences",
            "resourceVersion",
            "selfLink",
            "uid");

    /** What the server alone sets, and what an update cannot change. */
    private static final Set<String> KEPT = Set.of(
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "generateName",
            "generation",
            "name",
            "namespace",
            "uid");

    private final ObjectNode fields;

    private Metadata(ObjectNode fields) {
        this.fields = fields;
    }

    /** A view that writes through to the object. */
    static Metadata of(ObjectNode object) {
        return new Metadata(
                object.get("metadata") instanceof ObjectNode metadata ? metadata : object.putObject("metadata"));
    }

    String name() {
        return text("name");
    }

    String namespace() {
        return text("namespace");
    }

    String uid() {
        return text("uid");
    }

    String resourceVersion() {
        return text("resourceVersion");
    }

    String text(String field) {
        return fields.path(field).asText();
    }

    JsonNode labels() {
        return fields.path("labels");
    }

    boolean isBeingDeleted() {
        return fields.hasNonNull("deletionTimestamp");
    }

    List<String> finalizers() {
        List<String> finalizers = new ArrayList<>();
        fields.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        return finalizers;
    }

    void put(String field, String value) {
        fields.put(field, value);
    }

    void remove(String... names) {
        fields.remove(List.of(names));
    }

    void created(String uid, Instant now) {
        fields.put("uid", uid).put("creationTimestamp", seconds(now));
    }

    void deletionAsked(Instant now) {
        fields.put("deletionTimestamp", seconds(now)).put("deletionGracePeriodSeconds", 0);
    }

    void nextGeneration() {
        fields.put("generation", fields.path("generation").asInt() + 1);
    }

    /** Takes over from the object that is replaced what an update cannot change. */
    void keepFrom(Metadata former) {
        for (String field : KEPT) {
            JsonNode value = former.fields.get(field);
            if (value == null) {
                fields.remove(field);
            } else {
                fields.set(field, value);
            }
        }
        fields.set("resourceVersion", former.fields.get("resourceVersion"));
    }

    /** Leaves out what the server does not keep, and empty lists and maps, which it does not tell from absent ones. */
    void tidy() {
        fields.remove(List.of("managedFields", "selfLink"));
        for (String field : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
            JsonNode value = fields.path(field);
            if (value.isNull() || ((value instanceof ArrayNode || value instanceof ObjectNode) && value.isEmpty())) {
                fields.remove(field);
            }
        }
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
