package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema's own rules, without CEL: required members, types, bounds, patterns, enums, and lists without doubles. */
final class SchemaRules {
    private static final Set<String> KNOWN_KEYWORDS = Set.of(
            "type",
            "description",
            "default",
            "nullable",
            "format",
            "properties",
            "additionalProperties",
            "required",
            "items",
            "enum",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-validations");

    private final FieldSchema root;

    SchemaRules(FieldSchema root) {
        requireKnownKeywords(root, "");
        this.root = root;
    }

    List<Violation> violations(ObjectNode object, @Nullable ObjectNode old) {
        List<Violation> found = new ArrayList<>();
        members(object, old, root, "", found);
        found.addAll(newDoubles(object, old));
        return found;
    }

    /** Doubles that were stored once, by an older CRD, do not stand in the way of an update. */
    private List<Violation> newDoubles(ObjectNode object, @Nullable ObjectNode old) {
        return old != null && !ListRules.doubles(old, root).isEmpty() ? List.of() : ListRules.doubles(object, root);
    }

    private void check(JsonNode value, @Nullable JsonNode old, FieldSchema schema, String path, List<Violation> found) {
        if (value.equals(old) || (value.isNull() && schema.flag("nullable"))) {
            return;
        }
        Violation wrongType = ValueRules.wrongType(value, schema, path);
        if (wrongType != null) {
            found.add(wrongType);
            return;
        }
        found.addAll(ValueRules.violations(value, schema, path));
        if (value instanceof ObjectNode object) {
            members(object, old, schema, path, found);
        } else if (value instanceof ArrayNode array) {
            items(array, old, schema, path, found);
        }
    }

    private void members(
            ObjectNode object, @Nullable JsonNode old, FieldSchema schema, String path, List<Violation> found) {
        for (JsonNode required : schema.json().path("required")) {
            if (!object.has(required.asText())) {
                found.add(Violation.of(child(path, required.asText()), Violation.Reason.FIELD_VALUE_REQUIRED, ""));
            }
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            FieldSchema known = schema.member(member.getKey());
            if (known != null) {
                JsonNode oldMember = old == null ? null : old.get(member.getKey());
                check(member.getValue(), oldMember, known, child(path, member.getKey()), found);
            }
        }
    }

    private void items(
            ArrayNode array, @Nullable JsonNode old, FieldSchema schema, String path, List<Violation> found) {
        FieldSchema items = schema.items();
        for (int i = 0; items != null && i < array.size(); i++) {
            check(array.get(i), schema.counterpart(array.get(i), old), items, path + "[" + i + "]", found);
        }
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static void requireKnownKeywords(FieldSchema schema, String path) {
        schema.json().fieldNames().forEachRemaining(keyword -> {
            if (!KNOWN_KEYWORDS.contains(keyword)) {
                throw new IllegalArgumentException(
                        "the schema of '" + path + "' uses " + keyword + ", which is not understood here");
            }
        });
        for (String name : schema.propertyNames()) {
            FieldSchema property = schema.property(name);
            if (property != null) {
                requireKnownKeywords(property, child(path, name));
            }
        }
        FieldSchema values = schema.values();
        if (values != null) {
            requireKnownKeywords(values, child(path, "*"));
        }
        FieldSchema items = schema.items();
        if (items != null) {
            requireKnownKeywords(items, path + "[]");
        }
    }
}
