package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.assertRefused;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private static final String MERGE = "application/merge-patch+json";

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void refusesAnUpdateOfAnOlderVersion() {
        GenericKubernetesResource first = api.kites().resource(kite("one")).create();
        api.kites().withName("one").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"tails\":2}}");

        assertRefused(
                () -> api.kites().resource(first).update(),
                409,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    @Test
    void refusesAnUpdateOfANamesake() {
        GenericKubernetesResource first = api.kites().resource(kite("one")).create();
        api.kites().withName("one").delete();
        GenericKubernetesResource second = api.kites().resource(kite("one")).create();
        first.getMetadata().setResourceVersion(second.getMetadata().getResourceVersion());

        assertRefused(() -> api.kites().resource(first).update(), 409, "Precondition failed: UID in precondition");
    }

    @Test
    void raisesTheGenerationWithTheSpecAlone() throws Exception {
        api.kites().resource(kite("one")).create();

        api.send("PATCH", KITES + "/one", MERGE, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        assertThat(api.kites().withName("one").get().getMetadata().getGeneration())
                .isEqualTo(1);

        api.send("PATCH", KITES + "/one", MERGE, "{\"spec\":{\"tails\":3}}");
        assertThat(api.kites().withName("one").get().getMetadata().getGeneration())
                .isEqualTo(2);

        api.send("PATCH", KITES + "/one/status", MERGE, "{\"status\":{\"height\":30}}");
        assertThat(api.kites().withName("one").get().getMetadata().getGeneration())
                .isEqualTo(2);
    }

    @Test
    void changesTheStatusThroughItsSubresourceAlone() throws Exception {
        api.kites().resource(kite("one")).create();

        api.send("PATCH", KITES + "/one", MERGE, "{\"status\":{\"height\":30}}");
        assertThat(api.kites().withName("one").get().<Integer>get("status", "height"))
                .isNull();

        api.send(
                "PATCH",
                KITES + "/one/status",
                MERGE,
                "{\"status\":{\"height\":30},\"spec\":{\"tails\":7},\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        GenericKubernetesResource changed = api.kites().withName("one").get();
        assertThat(changed.<Integer>get("status", "height")).isEqualTo(30);
        assertThat(changed.<Integer>get("spec", "tails")).isEqualTo(1);
        assertThat(changed.getMetadata().getLabels()).isEmpty();

        changed.setAdditionalProperty("status", Map.of("height", 31));
        changed.setAdditionalProperty("spec", Map.of("colour", "red", "tails", 7));
        api.kites().resource(changed).updateStatus();
        changed = api.kites().withName("one").get();
        assertThat(changed.<Integer>get("status", "height")).isEqualTo(31);
        assertThat(changed.<Integer>get("spec", "tails")).isEqualTo(1);

        changed.setAdditionalProperty("status", Map.of("height", 99));
        api.kites().resource(changed).update();
        assertThat(api.kites().withName("one").get().<Integer>get("status", "height"))
                .isEqualTo(31);
    }

    @Test
    void leavesTheVersionWhenNothingChanges() throws Exception {
        GenericKubernetesResource created = api.kites().resource(kite("one")).create();
        String version = created.getMetadata().getResourceVersion();

        assertThat(api.kites().resource(created).update().getMetadata().getResourceVersion())
                .isEqualTo(version);
        ApiFixture.Answer patched = api.send("PATCH", KITES + "/one", MERGE, "{\"spec\":{\"colour\":\"red\"}}");
        assertThat(patched.body().at("/metadata/resourceVersion").asText()).isEqualTo(version);
    }

    @Test
    void asksUpdatesForTheirVersion() throws Exception {
        api.kites().resource(kite("one")).create();

        ApiFixture.Answer answer = api.send("PUT", KITES + "/one", "application/yaml", """
                apiVersion: test.siteward.io/v1
                kind: Kite
                metadata: {name: one}
                spec: {colour: red}
                """);

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.body().path("message").asText())
                .endsWith("metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
    }
}
