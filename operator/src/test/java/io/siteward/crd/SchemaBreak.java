package io.siteward.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a newer schema of a custom resource would do to objects that an older one let in: refuse them, drop one of their
 * fields, or read them otherwise.
 */
final class SchemaBreak {
    private static final Map<String, BiPredicate<Long, Long>> BOUNDS = Map.of(
            "maxLength", (then, now) -> now < then,
            "maxItems", (then, now) -> now < then,
            "maxProperties", (then, now) -> now < then,
            "maximum", (then, now) -> now < then,
            "minLength", (then, now) -> now > then,
            "minItems", (then, now) -> now > then,
            "minProperties", (then, now) -> now > then,
            "minimum", (then, now) -> now > then);

    /** What must stay as it is: an object, or the way in which it is merged, means something else otherwise. */
    private static final Set<String> FIXED = Set.of(
            "type",
            "default",
            "nullable",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type",
            "x-kubernetes-int-or-string");

    private static final String RULES = "x-kubernetes-validations";

    /** With a question mark it could be a condition, of which this would be but the first part. */
    private static final Pattern UNLESS_PRESENT = Pattern.compile("!has\\(self\\.([A-Za-z0-9]+)\\) \\|\\| [^?]*");

    private final List<String> found = new ArrayList<>();

    private SchemaBreak() {}

    /** One line for each break, beginning with the path of the field; empty when every stored object stays as it is. */
    static List<String> between(JsonNode released, JsonNode current) {
        SchemaBreak breaks = new SchemaBreak();
        breaks.compare("", released, current);
        return breaks.found;
    }

    private void compare(String path, JsonNode then, JsonNode now) {
        FIXED.stream()
                .sorted()
                .filter(key -> !then.path(key).equals(now.path(key)))
                .forEach(key -> found.add(path + ": " + key + " was " + then.path(key) + " and is " + now.path(key)));
        new TreeMap<>(BOUNDS).forEach((key, tighter) -> bound(path, key, tighter, then, now));
        narrowed(path, "pattern", then, now);
        narrowed(path, "format", then, now);
        values(path, then, now);
        required(path, then, now);
        rules(path, then, now);
        properties(path, then, now);
        for (String part : List.of("items", "additionalProperties")) {
            if (then.has(part)) {
                compare(path + "[]", then.path(part), now.path(part));
            }
        }
    }

    private void bound(String path, String key, BiPredicate<Long, Long> tighter, JsonNode then, JsonNode now) {
        boolean letsInLess = now.has(key)
                && (!then.has(key)
                        || tighter.test(then.path(key).asLong(), now.path(key).asLong()));
        if (letsInLess) {
            found.add(path + ": " + key + " was " + then.path(key) + " and is " + now.path(key));
        }
    }

    /** Whether one pattern lets in all that another does cannot be told: any other one counts. */
    private void narrowed(String path, String key, JsonNode then, JsonNode now) {
        if (now.has(key) && !now.path(key).equals(then.path(key))) {
            found.add(path + ": " + key + " was " + then.path(key) + " and is " + now.path(key));
        }
    }

    private void values(String path, JsonNode then, JsonNode now) {
        if (now.has("enum") && !then.has("enum")) {
            found.add(path + ": enum is new");
        }
        Set<String> gone = texts(then.path("enum"));
        gone.removeAll(texts(now.path("enum")));
        if (now.has("enum")) {
            gone.forEach(value -> found.add(path + ": enum has lost " + value));
        }
    }

    private void required(String path, JsonNode then, JsonNode now) {
        Set<String> added = texts(now.path("required"));
        added.removeAll(texts(then.path("required")));
        added.forEach(field -> found.add(path + ": " + field + " is required now"));
    }

    /**
     * Nor can it be told of a rule that it only asks for what another did: only one that goes is harmless, and one that
     * holds wherever a field is absent that no stored object can have.
     */
    private void rules(String path, JsonNode then, JsonNode now) {
        Set<String> known = texts(then.path(RULES), "rule");
        texts(now.path(RULES), "rule").stream()
                .filter(rule -> !known.contains(rule))
                .filter(rule -> !isAboutANewField(rule, then))
                .forEach(rule -> found.add(path + ": the rule is new: " + rule));
    }

    private static boolean isAboutANewField(String rule, JsonNode then) {
        Matcher unlessPresent = UNLESS_PRESENT.matcher(rule);
        return unlessPresent.matches() && !then.path("properties").has(unlessPresent.group(1));
    }

    private void properties(String path, JsonNode then, JsonNode now) {
        for (Map.Entry<String, JsonNode> property : then.path("properties").properties()) {
            String field = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            JsonNode current = now.path("properties").path(property.getKey());
            if (current.isMissingNode()) {
                found.add(field + ": is gone, and would be dropped from stored objects");
            } else {
                compare(field, property.getValue(), current);
            }
        }
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Set<String> texts(JsonNode list, String member) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.path(member).asText()));
        return texts;
    }
}
