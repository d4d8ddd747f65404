package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Structural defaulting. A null where none is allowed counts as absent; a default's own members are defaulted too.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting">Defaulting</a>
 */
final class Defaults {
    private Defaults() {}

    /** Fills in what is missing below this value, in place. */
    static void fill(JsonNode value, @Nullable FieldSchema schema) {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode object) {
            fillObject(object, schema);
        } else if (value instanceof ArrayNode array) {
            array.forEach(item -> fill(item, schema.items()));
        }
    }

    private static void fillObject(ObjectNode object, FieldSchema schema) {
        for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
            FieldSchema known = schema.member(member.getKey());
            if (member.getValue().isNull() && known != null && !known.flag("nullable")) {
                object.remove(member.getKey());
            }
        }
        for (String name : schema.propertyNames()) {
            JsonNode standard = schema.json().path("properties").path(name).get("default");
            if (standard != null && !object.has(name)) {
                object.set(name, standard.deepCopy());
            }
        }
        object.properties().forEach(member -> fill(member.getValue(), schema.member(member.getKey())));
    }
}
