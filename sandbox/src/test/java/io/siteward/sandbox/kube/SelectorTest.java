package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectorTest {
    private final ApiFixture api = new ApiFixture();

    @BeforeAll
    void createThree() {
        create("a", "red", Map.of("size", "big", "test.siteward.io/old", "yes"));
        create("b", "blue", Map.of("size", "small"));
        create("c", "red", Map.of());
    }

    @AfterAll
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "size=big | a",
                "size==big | a",
                "size!=big | b c",
                "size in (big, small) | a b",
                "size notin (big) | b c",
                "size | a b",
                "!size | c",
                "size,test.siteward.io/old=yes | a",
                "size in (small),!test.siteward.io/old | b",
                "size=huge | ''"
            })
    void selectsByLabels(String selector, String names) throws Exception {
        assertThat(select("labelSelector", selector)).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=b | b",
                "metadata.name!=b | a c",
                "metadata.namespace=default,spec.colour=red | a c",
                "spec.colour==blue | b"
            })
    void selectsByFields(String selector, String names) throws Exception {
        assertThat(select("fieldSelector", selector)).isEqualTo(names);
    }

    @Test
    void refusesFieldsThatAreNotSelectable() throws Exception {
        ApiFixture.Answer answer = list("fieldSelector", "spec.tails=1");
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).isEqualTo("field label not supported: spec.tails");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size>1", "size in big", "=big", "size size"})
    void refusesSelectorsItCannotParse(String selector) throws Exception {
        assertThat(list("labelSelector", selector).code()).isEqualTo(400);
    }

    private void create(String name, String colour, Map<String, String> labels) {
        GenericKubernetesResource kite = kite(name);
        kite.setAdditionalProperty("spec", Map.of("colour", colour));
        kite.getMetadata().setLabels(labels);
        api.kites().resource(kite).create();
    }

    private String select(String parameter, String selector) throws Exception {
        List<String> names = new ArrayList<>();
        list(parameter, selector)
                .body()
                .path("items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return String.join(" ", names);
    }

    private ApiFixture.Answer list(String parameter, String selector) throws Exception {
        return api.get(
                KITES + "?" + parameter + "=" + URLEncoder.encode(selector, StandardCharsets.UTF_8),
                "application/json");
    }
}
