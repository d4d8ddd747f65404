package io.siteward.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image that {@code .ci/image} has built and unpacked, held against the chart that runs it. */
@Tag("image")
class ImageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path IMAGE = Path.of(System.getProperty("siteward.image", "target/image"));

    private JsonNode config = JSON.missingNode();
    private String name = "";
    private final List<Path> layers = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        JsonNode manifest =
                JSON.readTree(IMAGE.resolve("manifest.json").toFile()).get(0);
        name = manifest.at("/RepoTags/0").asText();
        config = JSON.readTree(IMAGE.resolve(manifest.path("Config").asText()).toFile());
        manifest.path("Layers").forEach(layer -> layers.add(IMAGE.resolve(layer.asText())));
    }

    private static JsonNode deployment() throws IOException {
        return Chart.objects(Chart.render("replicas", 1)).stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isCalledAsTheChartCallsIt() throws IOException {
        assertThat(name)
                .isEqualTo(deployment()
                        .at("/spec/template/spec/containers/0/image")
                        .asText());
    }

    @Test
    void runsAsTheUserThatTheChartDemands() throws IOException {
        JsonNode pod = deployment().at("/spec/template/spec/securityContext");
        assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(config.at("/config/User").asText())
                .isEqualTo(pod.path("runAsUser").asText() + ":"
                        + pod.path("runAsGroup").asText());
    }

    @Test
    void startsTheOperatorAndLeavesMemoryToWhatIsNoHeap() {
        List<String> entryPoint = new ArrayList<>();
        config.at("/config/Entrypoint").forEach(word -> entryPoint.add(word.asText()));
        assertThat(entryPoint).startsWith("java", "-XX:MaxRAMPercentage=50").endsWith("io.siteward.Main");
    }

    @Test
    void opensThePortThatTheChartProbes() throws IOException {
        String port = deployment()
                .at("/spec/template/spec/containers/0/ports/0/containerPort")
                .asText();
        assertThat(config.at("/config/ExposedPorts").has(port + "/tcp")).isTrue();
    }

    @Test
    void putsWhatChangesWithEveryCommitIntoALayerOfItsOwn() throws IOException {
        long ours = Files.size(layers.get(layers.size() - 1));
        assertThat(layers).hasSizeGreaterThan(2);
        assertThat(ours).as("the last layer, compressed").isLessThan(2_000_000);
    }

    @Test
    void addsNoMoreThanTheLibrariesToItsBase() throws IOException {
        long added = 0;
        for (Path layer : layers.subList(1, layers.size())) {
            added += Files.size(layer);
        }
        System.out.println("image: " + layers.size() + " layers, " + added / 1_000_000 + " MB on the base, compressed");
        assertThat(added).isLessThan(100_000_000);
    }
}
