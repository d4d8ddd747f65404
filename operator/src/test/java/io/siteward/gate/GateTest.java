package io.siteward.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.gate.Call.Target;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.sandbox.aws.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GateTest {
    private static final ServiceRates AMPLE = new ServiceRates(new Rate(100, 100), 0, new Rate(100, 100));

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong now = new AtomicLong();
    private final List<String> heard = new ArrayList<>();

    @Test
    void hooksStandAroundTheEffectAndListenersHearTheOutcome() {
        Gate gate = gate(Permission.SOLE_WRITER, AMPLE, List.of(hook()));

        Gate.Passage passage = gate.before(write());
        heard.add("effect");
        passage.after(Outcome.succeeded(200, "r-1"));

        assertThat(heard).containsExactly("before", "effect", "ended OK", "after OK");
    }

    @Test
    void aCallWithoutPermissionIsRefusedBeforeItCostsAToken() {
        Failure notOurs = new Failure(Failure.Kind.BLOCKED, "NotHolder", "no", Duration.ofSeconds(5), null);
        Gate gate = gate(call -> Optional.of(notOurs), AMPLE, List.of(hook()));

        assertThat(refusalOf(gate, write())).isEqualTo(notOurs);
        assertThat(heard).containsExactly("refused NotHolder");
    }

    @Test
    void withoutATokenItSaysWhenOneWillBeThere() {
        Gate gate = gate(Permission.SOLE_WRITER, rates(new Rate(10, 10), 0, new Rate(1, 2)), List.of());
        pass(gate, write());
        pass(gate, write());

        Failure refusal = refusalOf(gate, write());

        assertThat(refusal.kind()).isEqualTo(Failure.Kind.NO_TOKEN);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        clock.advance(refusal.retryAfter());
        pass(gate, write());
    }

    @Test
    void thoseWhoAreTurnedAwayTogetherAreToldDifferentTimes() {
        Gate gate = gate(Permission.SOLE_WRITER, rates(new Rate(10, 10), 0, new Rate(1, 1)), List.of());
        pass(gate, write());

        assertThat(refusalOf(gate, write()).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refusalOf(gate, write()).retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(refusalOf(gate, write()).retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void readsLeaveTheReserveToMutations() {
        Gate gate = gate(Permission.SOLE_WRITER, rates(new Rate(1, 3), 2, new Rate(1, 3)), List.of());
        pass(gate, read());

        assertThat(refusalOf(gate, read()).kind()).isEqualTo(Failure.Kind.NO_TOKEN);
        pass(gate, write());
        pass(gate, write());
        assertThat(refusalOf(gate, write()).kind()).isEqualTo(Failure.Kind.NO_TOKEN);
    }

    @Test
    void accountsAndServicesHaveBudgetsOfTheirOwn() {
        Gate gate = gate(Permission.SOLE_WRITER, rates(new Rate(1, 1), 0, new Rate(1, 1)), List.of());
        pass(gate, write());

        pass(gate, new Call(Subject.OPERATOR, Target.AWS, "222222222222", "s3", "CreateBucket", true));
        pass(gate, new Call(Subject.OPERATOR, Target.AWS, "111111111111", "acm", "RequestCertificate", true));
        assertThat(refusalOf(gate, write()).code()).isEqualTo(RateBudget.NO_TOKEN);
    }

    @Test
    void aClockSetBackNeitherFillsNorBlocksTheBudget() {
        Gate gate = gate(Permission.SOLE_WRITER, rates(new Rate(1, 1), 0, new Rate(1, 1)), List.of());
        pass(gate, write());
        clock.advance(Duration.ofDays(-1));

        assertThat(refusalOf(gate, write()).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        pass(gate, write());
    }

    @Test
    void aStoppedGateBeginsNoCallAndLetsTheOneInFlightEnd() throws InterruptedException {
        Gate gate = gate(Permission.SOLE_WRITER, AMPLE, List.of());
        Gate.Passage inFlight = gate.before(write());

        gate.close();

        Failure refusal = refusalOf(gate, read());
        assertThat(refusal.kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(refusal.code()).isEqualTo(Gate.STOPPING);
        assertThat(gate.awaitQuiet(Duration.ZERO, now::get)).isFalse();
        inFlight.after(Outcome.succeeded(200, null));
        assertThat(gate.awaitQuiet(Duration.ZERO, now::get)).isTrue();
    }

    /** By the machine's clock it would wait for a day. */
    @Test
    @Timeout(60)
    void waitsByTheClockThatItIsGiven() throws InterruptedException {
        Gate gate = gate(Permission.SOLE_WRITER, AMPLE, List.of());
        gate.before(write());

        assertThat(gate.awaitQuiet(
                        Duration.ofDays(1),
                        () -> now.getAndAdd(Duration.ofDays(1).toNanos())))
                .isFalse();
    }

    @Test
    void aHookThatStopsTheWorldLeavesNothingInFlight() throws InterruptedException {
        Gate before = gate(Permission.SOLE_WRITER, AMPLE, List.of(new GateHook() {
            @Override
            public void before(Call call) {
                throw new Killed();
            }
        }));
        assertThatThrownBy(() -> before.before(write())).isInstanceOf(Killed.class);
        assertThat(before.awaitQuiet(Duration.ZERO, now::get)).isTrue();

        Gate after = gate(Permission.SOLE_WRITER, AMPLE, List.of(new GateHook() {
            @Override
            public void after(Call call, Outcome outcome) {
                throw new Killed();
            }
        }));
        Gate.Passage passage = after.before(write());
        assertThatThrownBy(() -> passage.after(Outcome.succeeded(200, null))).isInstanceOf(Killed.class);
        assertThat(after.awaitQuiet(Duration.ZERO, now::get)).isTrue();
    }

    private Gate gate(Permission permission, ServiceRates rates, List<GateHook> hooks) {
        return new Gate(permission, new RateBudget(clock, Map.of(), rates), List.of(listener()), hooks);
    }

    private static ServiceRates rates(Rate calls, int reserve, Rate mutations) {
        return new ServiceRates(calls, reserve, mutations);
    }

    private static Call write() {
        return new Call(Subject.OPERATOR, Target.AWS, "111111111111", "s3", "CreateBucket", true);
    }

    private static Call read() {
        return new Call(Subject.OPERATOR, Target.AWS, "111111111111", "s3", "HeadBucket", false);
    }

    private static void pass(Gate gate, Call call) {
        gate.before(call).after(Outcome.succeeded(200, null));
    }

    private static Failure refusalOf(Gate gate, Call call) {
        return catchThrowableOfType(FailedCall.class, () -> gate.before(call)).failure();
    }

    private GateListener listener() {
        return new GateListener() {
            @Override
            public void ended(Call call, Outcome outcome) {
                heard.add("ended " + outcome.errorCode().orElse("OK"));
            }

            @Override
            public void refused(Call call, Failure reason) {
                heard.add("refused " + reason.code());
            }
        };
    }

    private GateHook hook() {
        return new GateHook() {
            @Override
            public void before(Call call) {
                heard.add("before");
            }

            @Override
            public void after(Call call, Outcome outcome) {
                heard.add("after " + outcome.errorCode().orElse("OK"));
            }
        };
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
