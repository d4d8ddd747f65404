package io.siteward.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a CRD's spec that have no fields of their own, and which of them a manifest sets. */
final class SpecFields {
    private final JsonNode schema;

    /** @param schema of the spec */
    SpecFields(JsonNode schema) {
        this.schema = schema;
    }

    Set<String> all() {
        Set<String> paths = new TreeSet<>();
        collect(schema, MissingNode.getInstance(), "", paths, true);
        return paths;
    }

    /** The fields that this spec sets to something else than their default. */
    Set<String> setBy(JsonNode spec) {
        Set<String> paths = new TreeSet<>();
        collect(schema, spec, "", paths, false);
        return paths;
    }

    private static void collect(JsonNode schema, JsonNode value, String path, Set<String> paths, boolean all) {
        if (!all && value.isMissingNode()) {
            return;
        }
        if (schema.path("items").has("properties")) {
            if (all) {
                collect(schema.get("items"), value, path + "[]", paths, true);
            }
            value.forEach(item -> collect(schema.get("items"), item, path + "[]", paths, all));
        } else if (schema.has("properties")) {
            schema.get("properties")
                    .properties()
                    .forEach(field -> collect(
                            field.getValue(), value.path(field.getKey()), path + "." + field.getKey(), paths, all));
        } else if (all || !value.equals(schema.path("default"))) {
            paths.add(path);
        }
    }
}
