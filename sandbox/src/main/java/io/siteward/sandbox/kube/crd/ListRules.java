package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sets and list maps promise: no value, and no key, stands in them twice. */
final class ListRules {
    private ListRules() {}

    /** The second occurrences; like the API server, a third is not told. */
    static List<Violation> doubles(ObjectNode object, FieldSchema root) {
        List<Violation> found = new ArrayList<>();
        check(object, root, "", found);
        return found;
    }

    private static void check(JsonNode value, @Nullable FieldSchema schema, String path, List<Violation> found) {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                String name = member.getKey();
                boolean declared = schema.property(name) != null;
                String at = declared ? (path.isEmpty() ? name : path + "." + name) : path + "[" + name + "]";
                check(member.getValue(), schema.member(name), at, found);
            }
        } else if (value instanceof ArrayNode array) {
            checkDoubles(array, schema, path, found);
            for (int i = 0; i < array.size(); i++) {
                check(array.get(i), schema.items(), path + "[" + i + "]", found);
            }
        }
    }

    private static void checkDoubles(ArrayNode array, FieldSchema schema, String path, List<Violation> found) {
        if (!schema.isListMap() && !schema.isListSet()) {
            return;
        }
        Map<JsonNode, Integer> seen = new HashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode identity = schema.isListMap() ? schema.keyOf(array.get(i)) : array.get(i);
            if (seen.merge(identity, 1, Integer::sum) == 2) {
                found.add(Violation.of(
                        path + "[" + i + "]", Violation.Reason.FIELD_VALUE_DUPLICATE, identity.toString()));
            }
        }
    }
}
