package io.siteward.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.graph.Diff;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a bucket policy; the order within its members means nothing.
 *
 * @param sid its name, unique in the policy
 * @param effect {@code Allow} or {@code Deny}
 * @param principals whom it is about, by kind: {@code AWS} (account ids, ARNs or {@code *}) or {@code Service}
 * @param conditions the values by operator and key
 */
public record Statement(
        String sid,
        String effect,
        Map<String, List<String>> principals,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, List<String>>> conditions) {
    private static final Set<String> MODELLED = Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
    private static final Pattern ACCOUNT_ARN = Pattern.compile("arn:[^:]+:iam::(\\d{12}):root");
    private static final Map<String, List<String>> EVERYONE = Map.of("AWS", List.of("*"));

    public Statement {
        principals = sorted(principals);
        actions = sorted(actions);
        resources = sorted(resources);
        TreeMap<String, Map<String, List<String>>> byOperator = new TreeMap<>();
        conditions.forEach((operator, keys) -> byOperator.put(operator, sorted(keys)));
        conditions = Collections.unmodifiableMap(byOperator);
    }

    Statement named(String newSid) {
        return new Statement(newSid, effect, principals, actions, resources, conditions);
    }

    /**
     * The statement that this JSON means; empty when it uses what is not modelled: an element such as NotAction, or a
     * condition key twice in different case.
     */
    static Optional<Statement> parse(JsonNode json) {
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        if (!MODELLED.containsAll(names)) {
            return Optional.empty();
        }
        Map<String, Map<String, List<String>>> conditions = new TreeMap<>();
        json.path("Condition")
                .properties()
                .forEach(operator -> conditions.put(operator.getKey(), lists(operator.getValue())));
        JsonNode principal = json.path("Principal");
        Statement statement = new Statement(
                json.path("Sid").asText(),
                json.path("Effect").asText(),
                principal.isTextual() ? Map.of("AWS", List.of(principal.asText())) : lists(principal),
                list(json.path("Action")),
                list(json.path("Resource")),
                conditions);
        return Optional.of(statement).filter(Statement::hasNoKeyTwice);
    }

    private boolean hasNoKeyTwice() {
        return conditions.values().stream().allMatch(keys -> {
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            names.addAll(keys.keySet());
            return names.size() == keys.size();
        });
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Sid", sid).put("Effect", effect);
        if (principals.equals(EVERYONE)) {
            json.put("Principal", "*");
        } else {
            json.set("Principal", json(principals));
        }
        json.set("Action", json(actions));
        json.set("Resource", json(resources));
        if (!conditions.isEmpty()) {
            ObjectNode operators = json.putObject("Condition");
            conditions.forEach((operator, keys) -> operators.set(operator, json(keys)));
        }
        return json;
    }

    /** Notes under {@code path} where {@code observed} means something else. */
    void compare(Diff.Builder diff, String path, Statement observed) {
        Map<String, Element> wanted = elements();
        Map<String, Element> found = observed.elements();
        Set<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(found.keySet());
        for (String key : keys) {
            Element left = wanted.get(key);
            Element right = found.get(key);
            if (left == null || right == null || !left.meaning.equals(right.meaning)) {
                diff.compare(path + "." + Element.name(left, right), Element.shown(left), Element.shown(right));
            }
        }
    }

    /**
     * The statement's members by a key that is the same however they are spelt. S3 gives an account's id back as the ARN
     * of its root; actions and condition keys have no case.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
     */
    private Map<String, Element> elements() {
        List<Element> elements = new ArrayList<>();
        elements.add(Element.of("effect", List.of(effect), UnaryOperator.identity()));
        principals.forEach((kind, values) -> elements.add(Element.of(
                "principals." + kind,
                values,
                value -> ACCOUNT_ARN.matcher(value).replaceFirst("$1"))));
        elements.add(Element.of("actions", actions, value -> value.toLowerCase(Locale.ROOT)));
        elements.add(Element.of("resources", resources, UnaryOperator.identity()));
        conditions.forEach((operator, keys) -> keys.forEach((key, values) ->
                elements.add(Element.of("conditions." + operator + "." + key, values, UnaryOperator.identity()))));
        return elements.stream().collect(Collectors.toMap(Element::key, element -> element, (one, same) -> one));
    }

    /** One member: its name and values as written, and what the values mean. */
    private record Element(String name, List<String> values, Set<String> meaning) {
        static Element of(String name, List<String> values, UnaryOperator<String> canonical) {
            return new Element(name, values, values.stream().map(canonical).collect(Collectors.toSet()));
        }

        /** Condition keys have no case up to the name of a tag, which has. */
        String key() {
            int slash = name.indexOf('/');
            return slash < 0
                    ? name.toLowerCase(Locale.ROOT)
                    : name.substring(0, slash).toLowerCase(Locale.ROOT) + name.substring(slash);
        }

        static String name(@Nullable Element desired, @Nullable Element observed) {
            return desired != null ? desired.name : observed != null ? observed.name : "";
        }

        static @Nullable String shown(@Nullable Element element) {
            return element == null ? null : String.join(", ", element.values);
        }
    }

    private static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new TreeMap<>();
        object.properties().forEach(field -> lists.put(field.getKey(), list(field.getValue())));
        return lists;
    }

    private static List<String> list(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return List.of();
        }
        if (!oneOrMany.isArray()) {
            return List.of(oneOrMany.asText());
        }
        List<String> values = new ArrayList<>();
        oneOrMany.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static JsonNode json(Map<String, List<String>> lists) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        lists.forEach((key, values) -> object.set(key, json(values)));
        return object;
    }

    private static JsonNode json(List<String> values) {
        if (values.size() == 1) {
            return JsonNodeFactory.instance.textNode(values.get(0));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static Map<String, List<String>> sorted(Map<String, List<String>> lists) {
        TreeMap<String, List<String>> sorted = new TreeMap<>();
        lists.forEach((key, values) -> sorted.put(key, sorted(values)));
        return Collections.unmodifiableMap(sorted);
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().distinct().sorted().toList();
    }
}
