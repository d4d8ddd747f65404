package io.siteward.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One field of the spec, set, changed and taken out: an entry of {@code src/test/resources/fields/cases.yaml}. */
record FieldCase(String field, JsonNode entry) {
    private static final Path FILE = Path.of("src/test/resources/fields/cases.yaml");

    static List<FieldCase> all() {
        try {
            List<FieldCase> cases = new ArrayList<>();
            for (JsonNode entry : new YAMLMapper().readTree(FILE.toFile())) {
                cases.add(new FieldCase(entry.path("field").asText(), entry));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FieldCase of(String field) {
        return all().stream()
                .filter(each -> each.field.equals(field))
                .findFirst()
                .orElseThrow();
    }

    /** The manifest with what this member of the entry adds to the spec; of none, the spec without the field. */
    ObjectNode manifest(String step) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", "siteward.io/v1alpha1").put("kind", "SecureSite");
        manifest.putObject("metadata").put("name", "docs").put("namespace", "web");
        ObjectNode spec = manifest.putObject("spec").put("region", "eu-central-1");
        spec.setAll(members("with"));
        spec.setAll(members(step));
        return manifest;
    }

    private ObjectNode members(String name) {
        return entry.path(name) instanceof ObjectNode members ? members : JsonNodeFactory.instance.objectNode();
    }

    boolean isImmutable() {
        return entry.has("immutable");
    }

    String word(String name) {
        return entry.path(name).asText();
    }

    /** What the plan has to be once the step is applied. */
    List<String> decisions(String step) {
        JsonNode decisions = entry.path("decisions");
        List<String> words = new ArrayList<>();
        (decisions.isObject() ? decisions.path(step) : decisions).forEach(decision -> words.add(decision.asText()));
        return words;
    }

    /** What AWS has to have at the pointer after the step of this place. */
    JsonNode value(int place) {
        return entry.path("values").path(place);
    }

    boolean hasEffect() {
        return entry.has("aws");
    }

    @Override
    public String toString() {
        return field;
    }
}
