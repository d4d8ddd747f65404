package io.siteward.sandbox.aws.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules of one service, read from the table that {@code scripts/service-models.py} makes.
 *
 * @param operations the name of each operation's input; empty for one that takes none
 */
record ModelTable(Map<String, Optional<String>> operations, Map<String, Shape> shapes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> UNDERSTOOD =
            Set.of("type", "members", "required", "member", "key", "value", "min", "max", "enum", "pattern");

    /**
     * Reads the service's table.
     *
     * @throws IllegalStateException when there is none, or when it has a rule that cannot be kept here
     */
    static ModelTable of(String service) {
        try (InputStream stream = ModelTable.class.getResourceAsStream(service + ".json")) {
            if (stream == null) {
                throw new IllegalStateException("there is no model of " + service);
            }
            return read(JSON.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same from its document. */
    static ModelTable read(JsonNode table) {
        return new ModelTable(
                entries(table.path("operations"), ModelTable::name), entries(table.path("shapes"), ModelTable::shape));
    }

    private static Shape shape(JsonNode shape) {
        shape.fieldNames().forEachRemaining(rule -> {
            if (!UNDERSTOOD.contains(rule)) {
                throw new IllegalStateException("the model has a rule that is not understood here: " + rule);
            }
        });
        Limits limits = new Limits(number(shape.path("min")), number(shape.path("max")));
        String type = shape.path("type").asText();
        return switch (type) {
            case "structure" ->
                new StructureShape(
                        entries(shape.path("members"), ModelTable::name),
                        new LinkedHashSet<>(texts(shape.path("required"))));
            case "list" -> new ListShape(name(shape.path("member")), limits);
            case "map" -> new MapShape(name(shape.path("key")), name(shape.path("value")), limits);
            case "string" ->
                new TextShape(
                        texts(shape.path("enum")), name(shape.path("pattern")).map(PatternDialect::compile), limits);
            case "blob" -> new BlobShape(limits);
            case "integer", "long", "float", "double" -> new NumberShape(limits);
            default -> throw new IllegalStateException("the model has rules for a " + type);
        };
    }

    private static Optional<Number> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.numberValue()) : Optional.empty();
    }

    private static Optional<String> name(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.textValue()));
        return texts;
    }

    private static <T> Map<String, T> entries(JsonNode object, Function<JsonNode, T> value) {
        Map<String, T> entries = new LinkedHashMap<>();
        object.properties().forEach(entry -> entries.put(entry.getKey(), value.apply(entry.getValue())));
        return entries;
    }
}
