package io.siteward.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.OperationsInUse;
import io.siteward.gate.Call;
import io.siteward.readable.Verdicts;
import io.siteward.site.Quiet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator is killed at every call of every flow, before the call and after it, and has to bring about the world that
 * it would have brought about undisturbed.
 */
@ExtendWith(Quiet.class)
class CrashTest {
    private static final Verdicts VERDICTS = new Verdicts();

    /** What every process of every run is watched for. */
    private static final List<Invariant.Watch> WATCHES =
            List.of(world -> new ClosedBuckets(world, VERDICTS), ClosedPaths::new);

    private static final AtomicInteger POINTS = new AtomicInteger();
    private static final int SHOWN = 10;

    static List<Flow> flows() {
        return Flows.all();
    }

    @AfterAll
    static void say() {
        System.out.println(POINTS.get() + " crash points");
    }

    @ParameterizedTest
    @MethodSource("flows")
    void endsAsIfUndisturbedWhereverItIsStopped(Flow flow) {
        Trial plain = new Trial(flow, Variant.PLAIN, Plant.NONE, WATCHES);
        List<String> failures = new ArrayList<>();
        StringJoiner counts = new StringJoiner(", ", "crash: " + flow + ": ", "");
        counts.add(plain.calls().size() + " calls");
        for (Variant variant : Variant.values()) {
            if (!variant.concerns(flow, plain.calls())) {
                continue;
            }
            Trial trial = variant == Variant.PLAIN ? plain : new Trial(flow, variant, Plant.NONE, WATCHES);
            List<Moment> moments = variant == Variant.PLAIN ? trial.everyMoment() : trial.changes();
            trial.failureUndisturbed().ifPresent(failures::add);
            failures.addAll(trial.failures(moments));
            counts.add(moments.size() + " " + variant);
            POINTS.addAndGet(moments.size());
        }
        System.out.println(counts);
        assertThat(failures.stream().limit(SHOWN).collect(Collectors.joining("\n")))
                .as("%d crash points that end elsewhere", failures.size())
                .isEmpty();
    }

    static List<Flow> flowsKilledTwice() {
        return List.of(Flows.create(), Flows.delete());
    }

    @ParameterizedTest
    @MethodSource("flowsKilledTwice")
    void endsAsIfUndisturbedWhenTheRecoveryIsStoppedToo(Flow flow) {
        Trial trial = new Trial(flow, Variant.PLAIN, Plant.NONE, WATCHES);
        List<List<Moment>> pairs = trial.secondMoments(trial.changes());
        List<String> failures = pairs.parallelStream()
                .flatMap(pair -> trial.failure(pair).stream())
                .toList();
        System.out.println("crash: " + flow + ": " + pairs.size() + " pairs");
        POINTS.addAndGet(pairs.size());
        assertThat(failures.stream().limit(SHOWN).collect(Collectors.joining("\n")))
                .as("%d of %d pairs of crash points that end elsewhere", failures.size(), pairs.size())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"create, create with a function", "update, update: price class", "delete, delete with a function"})
    void aFlowMakesNoFewerCallsThanTheBenchCounted(String column, String name) throws IOException {
        Flow flow = flows().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, Long> made = new Trial(flow, Variant.PLAIN)
                .calls().stream().collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
        Map<String, Integer> counted = CountedCalls.of(column);
        assertThat(counted).hasSizeGreaterThan(5);
        counted.forEach((operation, count) ->
                assertThat(made.getOrDefault(operation, 0L)).as(operation).isGreaterThanOrEqualTo(count));
    }

    @Test
    void everyOperationThatTheOperatorUsesOccursInAFlow() {
        Set<String> made = flows().parallelStream()
                .flatMap(flow -> new Trial(flow, Variant.PLAIN).calls().stream())
                .filter(call -> call.target() == Call.Target.AWS)
                .map(call -> call.service() + ":" + call.operation())
                .collect(Collectors.toCollection(TreeSet::new));
        // The table of the leases is no site's, nor are signing keys, which have a test like this.
        Set<String> ofSites = new TreeSet<>(OperationsInUse.all());
        ofSites.removeAll(OperationsInUse.ofSigningKeys());
        ofSites.removeIf(operation -> operation.startsWith("dynamodb:"));
        assertThat(made).containsAll(ofSites);
    }
}
