package io.siteward.site;

import static io.siteward.site.Troubled.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.LostAnswer;
import io.siteward.sandbox.aws.NotYetVisible;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.StaleReads;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.TimedOut;
import io.siteward.site.SiteLives.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** AWS fails once, at every operation of a site's life in turn: the site comes out right, and cheaply. */
@ExtendWith(Quiet.class)
class MishapTest {
    /** Another look costs about a dozen calls; four faults may cost five. */
    private static final int MOST_EXTRA_CALLS = 60;

    private static final int AT_ONCE = 4;

    enum Mishap {
        ANSWER_LOST(calls -> new LostAnswer(calls, 1)),
        ANSWER_TOO_LATE(calls -> new TimedOut(calls, 1)),
        ERROR_BEFORE_THE_EFFECT(calls -> ServerFailure.beforeEffect(calls, 1)),
        ERROR_AFTER_THE_EFFECT(calls -> ServerFailure.afterEffect(calls, 1)),
        THROTTLED(calls -> new Throttling(calls, 1));

        // Each makes a fault anew; the type cannot say so.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Function<Calls, Fault> fault;

        Mishap(Function<Calls, Fault> fault) {
            this.fault = fault;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheSiteRight(Mishap mishap) {
        try (SiteLives lives = SiteLives.ofAnOperator()) {
            assertThat(extraCalls(mishap, lives, AT_ONCE)).isLessThanOrEqualTo(MOST_EXTRA_CALLS);
        }
    }

    /** What the operator's HTTP client makes of an answer that breaks off is to be seen on the wire alone. */
    @Test
    void leavesTheSiteRightOnTheWire() {
        try (SiteLives lives = SiteLives.onTheWire()) {
            assertThat(extraCalls(Mishap.ANSWER_LOST, lives, 3 * AT_ONCE)).isLessThanOrEqualTo(3 * MOST_EXTRA_CALLS);
        }
    }

    /** What it cost at most, with so many operations at once. */
    private static int extraCalls(Mishap mishap, SiteLives lives, int atOnce) {
        Troubled troubled = new Troubled(lives);
        Map<Phase, Set<String>> struck = new EnumMap<>(Phase.class);
        int most = troubled.atEveryOperation(lives::operations, atOnce, operations -> (phase, vigil) -> {
            troubled.with(
                    operations.stream().map(Troubled::calls).map(mishap.fault).toList(), vigil::untilRest);
            operations.stream()
                    .filter(operation -> troubled.strikes(operation) == 1)
                    .forEach(operation -> struck.computeIfAbsent(phase, first -> new TreeSet<>())
                            .add(operation));
        });
        for (Phase phase : Phase.values()) {
            assertThat(struck.get(phase)).as("%s", phase).containsExactlyInAnyOrderElementsOf(lives.operations(phase));
        }
        return most;
    }

    /** In the first phase everything that an operation is about was made just before. */
    @Test
    void ofNotFindingWhatWasJustMadeLeavesTheSiteRight() {
        try (SiteLives lives = SiteLives.ofAnOperator()) {
            Troubled troubled = new Troubled(lives);
            Set<String> struck = new TreeSet<>();
            int most = troubled.atEveryOperation(phase -> findable(lives, phase), 1, operations -> (phase, vigil) -> {
                List<NotYetVisible> faults = operations.stream()
                        .map(operation -> new NotYetVisible(calls(operation), 2))
                        .toList();
                troubled.with(faults, vigil::untilRest);
                operations.stream()
                        .filter(operation -> troubled.answers(operation, "NoSuch") > 0)
                        .forEach(struck::add);
            });
            assertThat(most).isLessThanOrEqualTo(MOST_EXTRA_CALLS);
            assertThat(struck).hasSizeGreaterThan(15).containsAll(findable(lives, Phase.MAKE));
        }
    }

    private static List<String> findable(SiteLives lives, Phase phase) {
        return phase != Phase.MAKE
                ? List.of()
                : lives.operations(phase).stream()
                        .filter(operation -> NotYetVisible.concerns(
                                calls(operation).service(), operation.substring(operation.indexOf(':') + 1)))
                        .toList();
    }

    /** What was made is not there yet, what was deleted still is, and what was changed is as before. */
    @Test
    void ofReadsThatLagBehindAWriteLeavesTheSiteRight() {
        // After these the operator reads nothing that it has read before.
        assertThat(unnoticed(false))
                .allMatch(write -> write.matches("MAKE cloudfront:(Create|Publish).*")
                        || write.matches("TAKE_DOWN (cloudfront|s3):Delete.*"));
    }

    /** The operator does not know that it has written, and looks at what is not up to date. */
    @Test
    void ofReadsThatLagBehindAWriteWhoseAnswerIsLostLeavesTheSiteRight() {
        assertThat(unnoticed(true)).isEmpty();
    }

    /** The writes after which no read was answered as before them, though it would have been. */
    private static Set<String> unnoticed(boolean answerLost) {
        Set<String> unnoticed = new TreeSet<>();
        try (SiteLives lives = SiteLives.ofAnOperator()) {
            Troubled troubled = new Troubled(lives);
            int most = troubled.atEveryOperation(
                    phase -> writes(lives, phase),
                    1,
                    operations -> (phase, vigil) -> operations.forEach(operation -> {
                        Calls write = calls(operation);
                        StaleReads stale = new StaleReads(write, Calls.reads(write.service()), 2);
                        List<Fault> faults = new ArrayList<>(List.of(stale));
                        if (answerLost) {
                            faults.add(new LostAnswer(write, 1));
                        }
                        troubled.with(faults, vigil::untilRest);
                        if (stale.given() == 0) {
                            unnoticed.add(phase + " " + operation);
                        }
                    }));
            assertThat(most).isLessThanOrEqualTo(MOST_EXTRA_CALLS);
        }
        return unnoticed;
    }

    private static List<String> writes(SiteLives lives, Phase phase) {
        return lives.operations(phase).stream()
                .filter(operation -> Calls.writes(calls(operation).service())
                        .include(calls(operation).service(), operation.substring(operation.indexOf(':') + 1)))
                .toList();
    }
}
