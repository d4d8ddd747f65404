package io.siteward.sign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sign.json.JsonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final Claims NOBODY = new Claims(Map.of());
    private static final Rule MEMBERS = rule("/members/*", "cognito:groups", "members", 600);

    @Test
    void aMemberOfTheGroupIsAllowed() {
        assertThat(ask(MEMBERS, groups("members"))).isEqualTo(new Verdict(Verdict.Outcome.ALLOWED, 600));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "members",
                "a,members",
                "a members",
                "[a members]",
                "[a, members]",
                "members,b",
                "[members]",
                " members "
            })
    void groupsComeInSeveralForms(String text) {
        assertThat(ask(MEMBERS, groups(text)).outcome()).isEqualTo(Verdict.Outcome.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "Members", "members2", "nonmembers", "a-members", "members/x", "a"})
    void anotherGroupIsNotEnough(String text) {
        assertThat(ask(MEMBERS, groups(text)).outcome()).isEqualTo(Verdict.Outcome.NOT_FOR_THIS_CALLER);
    }

    @Test
    void whoIsNotRecognisedIsToldSo() {
        assertThat(ask(MEMBERS, NOBODY).outcome()).isEqualTo(Verdict.Outcome.UNRECOGNISED);
    }

    /** What an HTTP API without an authorizer says, in payload format version 1.0. */
    @Test
    void claimsThatAreNullAreNobodys() {
        Claims none = new Claims(Map.of("claims", JsonNull.NULL, "scopes", JsonNull.NULL));

        assertThat(ask(MEMBERS, none).outcome()).isEqualTo(Verdict.Outcome.UNRECOGNISED);
    }

    @Test
    void whatNoRuleCoversIsForNobody() {
        assertThat(Verdict.of(List.of(MEMBERS), new SitePath("/other"), groups("members"))
                        .outcome())
                .isEqualTo(Verdict.Outcome.NOT_COVERED);
    }

    @Test
    void aRuleForAnybodyNeedsNobodyRecognised() {
        Rule anybody = new Rule(List.of(PathPattern.ofRule("/members/*")), Optional.empty(), 60);

        assertThat(ask(anybody, NOBODY)).isEqualTo(new Verdict(Verdict.Outcome.ALLOWED, 60));
    }

    @Test
    void theLongestOfSeveralRulesHolds() {
        Rule anybody = new Rule(List.of(PathPattern.ofRule("/*")), Optional.empty(), 60);

        assertThat(Verdict.of(List.of(anybody, MEMBERS), new SitePath("/members/a"), groups("members"))
                        .maxSeconds())
                .isEqualTo(600);
        assertThat(Verdict.of(List.of(anybody, MEMBERS), new SitePath("/members/a"), NOBODY)
                        .maxSeconds())
                .isEqualTo(60);
    }

    @Test
    void theClaimsOfALambdaAuthorizerLieFlat() {
        Rule paying = rule("/members/*", "plan", "paid", 60);

        assertThat(ask(paying, new Claims(Map.of("principalId", "u", "plan", "paid")))
                        .outcome())
                .isEqualTo(Verdict.Outcome.ALLOWED);
        assertThat(ask(rule("/members/*", "paid", "true", 60), new Claims(Map.of("paid", true)))
                        .outcome())
                .isEqualTo(Verdict.Outcome.ALLOWED);
    }

    @Test
    void onlyGroupsAreSeveralValues() {
        Rule named = rule("/members/*", "name", "admin", 60);

        assertThat(ask(named, new Claims(Map.of("claims", Map.of("name", "mallory,admin"))))
                        .outcome())
                .isEqualTo(Verdict.Outcome.NOT_FOR_THIS_CALLER);
    }

    @Test
    void besideCognitosClaimsNothingElseCounts() {
        Rule named = rule("/members/*", "name", "admin", 60);

        assertThat(ask(named, new Claims(Map.of("name", "admin", "claims", Map.of("name", "mallory"))))
                        .outcome())
                .isEqualTo(Verdict.Outcome.NOT_FOR_THIS_CALLER);
    }

    @Test
    void aClaimThatIsNoTextIsNone() {
        for (Object value : List.of(JsonNull.NULL, Map.of("members", 1L), List.of("members"), 1.5)) {
            assertThat(ask(MEMBERS, new Claims(Map.of("principalId", "u", "cognito:groups", value)))
                            .outcome())
                    .isEqualTo(Verdict.Outcome.NOT_FOR_THIS_CALLER);
        }
    }

    private static Verdict ask(Rule rule, Claims claims) {
        return Verdict.of(List.of(rule), new SitePath("/members/a.pdf"), claims);
    }

    private static Claims groups(String text) {
        return new Claims(Map.of("claims", Map.of("sub", "u", "cognito:groups", text)));
    }

    private static Rule rule(String path, String claim, String value, long seconds) {
        return new Rule(
                List.of(PathPattern.ofRule(path)), Optional.of(new Rule.RequiredClaim(claim, Set.of(value))), seconds);
    }
}
