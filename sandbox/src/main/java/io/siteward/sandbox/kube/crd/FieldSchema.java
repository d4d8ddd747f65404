package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One node of a CRD's {@code openAPIV3Schema}, with the questions that all who walk it ask. */
record FieldSchema(JsonNode json) {
    /** The schema of a member: a declared property, else that of the map's values; null when the member is unknown. */
    @Nullable FieldSchema member(String name) {
        FieldSchema property = property(name);
        return property == null ? values() : property;
    }

    @Nullable FieldSchema property(String name) {
        return schema(json.path("properties").path(name));
    }

    /** The schema of a map's values; null for an object with declared properties. */
    @Nullable FieldSchema values() {
        return schema(json.path("additionalProperties"));
    }

    @Nullable FieldSchema items() {
        return schema(json.path("items"));
    }

    List<String> propertyNames() {
        List<String> names = new ArrayList<>();
        json.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    String type() {
        return json.path("type").asText("");
    }

    boolean keepsUnknownFields() {
        return flag("x-kubernetes-preserve-unknown-fields");
    }

    boolean flag(String keyword) {
        return json.path(keyword).asBoolean(false);
    }

    /** The value of a keyword, null when it is not there. */
    @Nullable JsonNode keyword(String name) {
        return json.get(name);
    }

    /** In alphabetical order, as the API server's messages have them. */
    private SortedSet<String> mapKeys() {
        SortedSet<String> keys = new TreeSet<>();
        json.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    boolean isListMap() {
        return "map".equals(json.path("x-kubernetes-list-type").asText());
    }

    boolean isListSet() {
        return "set".equals(json.path("x-kubernetes-list-type").asText());
    }

    /** What identifies an item of a list map: its key fields alone. */
    ObjectNode keyOf(JsonNode item) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        for (String name : mapKeys()) {
            JsonNode value = item.get(name);
            if (value != null) {
                key.set(name, value);
            }
        }
        return key;
    }

    /**
     * The old value of an item, as far as the API server can tell: by key in a list map, by place never.
     *
     * @return null when there is none
     */
    @Nullable JsonNode counterpart(JsonNode item, @Nullable JsonNode oldList) {
        if (!isListMap() || !(oldList instanceof ArrayNode old)) {
            return null;
        }
        ObjectNode key = keyOf(item);
        for (JsonNode candidate : old) {
            if (keyOf(candidate).equals(key)) {
                return candidate;
            }
        }
        return null;
    }

    private static @Nullable FieldSchema schema(JsonNode node) {
        return node.isObject() ? new FieldSchema(node) : null;
    }
}
