package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteward.crd.v1alpha1.SecureSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecureSiteRulesTest {
    private static final HeldCrd CRD = new HeldCrd(SecureSite.class);
    private static final Set<String> EMPTY_IS_ABSENT = Set.of(
            "errorPages",
            "privatePaths",
            "signingKeyRefs",
            "aliases",
            "additionalPolicyStatements",
            "tags",
            "custom",
            "conditions",
            "aws",
            "services");

    static List<RuleCase> cases() {
        return RuleCase.in(Path.of("src/test/resources/crd/securesite"));
    }

    static List<RuleCase> goodCases() {
        return cases().stream().filter(RuleCase::isGood).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theManifestIsTakenOrRefusedAsItsFileSays(RuleCase rule) {
        CRD.assertTakesOrRefusesAsItsFileSays(rule);
    }

    @ParameterizedTest
    @MethodSource("goodCases")
    void theJavaTypesHoldAllThatTheManifestSays(RuleCase rule) {
        CRD.assertTypesHoldAllOf(rule, EMPTY_IS_ABSENT);
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
                assertThat(CRD.schema().violations(CRD.schema().withDefaults(manifest), null).stream()
                                .noneMatch(violation -> violation.field().equals("spec.geo." + member)))
                        .as(code)
                        .isEqualTo(countries.contains(code));
            }
        }
    }

    @Test
    void everyBoundAndEveryRuleOfTheSpecHasACaseThatBreaksIt() {
        assertThat(CRD.bounds()).hasSizeGreaterThan(100).isSubsetOf(CRD.brokenBy(cases()));
    }
}
