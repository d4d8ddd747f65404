package io.siteward.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyRulesTest {
    private static final HeldCrd CRD = new HeldCrd(SigningKey.class);

    static List<RuleCase> cases() {
        return RuleCase.in(Path.of("src/test/resources/crd/signingkey"));
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
        CRD.assertTypesHoldAllOf(rule, Set.of());
    }

    @Test
    void everyBoundAndEveryRuleOfTheSpecHasACaseThatBreaksIt() {
        assertThat(CRD.bounds()).hasSizeGreaterThan(15).isSubsetOf(CRD.brokenBy(cases()));
    }
}
