package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void namesTheKindsItServes() {
        assertThat(api.client.getKubernetesVersion().getMajor()).isEqualTo("1");
        assertThat(api.client.getApiGroups().getGroups())
                .extracting(group -> group.getName())
                .containsExactly("events.k8s.io", "coordination.k8s.io", "apiextensions.k8s.io", "test.siteward.io");
        List<APIResource> resources =
                api.client.getApiResources("test.siteward.io/v1").getResources();
        assertThat(resources).extracting(APIResource::getName).containsExactly("kites", "kites/status");
        assertThat(resources.get(0).getShortNames()).containsExactly("kt");
        assertThat(resources.get(0).getCategories()).containsExactly("toys");
        assertThat(api.client.supports("test.siteward.io/v1", "Kite")).isTrue();
        assertThat(api.client.supports("v1", "Pod")).isFalse();
    }

    @Test
    void showsTheDefinitionsAsEstablished() {
        var definition = api.client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("kites.test.siteward.io")
                .get();

        assertThat(definition.getStatus().getConditions())
                .filteredOn(condition -> condition.getStatus().equals("True"))
                .extracting(condition -> condition.getType())
                .contains("Established");
        assertThat(definition.getStatus().getStoredVersions()).containsExactly("v1");
    }

    @Test
    void documentsFieldsWithTheDefinitionsSchema() throws Exception {
        String path = api.get("/openapi/v3", "application/json")
                .body()
                .path("paths")
                .path("apis/test.siteward.io/v1")
                .path("serverRelativeURL")
                .asText();

        JsonNode document = api.get(path, "application/json").body();

        JsonNode kite = document.path("components").path("schemas").path("test.siteward.io.v1.Kite");
        assertThat(kite.at("/properties/spec/properties/colour/description").asText())
                .isEqualTo("Its colour; cannot be changed.");
        assertThat(kite.at("/x-kubernetes-group-version-kind/0/kind").asText()).isEqualTo("Kite");
        JsonNode patch = document.path("paths")
                .path("/apis/test.siteward.io/v1/namespaces/{namespace}/kites/{name}")
                .path("patch");
        assertThat(patch.path("parameters"))
                .extracting(parameter -> parameter.path("name").asText())
                .contains("fieldValidation", "dryRun");
    }

    @Test
    void saysWhatItDoesNotServe() throws Exception {
        for (String path : List.of("/api/v1/pods", "/apis/apps/v1", "/openapi/v2", "/nothing", KITES + "/one/scale")) {
            ApiFixture.Answer answer = api.get(path, "application/json");
            assertThat(answer.code()).as(path).isEqualTo(404);
            assertThat(answer.body().path("message").asText())
                    .isEqualTo("the server could not find the requested resource");
        }
        assertThat(api.send("POST", "/apis/test.siteward.io/v1/kites", "application/json", "{}")
                        .code())
                .isEqualTo(405);
        ApiFixture.Answer definition = api.send(
                "DELETE",
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/kites.test.siteward.io",
                "application/json",
                "");
        assertThat(definition.code()).isEqualTo(405);
        assertThat(definition.body().path("message").asText()).contains("they cannot be changed");
    }

    @Test
    void isFoundThroughItsKubeconfig(@TempDir Path folder) throws Exception {
        Path kubeconfig = folder.resolve("kubeconfig");
        api.kubernetes.writeKubeconfig(kubeconfig);

        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .build()) {
            assertThat(client.getNamespace()).isEqualTo("default");
            assertThat(client.namespaces().withName("kube-system").get()).isNotNull();
        }
    }

    @Test
    void keepsLeases() {
        var leases = api.client.leases();
        leases.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName("lead")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("a")
                        .endSpec()
                        .build())
                .create();

        leases.withName("lead")
                .edit(lease -> new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("b")
                        .endSpec()
                        .build());

        assertThat(leases.withName("lead").get().getSpec().getHolderIdentity()).isEqualTo("b");
    }

    @Test
    void refusesADefinitionItCannotConvert(@TempDir Path folder) throws Exception {
        Path two = folder.resolve("two.yaml");
        Files.writeString(
                two,
                Files.readString(Path.of("src/test/resources/kube/kites.yaml"))
                        .replace("storage: true", "storage: false"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedKubernetes.start(List.of(two), InstantSource.system(), 0)
                        .close())
                .withMessageContaining("must serve exactly the version it stores");
    }
}
