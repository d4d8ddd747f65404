package io.siteward.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.Condition;
import io.siteward.graph.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionsTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");
    private static final List<Condition> READY =
            Conditions.after(List.of(), Finding.of(Situation.READY, "").with(Drift.NONE, ""), 1, FIRST);

    /** The whole table for a resource that was never looked at, and for one that was ready. T, F and U are the status. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # situation          | Accepted Refs Synced Ready Reconciling Stalled, at first | the same, after Ready
            SPEC_REFUSED         | F:Given U:NotAccepted F:NotAccepted F:NotAccepted F:NotAccepted T:Given | F:Given T:Resolved F:NotAccepted T:Ready F:NotAccepted T:Given
            ACCOUNT_CHANGED      | F:AccountChanged U:NotAccepted U:AccountChanged U:AccountChanged F:NotAccepted T:AccountChanged | F:AccountChanged T:Resolved U:AccountChanged U:AccountChanged F:NotAccepted T:AccountChanged
            FLEET_CHANGED        | F:FleetChanged U:NotAccepted U:FleetChanged U:FleetChanged F:NotAccepted T:FleetChanged | F:FleetChanged T:Resolved U:FleetChanged U:FleetChanged F:NotAccepted T:FleetChanged
            FOREIGN_RESOURCE     | F:Given U:NotAccepted F:NotAccepted F:Given F:NotAccepted T:Given | F:Given T:Resolved F:NotAccepted F:Given F:NotAccepted T:Given
            REFERENCE_NOT_FOUND  | T:Accepted F:Given F:RefsNotResolved F:RefsNotResolved F:RefsNotResolved T:Given | T:Accepted F:Given F:RefsNotResolved T:Ready F:RefsNotResolved T:Given
            REFERENCE_NOT_READY  | T:Accepted F:Given F:RefsNotResolved F:RefsNotResolved T:Given F:Progressing | T:Accepted F:Given F:RefsNotResolved T:Ready T:Given F:Progressing
            PROGRESSING          | T:Accepted T:Resolved F:Progressing F:Progressing T:Progressing F:Progressing | T:Accepted T:Resolved F:Progressing T:Ready T:Progressing F:Progressing
            SETTLING             | T:Accepted T:Resolved T:Applied F:Settling T:Settling F:Progressing | T:Accepted T:Resolved T:Applied T:Ready T:Settling F:Progressing
            READY                | T:Accepted T:Resolved T:Applied T:Ready F:Ready F:Ready | T:Accepted T:Resolved T:Applied T:Ready F:Ready F:Ready
            BLOCKED              | T:Accepted T:Resolved F:Given F:Given T:Given F:Progressing | T:Accepted T:Resolved F:Given T:Ready T:Given F:Progressing
            RETRYING             | U:Pending U:Pending F:Given F:Given T:Given F:Progressing | T:Accepted T:Resolved F:Given T:Ready T:Given F:Progressing
            FAILED               | U:Pending U:Pending F:Given F:Given F:Failed T:Given | T:Accepted T:Resolved F:Given T:Ready F:Failed T:Given
            LOOK_POSTPONED       | U:Pending U:Pending U:Pending U:Pending T:Pending F:Progressing | T:Accepted T:Resolved T:Applied T:Ready F:Ready F:Ready
            CHANGE_POSTPONED     | T:Accepted T:Resolved F:RateBudget F:RateBudget T:RateBudget F:Progressing | T:Accepted T:Resolved F:RateBudget T:Ready T:RateBudget F:Progressing
            PAUSED               | U:Paused U:Paused U:Paused U:Paused F:Paused F:Paused | T:Accepted T:Resolved U:Paused T:Ready F:Paused F:Paused
            STANDING_BY          | U:LeaseHeldElsewhere U:LeaseHeldElsewhere U:Given U:LeaseHeldElsewhere F:LeaseHeldElsewhere F:LeaseHeldElsewhere | T:Accepted T:Resolved U:Given U:LeaseHeldElsewhere F:LeaseHeldElsewhere F:LeaseHeldElsewhere
            STANDING_BY_READY    | U:LeaseHeldElsewhere U:LeaseHeldElsewhere U:Given T:LeaseHeldElsewhere F:LeaseHeldElsewhere F:LeaseHeldElsewhere | T:Accepted T:Resolved U:Given T:LeaseHeldElsewhere F:LeaseHeldElsewhere F:LeaseHeldElsewhere
            STANDING_BY_NOT_READY | U:LeaseHeldElsewhere U:LeaseHeldElsewhere U:Given F:LeaseHeldElsewhere F:LeaseHeldElsewhere F:LeaseHeldElsewhere | T:Accepted T:Resolved U:Given F:LeaseHeldElsewhere F:LeaseHeldElsewhere F:LeaseHeldElsewhere
            LEASE_STORE_UNAVAILABLE | U:LeaseStoreUnavailable U:LeaseStoreUnavailable U:LeaseStoreUnavailable U:LeaseStoreUnavailable T:LeaseStoreUnavailable F:Progressing | T:Accepted T:Resolved U:LeaseStoreUnavailable T:Ready T:LeaseStoreUnavailable F:Progressing
            DELETING             | T:Accepted U:Deleting F:Deleting F:Deleting T:Deleting F:Progressing | T:Accepted T:Resolved F:Deleting F:Deleting T:Deleting F:Progressing
            AWAITING_CLOUDFRONT  | T:Accepted U:Deleting F:Deleting F:Deleting T:AwaitingCloudFront F:Progressing | T:Accepted T:Resolved F:Deleting F:Deleting T:AwaitingCloudFront F:Progressing
            EMPTYING             | T:Accepted U:Deleting F:Deleting F:Deleting T:EmptyingBucket F:Progressing | T:Accepted T:Resolved F:Deleting F:Deleting T:EmptyingBucket F:Progressing
            DELETION_RETRYING    | T:Accepted U:Deleting F:Given F:Deleting T:Given F:Progressing | T:Accepted T:Resolved F:Given T:Ready T:Given F:Progressing
            DELETION_FAILED      | T:Accepted U:Deleting F:Given F:Deleting F:Failed T:Given | T:Accepted T:Resolved F:Given T:Ready F:Failed T:Given
            DELETION_REFUSED     | T:Accepted U:Deleting F:Given U:Deleting F:DeletionRefused T:Given | T:Accepted T:Resolved F:Given T:Ready F:DeletionRefused T:Given
            """)
    void everySituationHasItsConditions(Situation situation, String atFirst, String afterReady) {
        Finding finding = Finding.of(situation, "Given", "why");

        assertThat(inShort(Conditions.after(List.of(), finding, 1, FIRST))).isEqualTo(atFirst);
        assertThat(inShort(Conditions.after(READY, finding, 1, LATER))).isEqualTo(afterReady);
    }

    @Test
    void theTableAboveLeavesNoSituationOut() throws NoSuchMethodException {
        String table = ConditionsTest.class
                .getDeclaredMethod("everySituationHasItsConditions", Situation.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();

        assertThat(table.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\\|", 2)[0].strip()))
                .containsExactlyElementsOf(
                        Arrays.stream(Situation.values()).map(Enum::name).toList());
    }

    @Test
    void aConditionOfSomebodyElseStaysAsItIs() {
        Condition theirs = new Condition("Audited", "True", 1, FIRST.toString(), "Quarterly", "");
        List<Condition> before =
                Stream.concat(Stream.of(theirs), READY.stream()).toList();

        List<Condition> after = Conditions.after(before, Finding.of(Situation.FAILED, "A", "a"), 2, LATER);

        assertThat(after).hasSize(before.size()).contains(theirs);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_COMPARED, Unknown, NotCompared, False, InSync",
        "NONE,         False,   InSync,      False, InSync",
        "STANDING,     True,    DriftFound,  True,  DriftFound",
        "REPAIRED,     False,   DriftRepaired, False, DriftRepaired",
    })
    void driftIsToldInAnySituation(Drift drift, String status, String reason, String afterStatus, String afterReason) {
        Finding finding = Finding.of(Situation.PROGRESSING, "why").with(drift, "3 values differ");

        Condition first = drifted(Conditions.after(List.of(), finding, 1, FIRST));
        assertThat(first.status()).isEqualTo(status);
        assertThat(first.reason()).isEqualTo(reason);
        assertThat(first.message())
                .isEqualTo(
                        drift == Drift.STANDING
                                ? "3 values differ"
                                : status.equals("Unknown") ? "3 values differ" : "");

        Condition later = drifted(Conditions.after(READY, finding, 1, LATER));
        assertThat(later.status()).isEqualTo(afterStatus);
        assertThat(later.reason()).isEqualTo(afterReason);
    }

    @Test
    void aRepairStaysTheReasonUntilThereIsAnother() {
        Finding repaired = Finding.of(Situation.READY, "").with(Drift.REPAIRED, "");
        Finding quiet = Finding.of(Situation.READY, "").with(Drift.NONE, "");
        List<Condition> after = Conditions.after(READY, repaired, 1, LATER);

        assertThat(Conditions.after(after, quiet, 1, LATER.plusSeconds(600))).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void theSameSituationTwiceChangesNothing(Situation situation) {
        Finding finding = Finding.of(situation, "Given", "why").with(Drift.NONE, "");
        List<Condition> once = Conditions.after(READY, finding, 1, LATER);

        assertThat(Conditions.after(once, finding, 1, LATER.plusSeconds(1))).isEqualTo(once);
    }

    @Test
    void theTransitionTimeStaysWhileTheStatusStays() {
        List<Condition> retrying = Conditions.after(READY, Finding.of(Situation.RETRYING, "A", "a"), 1, LATER);
        List<Condition> failed =
                Conditions.after(retrying, Finding.of(Situation.FAILED, "B", "b"), 1, LATER.plusSeconds(60));

        Condition synced = Conditions.find(failed, ConditionType.SYNCED).orElseThrow();
        assertThat(synced.reason()).isEqualTo("B");
        assertThat(synced.lastTransitionTime()).isEqualTo(LATER.toString());
        assertThat(Conditions.find(failed, ConditionType.STALLED).orElseThrow().lastTransitionTime())
                .isEqualTo(LATER.plusSeconds(60).toString());
    }

    @Test
    void readyStaysTrueWhileAnUpdateSettlesAndIsOfTheNewGeneration() {
        List<Condition> settling = Conditions.after(READY, Finding.of(Situation.SETTLING, "deploying"), 2, LATER);

        Condition ready = Conditions.find(settling, ConditionType.READY).orElseThrow();
        assertThat(ready.status()).isEqualTo("True");
        assertThat(ready.observedGeneration()).isEqualTo(2);
        assertThat(ready.lastTransitionTime()).isEqualTo(FIRST.toString());
    }

    @Test
    void whatWasNotLookedAtKeepsTheGenerationItWasJudgedAt() {
        List<Condition> paused = Conditions.after(READY, Finding.of(Situation.PAUSED, "paused"), 2, LATER);

        assertThat(Conditions.find(paused, ConditionType.READY).orElseThrow().observedGeneration())
                .isEqualTo(1);
        assertThat(Conditions.find(paused, ConditionType.SYNCED).orElseThrow().observedGeneration())
                .isEqualTo(2);
    }

    @Test
    void onlyWhatIsNotAsItShouldBeHasAMessage() {
        List<Condition> failed = Conditions.after(READY, Finding.of(Situation.FAILED, "AccessDenied", "why"), 1, LATER);

        assertThat(failed)
                .filteredOn(condition -> !condition.message().isEmpty())
                .extracting(Condition::type)
                .containsExactly("Synced", "Stalled");
    }

    @ParameterizedTest
    @CsvSource({
        "AuthFailure.ServiceLinkedRole, AuthFailureServiceLinkedRole",
        "403Forbidden, Forbidden",
        "'', Unnamed",
    })
    void aReasonIsOneThatKubernetesAllows(String code, String reason) {
        List<Condition> failed = Conditions.after(List.of(), Finding.of(Situation.FAILED, code, "why"), 1, FIRST);

        assertThat(Conditions.find(failed, ConditionType.SYNCED).orElseThrow().reason())
                .isEqualTo(reason);
    }

    @Test
    void whatIsSaidFitsIntoTheStatus() {
        Finding finding = Finding.of(Situation.FAILED, "A".repeat(65), "b".repeat(5000));
        Condition stalled = Conditions.find(Conditions.after(List.of(), finding, 1, FIRST), ConditionType.STALLED)
                .orElseThrow();

        assertThat(stalled.reason()).hasSize(64);
        assertThat(stalled.message()).hasSize(1024);
    }

    @ParameterizedTest
    @CsvSource({
        "TERMINAL, FAILED, DELETION_FAILED",
        "BUG, FAILED, DELETION_FAILED",
        "RETRIABLE, RETRYING, DELETION_RETRYING",
        "BLOCKED, BLOCKED, DELETION_RETRYING",
        "NO_TOKEN, CHANGE_POSTPONED, DELETION_RETRYING",
    })
    void everyKindOfFailureIsASituation(Failure.Kind kind, Situation applying, Situation deleting) {
        Failure failure = new Failure(kind, "Code", "message", Duration.ofSeconds(1), null);

        assertThat(Finding.of(failure, false).situation()).isEqualTo(applying);
        assertThat(Finding.of(failure, true).situation()).isEqualTo(deleting);
    }

    private static Condition drifted(List<Condition> conditions) {
        return Conditions.find(conditions, ConditionType.DRIFTED).orElseThrow();
    }

    private static String inShort(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> !condition.type().equals("Drifted"))
                .map(condition -> condition.status().charAt(0) + ":" + condition.reason())
                .collect(Collectors.joining(" "));
    }
}
