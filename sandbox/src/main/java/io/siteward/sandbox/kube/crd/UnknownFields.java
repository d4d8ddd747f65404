package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an object that its schema does not know. An API server drops them, or refuses them if asked to be strict. */
final class UnknownFields {
    /** Every object has these; the CRD says nothing of what they hold. */
    private static final Set<String> ENVELOPE = Set.of("apiVersion", "kind", "metadata");

    private final List<String> paths = new ArrayList<>();

    private UnknownFields() {}

    /** Removes the unknown fields of a custom resource, in place, and returns their paths. */
    static List<String> removeFrom(ObjectNode resource, FieldSchema root) {
        UnknownFields unknown = new UnknownFields();
        unknown.prune(resource, root, "");
        return List.copyOf(unknown.paths);
    }

    private void prune(JsonNode value, @Nullable FieldSchema schema, String path) {
        if (value instanceof ObjectNode object) {
            pruneObject(object, schema, path);
        } else if (value instanceof ArrayNode array) {
            FieldSchema items = schema == null ? null : schema.items();
            for (int i = 0; i < array.size(); i++) {
                prune(array.get(i), items, path + "[" + i + "]");
            }
        }
    }

    private void pruneObject(ObjectNode object, @Nullable FieldSchema schema, String path) {
        for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
            String name = member.getKey();
            if (path.isEmpty() && ENVELOPE.contains(name)) {
                continue;
            }
            FieldSchema known = schema == null ? null : schema.member(name);
            String at = path.isEmpty() ? name : path + "." + name;
            if (known != null) {
                prune(member.getValue(), known, at);
            } else if (schema == null || !schema.keepsUnknownFields()) {
                paths.add(at);
                object.remove(name);
            }
        }
    }
}
