package io.siteward.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    private static final Path CASES = Path.of("src/test/resources/chart");
    private static final String CRD = "kind: CustomResourceDefinition";

    @Test
    void isFreeOfLint() {
        assertThat(Chart.lint().isFailed())
                .as(Chart.lint().getMessages().toString())
                .isFalse();
    }

    @Test
    void carriesTheCrdsAsTheyAre() throws IOException {
        try (var crds = Files.list(Path.of("../crds"))) {
            for (Path crd : crds.filter(Files::isRegularFile).toList()) {
                new GeneratedFile("helm/siteward/files/" + crd.getFileName()).assertIs(Files.readString(crd));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "namespaces", "everything"})
    void rendersTo(String name) throws IOException {
        new GeneratedFile("operator/src/test/resources/chart/" + name + "/out.yaml")
                .assertIs(withoutCrds(render(name)));
    }

    /** With a CRD go all objects of its kind. */
    @Test
    void keepsTheCrdsWhenItIsUninstalled() throws IOException {
        List<JsonNode> crds = Chart.objects(render("plain")).stream()
                .filter(object -> object.path("kind").asText().equals("CustomResourceDefinition"))
                .toList();
        assertThat(crds)
                .isNotEmpty()
                .allSatisfy(crd -> assertThat(crd.at("/metadata/annotations")
                                .path("helm.sh/resource-policy")
                                .asText())
                        .isEqualTo("keep"));
        assertThat(crds.get(0).path("spec"))
                .isEqualTo(Chart.values(Path.of("../crds/securesites.siteward.io.yaml"))
                        .path("spec"));
    }

    @ParameterizedTest
    @CsvSource({
        "replicas, 11, replicas",
        "cluster, Not_A_Label, cluster",
        "leases.duration, 2s, duration",
        "leases.duration, 11m, duration",
        "leases.table, siteward-leases, table",
        "leases.table, eu-central-1/siteward-leases, fleet",
        "fleet, Not_A_Label, fleet",
        "log.level, LOUD, level",
        "image.digest, latest, digest",
        "aws.roleArn, siteward, roleArn",
        "watchNamespace, web, watchNamespace",
    })
    void refusesAValueThatMakesNoSenseAndNamesIt(String name, String value, String named) {
        Object typed = value.matches("\\d+") ? Integer.valueOf(value) : value;
        assertThatThrownBy(() -> Chart.render(name, typed)).hasMessageContaining(named);
    }

    @Test
    void describesEveryValue() throws IOException {
        assertThat(described("", Chart.schema())).containsAll(leaves("", Chart.values()));
    }

    @Test
    void triesEveryValueInACase() throws IOException {
        Set<String> tried = new TreeSet<>();
        for (String name : List.of("namespaces", "everything")) {
            tried.addAll(leaves("", Chart.values(CASES.resolve(name).resolve("values.yaml"))));
        }
        assertThat(leaves("", Chart.values()).stream()
                        .filter(leaf -> tried.stream().noneMatch(name -> name.startsWith(leaf))))
                .isEmpty();
    }

    private static String render(String name) {
        return Chart.render(CASES.resolve(name).resolve("values.yaml"));
    }

    private static String withoutCrds(String rendered) {
        return List.of(rendered.split("(?m)^---\n")).stream()
                .filter(document -> !document.contains(CRD) && !document.isBlank())
                .collect(Collectors.joining("---\n"));
    }

    /** The values that are set as a whole: texts, numbers, lists, and maps of the user's own keys. */
    private static Set<String> leaves(String path, JsonNode values) {
        Set<String> leaves = new TreeSet<>();
        values.properties().forEach(value -> {
            String name = path + value.getKey();
            boolean section = value.getValue().isObject()
                    && !value.getValue().isEmpty()
                    && !value.getKey().equals("resources");
            leaves.addAll(section ? leaves(name + ".", value.getValue()) : Set.of(name));
        });
        return leaves;
    }

    private static Set<String> described(String path, JsonNode schema) {
        Set<String> described = new TreeSet<>();
        schema.path("properties").properties().forEach(property -> {
            String name = path + property.getKey();
            if (!property.getValue().path("description").asText().isBlank()) {
                described.add(name);
            }
            described.addAll(described(name + ".", property.getValue()));
        });
        return described;
    }
}
