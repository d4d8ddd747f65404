package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void refusesWhatTheSchemaForbidsNamingFieldAndBound() throws Exception {
        ApiFixture.Answer answer = create("", "{colour: red, tails: 12}");

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.body().path("reason").asText()).isEqualTo("Invalid");
        assertThat(answer.body().path("message").asText())
                .isEqualTo("Kite.test.siteward.io \"one\" is invalid: spec.tails: Invalid value: 12: "
                        + "spec.tails in body should be less than or equal to 9");
        JsonNode details = answer.body().path("details");
        assertThat(details.path("kind").asText()).isEqualTo("Kite");
        assertThat(details.path("group").asText()).isEqualTo("test.siteward.io");
        assertThat(details.at("/causes/0/field").asText()).isEqualTo("spec.tails");
        assertThat(details.at("/causes/0/reason").asText()).isEqualTo("FieldValueInvalid");
    }

    @Test
    void namesEveryMistake() throws Exception {
        ApiFixture.Answer answer = create("", "{colour: green, marks: {a: much too long to be read}}");

        assertThat(answer.body().path("message").asText())
                .startsWith("Kite.test.siteward.io \"one\" is invalid: [spec.")
                .endsWith("]");
        assertThat(answer.body().at("/details/causes"))
                .extracting(cause -> cause.path("field").asText())
                .contains("spec.colour", "spec.marks.a");
    }

    @Test
    void refusesWhatARuleForbidsInItsWords() throws Exception {
        assertThat(create("", "{colour: red, tails: 0}").body().path("message").asText())
                .endsWith("spec: Invalid value: \"object\": a red kite needs a tail");
    }

    @Test
    void judgesAnUpdateByWhatItWasBefore() throws Exception {
        create("", "{colour: red}");

        assertThat(patch("", "{\"spec\":{\"colour\":\"blue\"}}")
                        .body()
                        .path("message")
                        .asText())
                .endsWith("spec.colour: Invalid value: \"string\": colour is immutable");
    }

    @Test
    void fillsInDefaultsAfterAPatchToo() throws Exception {
        create("", "{colour: red, tails: 3}");

        assertThat(patch("", "{\"spec\":{\"tails\":null}}")
                        .body()
                        .at("/spec/tails")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void leavesOutUnknownFieldsAndWarnsOfThem() throws Exception {
        ApiFixture.Answer created = create("", "{colour: red, wings: 2}");

        assertThat(created.code()).isEqualTo(201);
        assertThat(created.body().path("spec").has("wings")).isFalse();
        assertThat(created.warnings()).containsExactly("299 - \"unknown field \\\"spec.wings\\\"\"");
    }

    @Test
    void isSilentOnUnknownFieldsWhenAskedToBe() throws Exception {
        assertThat(create("?fieldValidation=Ignore", "{colour: red, wings: 2}").warnings())
                .isEmpty();
    }

    @Test
    void refusesUnknownFieldsWhenAskedToBeStrict() throws Exception {
        ApiFixture.Answer created = create("?fieldValidation=Strict", "{colour: red, wings: 2}");
        assertThat(created.code()).isEqualTo(400);
        assertThat(created.body().path("message").asText())
                .isEqualTo("Kite in version \"v1\" cannot be handled as a Kite: strict decoding error: "
                        + "unknown field \"spec.wings\"");

        create("", "{colour: red}");
        ApiFixture.Answer patched = patch("?fieldValidation=Strict", "{\"metadata\":{\"wings\":2}}");
        assertThat(patched.code()).isEqualTo(422);
        assertThat(patched.body().path("message").asText())
                .endsWith("strict decoding error: unknown field \"metadata.wings\"");
    }

    @Test
    void refusesAnAnnotationThatIsNoText() throws Exception {
        create("", "{colour: red}");

        ApiFixture.Answer answer = patch("", "{\"metadata\":{\"annotations\":{\"siteward.io/paused\":true}}}");

        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.body().path("message").asText())
                .contains("cannot unmarshal bool into Go struct field ObjectMeta.annotations of type string");
    }

    @Test
    void refusesLabelsThatAreNone() throws Exception {
        create("", "{colour: red}");

        ApiFixture.Answer answer = patch("", "{\"metadata\":{\"labels\":{\"fly\":\"very high\",\"a b\":\"c\"}}}");

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.body().path("message").asText())
                .contains("metadata.labels: Invalid value: \"very high\": a valid label must be")
                .contains("metadata.labels: Invalid value: \"a b\": name part must consist of");
    }

    @Test
    void refusesAnotherKindThanTheUrls() throws Exception {
        ApiFixture.Answer answer =
                api.send("POST", KITES, "application/json", "{\"apiVersion\":\"v1\",\"kind\":\"Secret\"}");

        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.body().path("message").asText())
                .isEqualTo("the object provided is Secret of v1, but the URL is of Kite of test.siteward.io/v1");
    }

    @Test
    void refusesBodiesItCannotRead() throws Exception {
        assertThat(api.send("POST", KITES, "text/plain", "{}").code()).isEqualTo(415);
        assertThat(api.send("POST", KITES, "application/vnd.kubernetes.protobuf", "k8s")
                        .code())
                .isEqualTo(415);
        assertThat(api.send("POST", KITES, "application/json", "{").code()).isEqualTo(400);
        assertThat(api.send("POST", KITES, "application/json", "[]").code()).isEqualTo(400);
    }

    private ApiFixture.Answer create(String query, String spec) throws Exception {
        return api.send("POST", KITES + query, "application/yaml", """
                apiVersion: test.siteward.io/v1
                kind: Kite
                metadata: {name: one}
                spec: %s
                """.formatted(spec));
    }

    private ApiFixture.Answer patch(String query, String patch) throws Exception {
        return api.send("PATCH", KITES + "/one" + query, "application/merge-patch+json", patch);
    }
}
