package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** Rules that every CRD in {@code crds/} keeps: bounded, described, and with a type for every list. */
class CrdShapeTest {
    private static final Pattern FUNCTION = Pattern.compile("(\\w+)\\(");
    private static final Set<String> OF_KUBERNETES_1_29 = Set.of(
            "all",
            "exists",
            "exists_one",
            "map",
            "filter",
            "has",
            "size",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "find",
            "findAll",
            "lowerAscii",
            "upperAscii",
            "replace",
            "split",
            "join",
            "substring",
            "trim",
            "indexOf",
            "lastIndexOf",
            "isSorted",
            "sum",
            "min",
            "max",
            "isURL",
            "url",
            "int",
            "string",
            "double",
            "type");

    static Path[] files() throws IOException {
        try (var files = Files.list(CrdFilesTest.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toArray(Path[]::new);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everythingIsBoundedDescribedAndTyped(Path file) throws IOException {
        assertThat(faults(schema(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/properties/spec/properties/bucketName, maxLength, a string without maxLength",
        "/properties/spec/properties/region, enum, a string without maxLength",
        "/properties/spec/properties/aliases, maxItems, a list without maxItems",
        "/properties/spec/properties/aliases/items, maxLength, a string without maxLength",
        "/properties/spec/properties/aliases, x-kubernetes-list-type, a list without x-kubernetes-list-type",
        "/properties/spec/properties/errorPages, x-kubernetes-list-map-keys, a list map without keys",
        "/properties/spec/properties/errorPages/items, required, a list map whose key status is not required",
        "/properties/spec/properties/tags, maxProperties, a map without maxProperties",
        "/properties/spec/properties/tags/additionalProperties, maxLength, a string without maxLength",
        "/properties/spec/properties/cache/properties/maxSeconds, maximum, a number without bounds",
        "/properties/spec/properties/cache, description, no description",
        "/properties/status/properties/conditions/items/properties/type, description, no description"
    })
    void aMissingKeywordIsFound(String pointer, String keyword, String fault) throws IOException {
        ObjectNode schema = schema(CrdFilesTest.FOLDER.resolve("securesites.siteward.io.yaml"));
        ((ObjectNode) schema.at(pointer)).remove(keyword);
        assertThat(faults(schema)).singleElement().asString().endsWith(fault);
    }

    @Test
    void allCommercialRegionsOfTheSdkAreAllowed() throws IOException {
        JsonNode schema = schema(CrdFilesTest.FOLDER.resolve("securesites.siteward.io.yaml"));
        List<String> allowed = new ArrayList<>();
        schema.at("/properties/spec/properties/region/enum").forEach(region -> allowed.add(region.asText()));
        List<String> known = Region.regions().stream()
                .filter(region -> !region.isGlobalRegion() && region.metadata() != null)
                .filter(region -> region.metadata().partition().id().equals("aws"))
                .map(Region::id)
                .toList();
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(known);
    }

    /** What Kubernetes 1.29 knows of CEL: https://kubernetes.io/docs/reference/using-api/cel/ says since when each is. */
    @ParameterizedTest
    @MethodSource("files")
    void noRuleNeedsAKubernetesThatIsNewerThanTheChartAsksFor(Path file) throws IOException {
        Set<String> functions = new TreeSet<>();
        for (JsonNode rules : schema(file).findValues("x-kubernetes-validations")) {
            for (JsonNode rule : rules) {
                assertThat(rule.fieldNames()).toIterable().isSubsetOf("rule", "message", "fieldPath", "reason");
                Matcher call = FUNCTION.matcher(withoutTexts(rule.path("rule").asText()));
                while (call.find()) {
                    functions.add(call.group(1));
                }
            }
        }
        assertThat(functions).isNotEmpty().isSubsetOf(OF_KUBERNETES_1_29);
    }

    private static String withoutTexts(String rule) {
        return rule.replaceAll("'[^']*'", "''").replaceAll("\"[^\"]*\"", "\"\"");
    }

    private static ObjectNode schema(Path file) throws IOException {
        return (ObjectNode) CrdSource.read(Files.readString(file)).at("/spec/versions/0/schema/openAPIV3Schema");
    }

    private static List<String> faults(JsonNode schema) {
        List<String> faults = new ArrayList<>();
        described(schema, "", faults);
        visit(schema, "", faults);
        return faults;
    }

    private static void visit(JsonNode schema, String path, List<String> faults) {
        switch (schema.path("type").asText()) {
            case "string" -> {
                boolean bounded =
                        schema.has("enum") || schema.path("format").asText().equals("date-time");
                require(bounded || schema.has("maxLength"), path + ": a string without maxLength", faults);
            }
            case "integer" -> {
                boolean counted = schema.path("format").asText().equals("int64") || schema.has("enum");
                require(
                        counted || (schema.has("minimum") && schema.has("maximum")),
                        path + ": a number without bounds",
                        faults);
            }
            case "array" -> list(schema, path, faults);
            case "object" -> object(schema, path, faults);
            case "boolean" -> {}
            default -> faults.add(path + ": no type");
        }
    }

    private static void list(JsonNode schema, String path, List<String> faults) {
        String listType = schema.path("x-kubernetes-list-type").asText();
        require(schema.has("maxItems"), path + ": a list without maxItems", faults);
        require(!listType.isEmpty(), path + ": a list without x-kubernetes-list-type", faults);
        JsonNode keys = schema.path("x-kubernetes-list-map-keys");
        require(!listType.equals("map") || !keys.isEmpty(), path + ": a list map without keys", faults);
        JsonNode items = schema.path("items");
        String required = items.path("required").toString();
        keys.forEach(key -> require(
                required.contains(key.toString()),
                path + ": a list map whose key " + key.asText() + " is not required",
                faults));
        visit(items, path + "[]", faults);
    }

    private static void object(JsonNode schema, String path, List<String> faults) {
        if (schema.has("additionalProperties")) {
            require(schema.has("maxProperties"), path + ": a map without maxProperties", faults);
            visit(schema.path("additionalProperties"), path + "[]", faults);
        }
        schema.path("properties").properties().forEach(property -> {
            String at = path + "." + property.getKey();
            described(property.getValue(), at, faults);
            visit(property.getValue(), at, faults);
        });
    }

    private static void described(JsonNode schema, String path, List<String> faults) {
        String description = schema.path("description").asText();
        require(!description.isBlank() && description.endsWith("."), path + ": no description", faults);
    }

    private static void require(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
