package io.siteward.sandbox.kube;

import static io.siteward.sandbox.kube.ApiFixture.KITES;
import static io.siteward.sandbox.kube.ApiFixture.assertRefused;
import static io.siteward.sandbox.kube.ApiFixture.kite;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
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
}
