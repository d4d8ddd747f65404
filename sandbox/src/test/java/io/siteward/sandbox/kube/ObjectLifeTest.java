package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLifeTest {
    private static final String MERGE = "application/merge-patch+json";

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void setsWhatTheServerAloneSets() {
        GenericKubernetesResource created = api.kites().resource(kite("one")).create();

        assertThat(created.getMetadata().getUid()).isNotEmpty();
        assertThat(created.getMetadata().getCreationTimestamp()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(created.getMetadata().getNamespace()).isEqualTo("default");
        assertThat(created.<Integer>get("spec", "tails")).as("the default").isEqualTo(1);
    }

    @Test
    void makesUpANameFromItsBeginning() {
        GenericKubernetesResource kite = kite("ignored");
        kite.getMetadata().setName(null);
        kite.getMetadata().setGenerateName("kite-");

        assertThat(api.kites().resource(kite).create().getMetadata().getName()).matches("kite-[a-z0-9]{5}");
    }

    @Test
    void refusesTheSameNameTwice() {
        api.kites().resource(kite("one")).create();

        assertRefused(
                () -> api.kites().resource(kite("one")).create(), 409, "kites.test.siteward.io \"one\" already exists");
    }

    @Test
    void refusesANamespaceThatDoesNotExist() {
        assertRefused(
                () -> api.kites().inNamespace("nowhere").resource(kite("one")).create(),
                404,
                "namespaces \"nowhere\" not found");
    }

    @Test
    void refusesANameThatIsNoSubdomain() {
        assertRefused(
                () -> api.kites().resource(kite("One_")).create(),
                422,
                "metadata.name: Invalid value: \"One_\": a lowercase RFC 1123 subdomain must consist of");
    }

    @Test
    void saysWhatWasNotFound() throws Exception {
        assertThat(api.kites().withName("none").get()).isNull();

        ApiFixture.Answer answer = api.get(KITES + "/none", "application/json");
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.body().path("message").asText()).isEqualTo("kites.test.siteward.io \"none\" not found");
        assertThat(answer.body().path("details").path("kind").asText()).isEqualTo("kites");
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
    void forgetsNullsOfBuiltInKinds() throws Exception {
        ApiFixture.Answer created = api.send("POST", "/api/v1/namespaces/default/configmaps", "application/yaml", """
                metadata: {name: wind, labels: null}
                data: null
                """);

        assertThat(created.body().has("data")).isFalse();
        assertThat(created.body().path("metadata").has("labels")).isFalse();
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

    @Test
    void refusesListsInPages() throws Exception {
        assertThat(api.get(KITES + "?limit=1", "application/json").code()).isEqualTo(200);
        assertThat(api.get(KITES + "?limit=1&continue=abc", "application/json").code())
                .isEqualTo(501);
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

    @Test
    void storesNothingOnADryRun() {
        api.kites().resource(kite("one")).dryRun().create();
        assertThat(api.kites().withName("one").get()).isNull();

        api.kites().resource(kite("two")).create();
        api.kites().withName("two").dryRun().delete();
        GenericKubernetesResource two = api.kites().withName("two").get();
        assertThat(two).isNotNull();

        two.setAdditionalProperty("spec", Map.of("colour", "red", "tails", 9));
        assertThat(api.kites().resource(two).dryRun().update().<Integer>get("spec", "tails"))
                .isEqualTo(9);
        assertThat(api.kites().withName("two").get().<Integer>get("spec", "tails"))
                .isEqualTo(1);
    }

    @Test
    void keepsWhatHasFinalizersUntilTheyAreGone() {
        GenericKubernetesResource kite = kite("one");
        kite.getMetadata().setFinalizers(List.of("test.siteward.io/line"));
        api.kites().resource(kite).create();

        api.kites().withName("one").delete();
        GenericKubernetesResource going = api.kites().withName("one").get();
        assertThat(going.getMetadata().getDeletionTimestamp()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(going.getMetadata().getDeletionGracePeriodSeconds()).isZero();
        assertThat(going.getMetadata().getGeneration()).isEqualTo(2);

        going.getMetadata().setFinalizers(List.of("test.siteward.io/line", "test.siteward.io/late"));
        assertRefused(
                () -> api.kites().resource(going).update(),
                422,
                "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted");

        going.getMetadata().setFinalizers(List.of());
        api.kites().resource(going).update();
        assertThat(api.kites().withName("one").get()).isNull();
    }

    @Test
    void deletesOnlyTheObjectThatWasMeant() throws Exception {
        api.kites().resource(kite("one")).create();

        ApiFixture.Answer refused = api.send(
                "DELETE",
                KITES + "/one",
                "application/json",
                "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"uid\":\"another\"}}");

        assertThat(refused.code()).isEqualTo(409);
        assertThat(api.kites().withName("one").get()).isNotNull();
    }

    @Test
    void deletesACollectionBySelector() {
        GenericKubernetesResource labelled = kite("one");
        labelled.getMetadata().setLabels(Map.of("fly", "yes"));
        api.kites().resource(labelled).create();
        api.kites().resource(kite("two")).create();

        api.kites().inNamespace("default").withLabel("fly", "yes").delete();

        assertThat(api.kites().list().getItems())
                .extracting(kite -> kite.getMetadata().getName())
                .containsExactly("two");
    }

    @Test
    void deletesANamespaceWhenItIsEmpty() {
        api.client
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("field")
                        .endMetadata()
                        .build())
                .create();
        GenericKubernetesResource kite = kite("one");
        kite.getMetadata().setFinalizers(List.of("test.siteward.io/line"));
        api.kites().inNamespace("field").resource(kite).create();
        api.client
                .configMaps()
                .inNamespace("field")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("wind")
                        .endMetadata()
                        .build())
                .create();

        api.client.namespaces().withName("field").delete();

        assertThat(api.client.namespaces().withName("field").get().getStatus().getPhase())
                .isEqualTo("Terminating");
        assertThat(api.client.configMaps().inNamespace("field").withName("wind").get())
                .isNull();
        assertRefused(
                () -> api.kites().inNamespace("field").resource(kite("two")).create(),
                403,
                "unable to create new content in namespace field because it is being terminated");

        api.kites().inNamespace("field").withName("one").edit(object -> {
            object.getMetadata().setFinalizers(List.of());
            return object;
        });
        assertThat(api.client.namespaces().withName("field").get()).isNull();
    }

    @Test
    void keepsTheNamespacesItBeganWith() {
        assertThat(api.client
                        .namespaces()
                        .withName("kube-system")
                        .get()
                        .getMetadata()
                        .getUid())
                .isNotEmpty();
        assertRefused(
                () -> api.client.namespaces().withName("default").delete(), 403, "this namespace may not be deleted");
    }

    private static void assertRefused(ThrowingCallable call, int code, String message) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(call)
                .satisfies(refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(code);
                    assertThat(refusal.getMessage()).contains(message);
                });
    }
}
