package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import io.siteward.sandbox.kube.crd.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A committed CRD, held against the manifests in {@code src/test/resources/crd/<kind>}. */
final class HeldCrd {
    private final Class<? extends CustomResource<?, ?>> type;
    private final String crd;
    private final CustomResourceSchema schema;
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    HeldCrd(Class<? extends CustomResource<?, ?>> type) {
        this.type = type;
        this.crd = read(CrdFilesTest.FOLDER.resolve(CustomResource.getCRDName(type) + ".yaml"));
        this.schema = CustomResourceSchema.parse(crd, "v1alpha1");
    }

    CustomResourceSchema schema() {
        return schema;
    }

    void assertTakesOrRefusesAsItsFileSays(RuleCase rule) {
        assertThat(schema.unknownFields(rule.manifest())).isEmpty();
        assertThat(rule.expected().isEmpty()).as("a good case expects nothing").isEqualTo(rule.isGood());

        List<String> refusals =
                violations(rule).stream().map(Violation::toString).toList();

        assertThat(rule.matches(refusals))
                .as("expected %s but got %s", rule.expected(), refusals)
                .isTrue();
    }

    /**
     * Asserts that the Java types hold all that the manifest says.
     *
     * @param emptyIsAbsent lists and maps of which the Java types do not tell an empty one from an absent one
     */
    void assertTypesHoldAllOf(RuleCase rule, Set<String> emptyIsAbsent) {
        JsonNode manifest = schema.withDefaults(rule.manifest());
        CustomResource<?, ?> resource = serialization.convertValue(manifest, type);
        JsonNode written = serialization.convertValue(resource, ObjectNode.class);
        assertThat(withoutEmpty(written.path("spec"), emptyIsAbsent))
                .isEqualTo(withoutEmpty(manifest.path("spec"), emptyIsAbsent));
    }

    /** Every bound and every rule of the spec. */
    Set<String> bounds() {
        return Bounds.of(CrdSource.read(crd).at("/spec/versions/0/schema/openAPIV3Schema"), Set.of("status"));
    }

    /** Those that these cases break. */
    Set<String> brokenBy(List<RuleCase> cases) {
        return cases.stream()
                .flatMap(rule -> violations(rule).stream())
                .map(Bounds::brokenBy)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Violation> violations(RuleCase rule) {
        @Nullable ObjectNode old = rule.old() == null ? null : schema.withDefaults(rule.old());
        return schema.violations(schema.withDefaults(rule.manifest()), old);
    }

    private static JsonNode withoutEmpty(JsonNode node, Set<String> names) {
        node.forEach(member -> {
            JsonNode unused = withoutEmpty(member, names);
        });
        if (node instanceof ObjectNode object) {
            for (String name : names) {
                if (object.path(name).isContainerNode() && object.path(name).isEmpty()) {
                    object.remove(name);
                }
            }
        }
        return node;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
