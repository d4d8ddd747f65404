package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
    private static final String MERGE = "application/merge-patch+json";

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void appliesJsonPatches() throws Exception {
        api.kites().resource(kite("one")).create();
        String type = "application/json-patch+json";

        ApiFixture.Answer changed = api.send(
                "PATCH",
                KITES + "/one",
                type,
                "[{\"op\":\"test\",\"path\":\"/spec/tails\",\"value\":1},{\"op\":\"replace\",\"path\":\"/spec/tails\",\"value\":5}]");
        assertThat(changed.body().at("/spec/tails").asInt()).isEqualTo(5);

        ApiFixture.Answer refused =
                api.send("PATCH", KITES + "/one", type, "[{\"op\":\"test\",\"path\":\"/spec/tails\",\"value\":1}]");
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.body().path("reason").asText()).isEqualTo("Invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'remove','path':'/spec/none'}]",
                "[{'op':'replace','path':'/none/at/all','value':1}]",
                "[{'op':'fly','path':'/spec'}]",
                "[{'op':'add','path':'spec','value':1}]",
                "[{'op':'test','path':'/spec/tails','value':7}]",
                "[{'op':'replace','path':'','value':[]}]",
                "['add']"
            })
    void refusesJsonPatchesThatCannotBeApplied(String patch) throws Exception {
        api.kites().resource(kite("one")).create();

        ApiFixture.Answer answer =
                api.send("PATCH", KITES + "/one", "application/json-patch+json", patch.replace('\'', '"'));

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.body().path("reason").asText()).isEqualTo("Invalid");
    }

    @Test
    void mergesPatchesDeeply() throws Exception {
        api.kites().resource(kite("one")).create();
        api.send("PATCH", KITES + "/one", MERGE, "{\"spec\":{\"marks\":{\"a\":\"1\",\"b\":\"2\"}}}");

        ApiFixture.Answer answer =
                api.send("PATCH", KITES + "/one", MERGE, "{\"spec\":{\"marks\":{\"a\":null,\"$c\":\"3\"}}}");

        assertThat(answer.body().at("/spec/marks")).hasToString("{\"b\":\"2\",\"$c\":\"3\"}");
    }

    @Test
    void readsAStrategicPatchOfABuiltInKindAsAMergePatch() throws Exception {
        api.client
                .configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("wind")
                        .endMetadata()
                        .addToData("from", "west")
                        .build())
                .create();
        String path = "/api/v1/namespaces/default/configmaps/wind";
        String type = "application/strategic-merge-patch+json";

        ApiFixture.Answer changed = api.send(
                "PATCH", path, type, "{\"$setElementOrder/x\":[],\"data\":{\"from\":\"east\",\"force\":null}}");
        assertThat(changed.body().path("data")).hasToString("{\"from\":\"east\"}");
        assertThat(changed.body().has("$setElementOrder/x")).isFalse();

        ApiFixture.Answer refused = api.send("PATCH", path, type, "{\"data\":{\"$patch\":\"replace\"}}");
        assertThat(refused.code()).isEqualTo(501);
        assertThat(refused.body().path("message").asText())
                .isEqualTo(
                        "the embedded Kubernetes API does not do this: $patch directives in strategic merge patches");
    }

    @Test
    void refusesPatchesThatAreNone() throws Exception {
        api.kites().resource(kite("one")).create();

        assertThat(api.send("PATCH", KITES + "/one", "application/json-patch+json", "{}")
                        .code())
                .isEqualTo(400);
        assertThat(api.send("PATCH", KITES + "/one", MERGE, "[]").code()).isEqualTo(400);
    }

    @Test
    void refusesPatchesItDoesNotKnow() throws Exception {
        api.kites().resource(kite("one")).create();

        assertThat(api.send("PATCH", KITES + "/one", "application/strategic-merge-patch+json", "{}")
                        .code())
                .isEqualTo(415);
        ApiFixture.Answer apply =
                api.send("PATCH", KITES + "/one?fieldManager=me", "application/apply-patch+yaml", "{}");
        assertThat(apply.code()).isEqualTo(415);
        assertThat(apply.body().path("message").asText()).contains("no server-side apply");
    }
}
