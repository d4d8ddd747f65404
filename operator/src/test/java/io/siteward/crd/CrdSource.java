package io.siteward.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import io.siteward.GeneratedFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CRD of a custom resource's Java type: what fabric8's generator makes of it, completed. */
final class CrdSource {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private CrdSource() {}

    static ObjectNode crd(Class<? extends CustomResource<?, ?>> type) {
        ObjectNode crd = generated(type);
        ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
        version.set("additionalPrinterColumns", columns(type));
        new SchemaCompletion().completeRoot((ObjectNode) version.at("/schema/openAPIV3Schema"), type);
        return crd;
    }

    /** The file's text. */
    static String yaml(ObjectNode crd) {
        try {
            return "# Generated from the Java types in operator/. To write it anew:\n# " + GeneratedFile.COMMAND + "\n"
                    + YAML.writeValueAsString(crd);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode read(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode generated(Class<? extends CustomResource<?, ?>> type) {
        InMemory output = new InMemory();
        new CRDGenerator()
                .forCRDVersions("v1")
                .customResourceClasses(type)
                .withOutput(output)
                .generate();
        JsonNode crd = read(output.only());
        return (ObjectNode) crd;
    }

    /** In the order of the annotations; the generator sorts them by path. */
    private static ArrayNode columns(Class<?> type) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (AdditionalPrinterColumn column : type.getAnnotationsByType(AdditionalPrinterColumn.class)) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().value)
                    .put("jsonPath", column.jsonPath())
                    .put("priority", column.priority());
        }
        return columns;
    }

    /** Where the generator writes to: it knows folders and this. */
    private static final class InMemory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return files.computeIfAbsent(crdName, name -> new ByteArrayOutputStream());
        }

        @Override
        public void close() {}

        String only() {
            return files.values().iterator().next().toString(StandardCharsets.UTF_8);
        }
    }
}
