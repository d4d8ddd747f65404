package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import io.siteward.sandbox.kube.crd.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the committed CRD against the manifests in {@code src/test/resources/crd/securesite}. */
class SecureSiteRulesTest {
    private static final String CRD = read(CrdFilesTest.FOLDER.resolve("securesites.siteward.io.yaml"));
    private static final CustomResourceSchema SCHEMA = CustomResourceSchema.parse(CRD, "v1alpha1");

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    static List<RuleCase> cases() {
        return RuleCase.in(Path.of("src/test/resources/crd/securesite"));
    }

    static List<RuleCase> goodCases() {
        return cases().stream().filter(RuleCase::isGood).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theManifestIsTakenOrRefusedAsItsFileSays(RuleCase rule) {
        assertThat(SCHEMA.unknownFields(rule.manifest())).isEmpty();
        assertThat(rule.expected().isEmpty()).as("a good case expects nothing").isEqualTo(rule.isGood());

        List<String> refusals =
                violations(rule).stream().map(Violation::toString).toList();

        assertThat(rule.matches(refusals))
                .as("expected %s but got %s", rule.expected(), refusals)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("goodCases")
    void theJavaTypesHoldAllThatTheManifestSays(RuleCase rule) {
        JsonNode manifest = SCHEMA.withDefaults(rule.manifest());
        SecureSite site = serialization.convertValue(manifest, SecureSite.class);
        JsonNode written = serialization.convertValue(site, ObjectNode.class);
        assertThat(withoutEmptyLists(written.path("spec"))).isEqualTo(withoutEmptyLists(manifest.path("spec")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "deny"})
    void geoTakesTheCountriesOfIso3166AndNoOthers(String member) {
        Set<String> countries = Set.of(Locale.getISOCountries());
        for (char first = 'A'; first <= 'Z'; first++) {
            for (char second = 'A'; second <= 'Z'; second++) {
                String code = String.valueOf(first) + second;
                ObjectNode manifest = JsonNodeFactory.instance.objectNode();
                ObjectNode spec = manifest.putObject("spec").put("region", "eu-central-1");
                spec.putObject("geo").putArray(member).add(code);
                assertThat(SCHEMA.violations(SCHEMA.withDefaults(manifest), null).stream()
                                .noneMatch(violation -> violation.field().equals("spec.geo." + member)))
                        .as(code)
                        .isEqualTo(countries.contains(code));
            }
        }
    }

    @Test
    void everyBoundAndEveryRuleOfTheSpecHasACaseThatBreaksIt() {
        JsonNode spec = CrdSource.read(CRD).at("/spec/versions/0/schema/openAPIV3Schema");
        Set<String> broken = cases().stream()
                .flatMap(rule -> violations(rule).stream())
                .map(Bounds::brokenBy)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Bounds.of(spec, Set.of("status"))).hasSizeGreaterThan(100).isSubsetOf(broken);
    }

    private static List<Violation> violations(RuleCase rule) {
        @Nullable ObjectNode old = rule.old() == null ? null : SCHEMA.withDefaults(rule.old());
        return SCHEMA.violations(SCHEMA.withDefaults(rule.manifest()), old);
    }

    /** The Java types do not tell an empty list from an absent one. */
    private static JsonNode withoutEmptyLists(JsonNode node) {
        node.forEach(SecureSiteRulesTest::withoutEmptyLists);
        if (node instanceof ObjectNode object) {
            for (String name : List.of(
                    "errorPages",
                    "aliases",
                    "additionalPolicyStatements",
                    "tags",
                    "custom",
                    "conditions",
                    "aws",
                    "services")) {
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
            throw new java.io.UncheckedIOException(e);
        }
    }
}
