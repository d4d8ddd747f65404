package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A custom resource definition with the one version that is served and stored. */
final class CustomDefinition {
    private final ObjectNode crd;
    private final JsonNode version;
    private final CustomResourceSchema schema;

    private CustomDefinition(ObjectNode crd, JsonNode version) {
        this.crd = crd;
        this.version = version;
        this.schema = CustomResourceSchema.of(crd, version.path("name").asText());
    }

    /**
     * @throws IllegalArgumentException when it is no definition, serves more than the version it stores, or has a
     *     schema or rule that is not understood
     */
    static CustomDefinition of(ObjectNode crd) {
        String name = crd.path("metadata").path("name").asText();
        if (!crd.path("kind").asText().equals("CustomResourceDefinition")) {
            throw new IllegalArgumentException("not a CustomResourceDefinition: " + name);
        }
        List<JsonNode> served = new ArrayList<>();
        crd.path("spec").path("versions").forEach(version -> {
            if (version.path("served").asBoolean()) {
                served.add(version);
            }
        });
        if (served.size() != 1 || !served.get(0).path("storage").asBoolean()) {
            throw new IllegalArgumentException(
                    name + " must serve exactly the version it stores: the embedded API converts none");
        }
        return new CustomDefinition(crd, served.get(0));
    }

    CustomResourceSchema schema() {
        return schema;
    }

    /** The schema as the definition writes it, for documentation. */
    JsonNode openApiSchema() {
        return version.path("schema").path("openAPIV3Schema");
    }

    ResourceKind kind() {
        JsonNode spec = crd.path("spec");
        String group = spec.path("group").asText();
        JsonNode called = spec.path("names");
        String kind = called.path("kind").asText();
        String plural = called.path("plural").asText();
        ResourceKind.Names names = new ResourceKind.Names(
                plural,
                called.path("singular").asText(kind.toLowerCase(Locale.ROOT)),
                kind,
                called.path("listKind").asText(kind + "List"),
                texts(called.path("shortNames")),
                texts(called.path("categories")));
        Set<String> selectable = new HashSet<>();
        version.path("selectableFields")
                .forEach(field -> selectable.add(field.path("jsonPath").asText().substring(1)));
        return new ResourceKind(
                group,
                version.path("name").asText(),
                names,
                plural + "." + group,
                spec.path("scope").asText().equals("Namespaced"),
                version.path("subresources").has("status"),
                selectable,
                PrinterColumn.of(version.path("additionalPrinterColumns")),
                Optional.of(this));
    }

    /** The definition as the API shows it once its names are accepted and it is served. */
    ObjectNode established(Instant now) {
        ObjectNode shown = crd.deepCopy();
        ObjectNode status = shown.putObject("status");
        status.set("acceptedNames", crd.path("spec").path("names").deepCopy());
        for (String type : List.of("NamesAccepted", "Established")) {
            status.withArray("conditions")
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put(
                            "lastTransitionTime",
                            now.truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("reason", type.equals("Established") ? "InitialNamesAccepted" : "NoConflicts")
                    .put(
                            "message",
                            type.equals("Established") ? "the initial names have been accepted" : "no conflicts found");
        }
        status.withArray("storedVersions").add(version.path("name").asText());
        return shown;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
