package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which objects of a kind a list or watch is about: label and field selectors, parsed.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Label selectors</a>
 */
record Selector(ResourceKind kind, List<Predicate<ObjectNode>> requirements) implements Predicate<ObjectNode> {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*([^=!]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([^=!<>()\\s]+)");
    private static final Pattern OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");

    Selector {
        requirements = List.copyOf(requirements);
    }

    /** @throws ApiError 400 when a selector cannot be parsed or names a field that the kind does not select by */
    static Selector of(ResourceKind kind, String labelSelector, String fieldSelector) {
        List<Predicate<ObjectNode>> requirements = new ArrayList<>();
        for (String term : terms(labelSelector)) {
            Predicate<JsonNode> requirement = labelRequirement(term);
            requirements.add(object -> requirement.test(Metadata.of(object).labels()));
        }
        for (String term : terms(fieldSelector)) {
            requirements.add(fieldRequirement(kind, term));
        }
        return new Selector(kind, requirements);
    }

    @Override
    public boolean test(ObjectNode stored) {
        ObjectNode object = kind.shown(stored);
        return requirements.stream().allMatch(requirement -> requirement.test(object));
    }

    private static List<String> terms(String selector) {
        return OUTSIDE_PARENTHESES
                .splitAsStream(selector)
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .toList();
    }

    private static Predicate<JsonNode> labelRequirement(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            String label = set.group(1);
            Set<String> values = Set.copyOf(terms(set.group(3)));
            // An absent label is "not in" every set.
            return set.group(2).equals("in")
                    ? labels -> labels.has(label)
                            && values.contains(labels.path(label).asText())
                    : labels -> !labels.has(label)
                            || !values.contains(labels.path(label).asText());
        }
        Matcher equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            String label = equality.group(1);
            String value = equality.group(3).strip();
            Predicate<JsonNode> equal =
                    labels -> labels.has(label) && labels.path(label).asText().equals(value);
            return equality.group(2).equals("!=") ? equal.negate() : equal;
        }
        Matcher existence = EXISTENCE.matcher(term);
        if (existence.matches()) {
            return labels ->
                    labels.has(existence.group(2)) == existence.group(1).isEmpty();
        }
        throw ApiError.badRequest("unable to parse requirement: " + term);
    }

    private static Predicate<ObjectNode> fieldRequirement(ResourceKind kind, String term) {
        Matcher equality = EQUALITY.matcher(term);
        if (!equality.matches()) {
            throw ApiError.badRequest("invalid selector: '%s'; can't understand '%s'".formatted(term, term));
        }
        String field = equality.group(1);
        boolean namesTheObject =
                field.equals("metadata.name") || (field.equals("metadata.namespace") && kind.namespaced());
        if (!namesTheObject && !kind.fieldSelectors().contains(field)) {
            throw ApiError.badRequest("field label not supported: " + field);
        }
        JsonPath path = new JsonPath("." + field);
        String value = equality.group(3).strip();
        Predicate<ObjectNode> equal =
                object -> path.first(object).map(JsonNode::asText).orElse("").equals(value);
        return equality.group(2).equals("!=") ? equal.negate() : equal;
    }
}
