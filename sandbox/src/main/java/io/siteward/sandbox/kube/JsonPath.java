package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A path into an object as printer columns write it: fields, indexes and equality filters.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath Support</a>
 */
final class JsonPath {
    private static final Pattern STEP = Pattern.compile("""
            \\G(?:\
            \\.(?<field>(?:[^.\\[\\]\\\\]|\\\\.)+)\
            |\\['(?<quoted>[^']*)'\\]\
            |\\[(?<index>\\d+)\\]\
            |(?<all>\\[\\*\\])\
            |\\[\\?\\(@(?<key>\\.[^=\\s]+)\\s*==\\s*["'](?<value>[^"']*)["']\\)\\]\
            )""");

    private final List<Function<JsonNode, Stream<JsonNode>>> steps = new ArrayList<>();

    /** @throws IllegalArgumentException when the path uses more than fields, indexes and equality filters */
    JsonPath(String path) {
        Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (matcher.find()) {
            steps.add(step(matcher));
            end = matcher.end();
        }
        if (end != path.length()) {
            throw new IllegalArgumentException("JSONPath " + path + " is not understood from character " + end);
        }
    }

    /** The first value at the path; a null counts as none. */
    Optional<JsonNode> first(JsonNode object) {
        Stream<JsonNode> found = Stream.of(object);
        for (Function<JsonNode, Stream<JsonNode>> step : steps) {
            found = found.flatMap(step);
        }
        return found.filter(value -> !value.isMissingNode() && !value.isNull()).findFirst();
    }

    private static Function<JsonNode, Stream<JsonNode>> step(Matcher matcher) {
        if (matcher.group("field") != null) {
            String field = matcher.group("field").replace("\\", "");
            return node -> Stream.of(node.path(field));
        }
        if (matcher.group("quoted") != null) {
            String field = matcher.group("quoted");
            return node -> Stream.of(node.path(field));
        }
        if (matcher.group("index") != null) {
            int index = Integer.parseInt(matcher.group("index"));
            return node -> Stream.of(node.path(index));
        }
        if (matcher.group("all") != null) {
            return JsonPath::elements;
        }
        JsonPath key = new JsonPath(matcher.group("key"));
        String value = matcher.group("value");
        return node -> elements(node)
                .filter(element -> key.first(element)
                        .map(JsonNode::asText)
                        .filter(value::equals)
                        .isPresent());
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
