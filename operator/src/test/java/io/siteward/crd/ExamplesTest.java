package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final Path FOLDER = Path.of("..", "examples");
    private static final Map<String, CustomResourceSchema> SCHEMAS = new HashMap<>();

    @BeforeAll
    static void readTheCrds() throws IOException {
        try (Stream<Path> files = Files.list(CrdFilesTest.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                ObjectNode crd = CrdSource.read(Files.readString(file));
                SCHEMAS.put(crd.at("/spec/names/kind").asText(), CustomResourceSchema.of(crd, "v1alpha1"));
            }
        }
    }

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyManifestOfOursIsTakenByItsCrd(Path file) throws IOException {
        List<ObjectNode> ours = new ArrayList<>();
        try (MappingIterator<ObjectNode> documents =
                new YAMLMapper().readerFor(ObjectNode.class).readValues(file.toFile())) {
            documents.forEachRemaining(ours::add);
        }
        ours.removeIf(document -> !document.path("apiVersion").asText().startsWith("siteward.io/"));
        assertThat(ours).isNotEmpty();
        for (ObjectNode document : ours) {
            CustomResourceSchema schema = SCHEMAS.get(document.path("kind").asText());
            assertThat(schema).as(document.path("kind").asText()).isNotNull();
            assertThat(schema.unknownFields(document)).isEmpty();
            assertThat(schema.violations(schema.withDefaults(document), null)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyExampleIsExplained(Path folder) {
        assertThat(folder.resolve("README.md")).exists();
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(manifests()).isNotEmpty();
    }
}
