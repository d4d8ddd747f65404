package io.siteward.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.sandbox.kube.crd.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a schema can refuse, each as {@code <path> <keyword>} or, for a CEL rule, as {@code <its message>}. */
final class Bounds {
    private static final Set<String> KEYWORDS = Set.of(
            "maxLength", "minLength", "maxItems", "minItems", "maxProperties", "maximum", "minimum", "pattern", "enum");

    /** How a refusal's words betray the keyword behind it. */
    private static final Map<String, String> WORDS = Map.of(
            "may not be more than", "maxLength",
            "chars long", "minLength",
            "should have at least", "minItems",
            "less than or equal to", "maximum",
            "greater than or equal to", "minimum",
            "should match", "pattern",
            "Unsupported value", "enum",
            "Required value", "required",
            "Duplicate value", "doubles");

    private final Set<String> all = new TreeSet<>();

    private Bounds() {}

    static Set<String> of(JsonNode schema, Set<String> except) {
        Bounds bounds = new Bounds();
        bounds.collect(schema, "", except);
        return bounds.all;
    }

    /** The bound that this violation speaks of. */
    static String brokenBy(Violation violation) {
        String detail = violation.detail();
        String path = violation.field().replaceAll("\\[\\d+]", "[]").replaceAll("^spec\\.tags\\..*", "spec.tags[]");
        if (detail.contains("must have at most")) {
            return path + (path.equals("spec.tags") ? " maxProperties" : " maxItems");
        }
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            if (detail.contains(word.getKey())) {
                return path.replaceAll("\\[]$", word.getValue().equals("doubles") ? "" : "[]") + " " + word.getValue();
            }
        }
        return detail.replaceAll("^Invalid value: \"[a-z]+\": ", "");
    }

    private void collect(JsonNode schema, String path, Set<String> except) {
        KEYWORDS.stream().filter(schema::has).forEach(keyword -> all.add(path + " " + keyword));
        schema.path("x-kubernetes-validations")
                .forEach(rule -> all.add(rule.path("message").asText()));
        if (List.of("map", "set").contains(schema.path("x-kubernetes-list-type").asText())) {
            all.add(path + " doubles");
        }
        schema.path("required").forEach(name -> all.add(child(path, name.asText()) + " required"));
        schema.path("properties").properties().forEach(property -> {
            if (!except.contains(property.getKey())) {
                collect(property.getValue(), child(path, property.getKey()), except);
            }
        });
        if (schema.has("items")) {
            collect(schema.path("items"), path + "[]", except);
        }
        if (schema.has("additionalProperties")) {
            collect(schema.path("additionalProperties"), path + "[]", except);
        }
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
