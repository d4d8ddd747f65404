package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.assertRefused;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreationTest {
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
    void forgetsNullsOfBuiltInKinds() throws Exception {
        ApiFixture.Answer created = api.send("POST", "/api/v1/namespaces/default/configmaps", "application/yaml", """
                metadata: {name: wind, labels: null}
                data: null
                """);

        assertThat(created.body().has("data")).isFalse();
        assertThat(created.body().path("metadata").has("labels")).isFalse();
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
    void saysWhatWasNotFound() throws Exception {
        assertThat(api.kites().withName("none").get()).isNull();

        ApiFixture.Answer answer = api.get(KITES + "/none", "application/json");
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.body().path("message").asText()).isEqualTo("kites.test.siteward.io \"none\" not found");
        assertThat(answer.body().path("details").path("kind").asText()).isEqualTo("kites");
    }

    @Test
    void refusesListsInPages() throws Exception {
        assertThat(api.get(KITES + "?limit=1", "application/json").code()).isEqualTo(200);
        assertThat(api.get(KITES + "?limit=1&continue=abc", "application/json").code())
                .isEqualTo(501);
    }
}
