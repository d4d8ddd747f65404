package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code x-kubernetes-validations} of a CRD, compiled once. They run from the root down, each for every value that
 * its schema describes.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">Validation
 *     rules</a>
 */
final class CelRules {
    private final FieldSchema root;
    private final IdentityHashMap<JsonNode, List<CelRule>> rules = new IdentityHashMap<>();

    CelRules(FieldSchema root) {
        this.root = root;
        CelEnvironment environment = new CelEnvironment(root);
        compile(root, environment, "");
        requireLawfulDefaults(root, "");
    }

    List<Violation> violations(ObjectNode object, @Nullable ObjectNode old) {
        List<Violation> found = new ArrayList<>();
        check(object, old, root, "", found);
        return found;
    }

    private void compile(FieldSchema schema, CelEnvironment environment, String path) {
        List<CelRule> compiled = new ArrayList<>();
        for (JsonNode rule : schema.json().path("x-kubernetes-validations")) {
            compiled.add(CelRule.compile(rule, schema, environment, path));
        }
        rules.put(schema.json(), compiled);
        for (String name : schema.propertyNames()) {
            FieldSchema property = schema.property(name);
            if (property != null) {
                compile(property, environment, path.isEmpty() ? name : path + "." + name);
            }
        }
        FieldSchema values = schema.values();
        if (values != null) {
            compile(values, environment, path + "[*]");
        }
        FieldSchema items = schema.items();
        if (items != null) {
            compile(items, environment, path + "[]");
        }
    }

    /** The API server holds a default to the rules as it stands, before the defaults of its members are filled in. */
    private void requireLawfulDefaults(FieldSchema schema, String path) {
        JsonNode standard = schema.keyword("default");
        if (standard != null) {
            List<Violation> found = new ArrayList<>();
            check(standard, null, schema, path, found);
            if (!found.isEmpty()) {
                throw new IllegalArgumentException("a default breaks a rule: " + found.get(0));
            }
        }
        for (String name : schema.propertyNames()) {
            FieldSchema property = schema.property(name);
            if (property != null) {
                requireLawfulDefaults(property, path.isEmpty() ? name : path + "." + name);
            }
        }
        FieldSchema items = schema.items();
        if (items != null) {
            requireLawfulDefaults(items, path + "[]");
        }
    }

    private void check(JsonNode value, @Nullable JsonNode old, FieldSchema schema, String path, List<Violation> found) {
        if (value.isNull()) {
            return;
        }
        boolean unchanged = value.equals(old);
        for (CelRule rule : rules.getOrDefault(schema.json(), List.of())) {
            if (rule.isTransition() || !unchanged) {
                found.addAll(rule.violations(value, old, path));
            }
        }
        if (value instanceof ObjectNode object) {
            members(object, old, schema, path, found);
        } else if (value instanceof ArrayNode array) {
            FieldSchema items = schema.items();
            for (int i = 0; items != null && i < array.size(); i++) {
                JsonNode counterpart = unchanged ? array.get(i) : schema.counterpart(array.get(i), old);
                check(array.get(i), counterpart, items, path + "[" + i + "]", found);
            }
        }
    }

    private void members(
            ObjectNode object, @Nullable JsonNode old, FieldSchema schema, String path, List<Violation> found) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            FieldSchema known = schema.member(name);
            if (known != null) {
                boolean declared = schema.property(name) != null;
                String at = declared ? (path.isEmpty() ? name : path + "." + name) : path + "[" + name + "]";
                check(member.getValue(), old == null ? null : old.get(name), known, at, found);
            }
        }
    }
}
