package io.siteward.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The chart in {@code helm/siteward}, through Helm itself. */
final class Chart {
    static final Path FOLDER = Path.of("../helm/siteward").toAbsolutePath().normalize();
    private static final YAMLMapper YAML = new YAMLMapper();

    private Chart() {}

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** What Helm would send to the cluster, as one text. */
    static String render(Path values) {
        return template().withValuesFile(values.toAbsolutePath()).call();
    }

    /** The same with one value set, for example {@code replicas}. */
    static String render(String name, Object value) {
        return template().set(name, value).call();
    }

    private static TemplateCommand template() {
        return new Helm(FOLDER)
                .template()
                .withName("siteward")
                .withNamespace("siteward-system")
                .withKubeVersion("1.34.0");
    }

    static List<JsonNode> objects(String rendered) throws IOException {
        try (var parser = YAML.createParser(rendered)) {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll().stream()
                    .filter(JsonNode::isObject)
                    .toList();
        }
    }

    static JsonNode values() throws IOException {
        return YAML.readTree(FOLDER.resolve("values.yaml").toFile());
    }

    static JsonNode values(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve("values.schema.json").toFile());
    }
}
