package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.OperatorRole;
import io.siteward.graph.Failure;
import io.siteward.sandbox.aws.Answer;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ExpiredCredentials;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.StaleReads;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.TimedOut;
import io.siteward.sandbox.aws.iam.Denial;
import io.siteward.sandbox.aws.iam.OperationPermissions;
import io.siteward.site.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkRequest;

/** An AWS that fails at one operation, and what becomes of signing keys in it. */
@ExtendWith(Quiet.class)
class KeyFaultsTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** In an hour, at pauses that begin with seconds and end with minutes. */
    private static final int MOST_CALLS_IN_AN_HOUR = 300;

    /** What an AWS may do that fails. */
    @SuppressWarnings("ImmutableEnumChecker") // References to constructors: they have no state.
    enum Trouble {
        THROTTLED(calls -> new Throttling(calls, Integer.MAX_VALUE), "AWS is slowing us down"),
        DENIED(Denial::new, " is not authorized to perform: "),
        EXPIRED(calls -> new ExpiredCredentials(), "The AWS credentials have expired");

        private final Function<Calls, Fault> fault;
        private final String words;

        Trouble(Function<Calls, Fault> fault, String words) {
            this.fault = fault;
            this.words = words;
        }
    }

    static Stream<Arguments> troubles() {
        return Stream.of(KeyStorage.values())
                .flatMap(storage -> Stream.of(Trouble.values()).map(each -> Arguments.of(storage, each)));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void ofAnHourAtAnyOperationIsSaidAndOvercome(KeyStorage storage, Trouble trouble) {
        forEachOperation(storage, (flow, operation) -> {
            SigningKeyWorld world = flow.begin(storage);
            ForAnHour fault = new ForAnHour(world, trouble.fault.apply(calls(operation)), calls(operation));
            world.writes.clear();
            runWith(List.of(fault), flow, world);
            String words = trouble == Trouble.DENIED ? trouble.words + action(operation) : trouble.words;
            assertThat(fault.strikes).as("%s at %s", flow, operation).isPositive();
            assertThat(world.writes)
                    .as("%s at %s", flow, operation)
                    .anySatisfy(status -> assertThat(status.conditions())
                            .anySatisfy(
                                    condition -> assertThat(condition.message()).contains(words)));
            assertThat(fault.callsMeanwhile).isLessThan(MOST_CALLS_IN_AN_HOUR);
            return KeyEnd.of(world, storage);
        });
    }

    @ParameterizedTest
    @EnumSource
    void answersThatComeTooLateAreOvercome(KeyStorage storage) {
        forEachOperation(storage, (flow, operation) -> {
            SigningKeyWorld world = flow.begin(storage);
            runWith(List.of(new TimedOut(calls(operation), 2)), flow, world);
            return KeyEnd.of(world, storage);
        });
    }

    /** What was just written is not seen for a few looks. */
    @ParameterizedTest
    @EnumSource
    void readsThatLagAreOvercome(KeyStorage storage) {
        forEachOperation(storage, (flow, operation) -> {
            SigningKeyWorld world = flow.begin(storage);
            runWith(
                    List.of(
                            new StaleReads(calls(operation), Calls.reads("cloudfront"), 2),
                            new StaleReads(calls(operation), Calls.reads(storage.service), 2)),
                    flow,
                    world);
            return KeyEnd.of(world, storage);
        });
    }

    /** Every flow once for each operation that it makes undisturbed; it ends as undisturbed. */
    private static void forEachOperation(KeyStorage storage, BiFunction<KeyFlow, String, KeyEnd> life) {
        List<String> failures = KeyFlows.ofMadeKeys().stream()
                .filter(flow -> Set.of("create", "rotate when asked", "delete").contains(flow.name()))
                .parallel()
                .flatMap(flow -> {
                    SigningKeyWorld world = flow.begin(storage);
                    world.cloud.aws.forgetCalls();
                    run(flow, world);
                    KeyEnd undisturbed = KeyEnd.of(world, storage);
                    Set<String> operations = operations(world);
                    assertThat(operations).hasSizeGreaterThan(4);
                    return operations.stream().flatMap(operation -> difference(flow, operation, life, undisturbed));
                })
                .toList();
        assertThat(failures).isEmpty();
    }

    private static Stream<String> difference(
            KeyFlow flow, String operation, BiFunction<KeyFlow, String, KeyEnd> life, KeyEnd undisturbed) {
        KeyEnd end = life.apply(flow, operation);
        return end.equals(undisturbed) ? Stream.empty() : Stream.of(flow + " at " + operation + ": " + end);
    }

    private static void run(KeyFlow flow, SigningKeyWorld world) {
        flow.when().forEach(deed -> deed.accept(world));
        // What failed is tried again at the latest after ten minutes.
        world.live(Duration.ofMinutes(30));
    }

    /** The same where the operator's calls meet faults. */
    private static void runWith(List<Fault> faults, KeyFlow flow, SigningKeyWorld world) {
        List<Fault> ofTheOperator =
                faults.stream().<Fault>map(OfTheOperator::new).toList();
        ofTheOperator.forEach(world.cloud.aws::add);
        run(flow, world);
        ofTheOperator.forEach(world.cloud.aws::remove);
    }

    private record OfTheOperator(Fault fault) implements Fault {
        @Override
        public void before(Caller caller, String service, String operation, SdkRequest request) {
            if (isTheOperator(caller)) {
                fault.before(caller, service, operation, request);
            }
        }

        @Override
        public Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
            return isTheOperator(caller) ? fault.after(caller, service, operation, request, answer) : answer;
        }
    }

    private static boolean isTheOperator(Caller caller) {
        return caller.equals(OperatorRole.in(KeyCloud.ACCOUNT).in(caller.region()));
    }

    /** The operator's, by service and name. */
    private static Set<String> operations(SigningKeyWorld world) {
        return world.cloud.aws.calls().stream()
                .filter(call -> isTheOperator(call.caller()))
                .map(call -> call.service() + ":" + call.operation())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Calls calls(String operation) {
        String[] names = operation.split(":", 2);
        return Calls.of(names[0], names[1]);
    }

    private static String action(String operation) {
        String[] names = operation.split(":", 2);
        return OperationPermissions.actions(names[0], names[1]).iterator().next() + " ";
    }

    /** A fault that is there for an hour, from the first call that it meets. */
    private static final class ForAnHour implements Fault {
        private final SigningKeyWorld world;
        private final Fault fault;
        private final Calls calls;
        private @Nullable Instant since;
        int strikes;
        int callsMeanwhile;

        ForAnHour(SigningKeyWorld world, Fault fault, Calls calls) {
            this.world = world;
            this.fault = fault;
            this.calls = calls;
        }

        @Override
        public void before(Caller caller, String service, String operation, SdkRequest request) {
            Instant now = world.cloud.clock.instant();
            boolean isMet = calls.include(service, operation);
            if (since == null && isMet) {
                since = now;
            }
            if (since != null && now.isBefore(since.plus(AN_HOUR))) {
                callsMeanwhile++;
                strikes += isMet ? 1 : 0;
                fault.before(caller, service, operation, request);
            }
        }
    }

    @Test
    void aZombieMakesNoCall() {
        for (KeyStorage storage : KeyStorage.values()) {
            KeyFlow flow = KeyFlows.ofMadeKeys().get(2);
            int calls = undisturbedCalls(flow, storage);
            List<Integer> made = new ArrayList<>();
            for (int allowed = 0; allowed < Math.min(calls, 40); allowed++) {
                SigningKeyWorld world = flow.begin(storage);
                world.cloud.aws.forgetCalls();
                new Tenure(world, allowed).lapse();
                world.annotate("siteward.io/rotate", "1");
                world.live(AN_HOUR);
                made.add(world.cloud.aws.calls().size());
                assertThat(world.cloud.aws.calls()).hasSizeLessThanOrEqualTo(allowed);
            }
            assertThat(made).contains(0, 1, 10);
        }
    }

    private static int undisturbedCalls(KeyFlow flow, KeyStorage storage) {
        SigningKeyWorld world = flow.begin(storage);
        world.cloud.aws.forgetCalls();
        flow.when().forEach(deed -> deed.accept(world));
        return world.cloud.aws.calls().size();
    }

    /** The lease of a process that is lost after so many calls: the gate lets none pass any more. */
    private static final class Tenure {
        private final SigningKeyWorld world;
        private int left;

        Tenure(SigningKeyWorld world, int left) {
            this.world = world;
            this.left = left;
        }

        void lapse() {
            world.permission = call -> left-- > 0
                    ? Optional.empty()
                    : Optional.of(new Failure(
                            Failure.Kind.RETRIABLE,
                            "LeaseLost",
                            "The lease is another's.",
                            Duration.ofSeconds(5),
                            null));
            world.restart();
        }
    }
}
