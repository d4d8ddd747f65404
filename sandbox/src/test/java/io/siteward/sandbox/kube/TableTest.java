package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void printsTheDefinitionsColumns() throws Exception {
        api.kites().resource(kite("one")).create();
        api.send(
                "PATCH",
                KITES + "/one/status",
                "application/merge-patch+json",
                "{\"status\":{\"conditions\":[{\"type\":\"High\",\"status\":\"False\"},{\"type\":\"Ready\",\"status\":\"True\"}]}}");
        api.clock.advance(Duration.ofMinutes(5));

        JsonNode table = api.get(KITES, TABLE).body();

        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.path("columnDefinitions"))
                .extracting(column ->
                        column.path("name").asText() + "/" + column.path("type").asText() + "/"
                                + column.path("priority").asInt())
                .containsExactly("Name/string/0", "Ready/string/0", "Tails/integer/0", "Age/date/0", "Colour/string/1");
        assertThat(table.at("/rows/0/cells")).hasToString("[\"one\",\"True\",1,\"5m\",\"red\"]");
        assertThat(table.at("/rows/0/object/kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(table.at("/rows/0/object/metadata/name").asText()).isEqualTo("one");
    }

    @Test
    void leavesACellEmptyWhenThereIsNothing() throws Exception {
        api.kites().resource(kite("one")).create();

        assertThat(api.get(KITES + "/one", TABLE).body().at("/rows/0/cells/1").isNull())
                .isTrue();
    }

    @Test
    void sendsTheWholeObjectAlongWhenAskedTo() throws Exception {
        api.kites().resource(kite("one")).create();

        JsonNode row = api.get(KITES + "?includeObject=Object", TABLE).body().at("/rows/0");

        assertThat(row.at("/object/spec/colour").asText()).isEqualTo("red");
    }

    @Test
    void namesTheColumnsOnceInAWatch() throws Exception {
        api.kites().resource(kite("one")).create();
        api.kites().resource(kite("two")).create();

        try (var lines =
                api.lines(KITES + "?watch=true&timeoutSeconds=0", TABLE).body()) {
            Iterator<String> events = lines.iterator();
            assertThat(JSON.readTree(events.next()).at("/object/columnDefinitions"))
                    .hasSize(5);
            assertThat(JSON.readTree(events.next()).at("/object/columnDefinitions"))
                    .isEmpty();
        }
    }

    @Test
    void offersNoOtherForm() throws Exception {
        assertThat(api.get(KITES, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")
                        .code())
                .isEqualTo(406);
        assertThat(api.get(KITES, "application/vnd.kubernetes.protobuf,application/json")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void understandsThePathsOfPrinterColumns() throws Exception {
        JsonNode object = JSON.readTree("""
                {"a": {"b.c": 1, "d": [{"k": "x", "v": 2}, {"k": "y", "v": 3}], "n": null}}""");

        assertThat(new JsonPath(".a['b.c']").first(object)).hasToString("Optional[1]");
        assertThat(new JsonPath(".a.b\\.c").first(object)).hasToString("Optional[1]");
        assertThat(new JsonPath(".a.d[1].v").first(object)).hasToString("Optional[3]");
        assertThat(new JsonPath(".a.d[*].v").first(object)).hasToString("Optional[2]");
        assertThat(new JsonPath(".a.d[?(@.k == 'y')].v").first(object)).hasToString("Optional[3]");
        assertThat(new JsonPath(".a.n").first(object)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonPath(".a..b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonPath(".a[?(@.v > 1)]"));
    }

    @ParameterizedTest
    @CsvSource({
        "-5, <invalid>",
        "-1, 0s",
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "150, 2m30s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "11100, 3h5m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d",
        "176400, 2d1h",
        "691200, 8d",
        "63072000, 2y",
        "63158400, 2y1d",
        "252288000, 8y"
    })
    void printsAgesAsKubectlDoes(long seconds, String expected) {
        assertThat(HumanDuration.of(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }
}
