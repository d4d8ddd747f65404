package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every limit and rule of the CRDs, judged by the server that users have: the manifests that the operator's own tests hold
 * against a model of it. That it takes the CRDs at all says that no rule may cost more than it allows.
 */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
class RulesTest {
    private final Cluster cluster;
    private final Release release;
    private final String namespace;
    private final Map<String, CustomResourceSchema> schemas;

    RulesTest(Cluster cluster) throws IOException {
        this.cluster = cluster;
        this.release = Release.install(cluster, Map.of());
        this.namespace = cluster.newNamespace();
        this.schemas = Map.of("SecureSite", schema("securesites"), "SigningKey", schema("signingkeys"));
    }

    private static CustomResourceSchema schema(String plural) throws IOException {
        return CustomResourceSchema.parse(
                Files.readString(Project.ROOT.resolve("crds/" + plural + ".siteward.io.yaml")), "v1alpha1");
    }

    @AfterAll
    void uninstall() {
        release.close();
    }

    static List<RuleFile> files() {
        List<RuleFile> files = RuleFile.all();
        assertThat(files).hasSizeGreaterThan(200);
        return files;
    }

    static List<RuleFile> goodFiles() {
        return RuleFile.all().stream().filter(rule -> rule.expected().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theServerTakesOrRefusesTheManifestAsItsFileSays(RuleFile rule) {
        List<String> refusals = rule.isUpdate() ? refusalsOfUpdate(rule) : refusals(() -> dryRun(rule.manifest()));
        assertThat(rule.expects(refusals))
                .as("expected %s but got %s", rule.expected(), refusals)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void theServerFillsInTheDefaultsThatTheModelFillsIn(RuleFile rule) {
        JsonNode stored = Site.tree(dryRun(rule.manifest()));
        ObjectNode manifest = (ObjectNode) Site.tree(rule.manifest());
        assertThat(stored.path("spec"))
                .isEqualTo(Objects.requireNonNull(schemas.get(rule.manifest().getKind()))
                        .withDefaults(manifest)
                        .path("spec"));
    }

    private List<String> refusalsOfUpdate(RuleFile rule) {
        Resource<GenericKubernetesResource> old = resource(rule.documents().get(0));
        old.create();
        try {
            return refusals(() -> resource(rule.manifest()).dryRun().update());
        } finally {
            old.delete();
        }
    }

    private GenericKubernetesResource dryRun(GenericKubernetesResource manifest) {
        return resource(manifest).dryRun().create();
    }

    private Resource<GenericKubernetesResource> resource(GenericKubernetesResource manifest) {
        manifest.getMetadata().setNamespace(namespace);
        return cluster.client()
                .genericKubernetesResources(manifest.getKind().equals("SigningKey") ? SigningKeyTest.KIND : Site.KIND)
                .inNamespace(namespace)
                .resource(manifest);
    }

    private static List<String> refusals(Runnable write) {
        try {
            write.run();
            return List.of();
        } catch (KubernetesClientException e) {
            return e.getStatus().getDetails().getCauses().stream()
                    .map(cause -> cause.getField() + ": " + cause.getMessage())
                    .toList();
        }
    }
}
