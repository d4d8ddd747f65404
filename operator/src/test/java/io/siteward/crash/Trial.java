package io.siteward.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.crash.Performance.Result;
import io.siteward.gate.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One flow under one variant: first undisturbed, then disturbed at each moment in turn. Whatever the moment, it must end
 * in the same world, and cost not many more calls.
 */
final class Trial {
    /** After the last change come looks that find nothing to do: the first of them is enough. */
    private static final int CALLS_OF_A_LOOK = 15;

    private final Flow flow;
    private final Variant variant;
    private final Plant plant;
    private final List<Invariant.Watch> watches;
    private final Result undisturbed;
    private final JsonNode goal;

    /** The operator as it is, with nothing asked in between. */
    Trial(Flow flow, Variant variant) {
        this(flow, variant, Plant.NONE, List.of());
    }

    /** Runs the flow once, undisturbed. */
    Trial(Flow flow, Variant variant, Plant plant, List<Invariant.Watch> watches) {
        this.flow = flow;
        this.variant = variant;
        this.plant = plant;
        this.watches = watches;
        this.undisturbed = perform(List.of());
        this.goal = Performance.of(variant.goal(flow), Variant.PLAIN, Plant.NONE, List.of(), List.of())
                .world();
    }

    /** The calls that the operator makes when nothing disturbs it. */
    List<Call> calls() {
        return undisturbed.lives().get(0);
    }

    /** Whether the undisturbed flow ends where it should, if the variant has it end there by itself. */
    Optional<String> failureUndisturbed() {
        return variant.goal(flow).equals(flow) ? failure("undisturbed", undisturbed) : Optional.empty();
    }

    /** Every call up to the last change and through a look after it: before the call, and after it where that differs. */
    List<Moment> everyMoment() {
        return moments(calls(), call -> true);
    }

    /** The moments between which the world changes. */
    List<Moment> changes() {
        return moments(calls(), this::changesWhatIsSeen);
    }

    /** What went wrong, one line for each moment at which it did. */
    List<String> failures(List<Moment> moments) {
        return moments.parallelStream()
                .flatMap(moment -> failure(List.of(moment)).stream())
                .toList();
    }

    /** For each moment, the moments at which its recovery can be disturbed in turn. */
    List<List<Moment>> secondMoments(List<Moment> first) {
        return first.parallelStream().flatMap(this::pairs).toList();
    }

    /** What goes wrong when disturbed at each of these moments, each in the process after the one before. */
    Optional<String> failure(List<Moment> moments) {
        String when = shown(moments);
        try {
            return failure(when, perform(moments));
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(when + ": " + e);
        }
    }

    private Optional<String> failure(String when, Result result) {
        List<String> differences = Differences.between(goal, result.world());
        int most = undisturbed.calls()
                + flow.mostExtraCalls() * Math.max(1, result.lives().size() - 1);
        if (!differences.isEmpty()) {
            return Optional.of(when + ": " + String.join("; ", differences));
        }
        return result.calls() > most
                ? Optional.of(when + ": " + result.calls() + " calls, more than " + most)
                : Optional.empty();
    }

    private Stream<List<Moment>> pairs(Moment first) {
        List<List<Call>> lives = perform(List.of(first)).lives();
        List<Call> recovery = lives.get(lives.size() - 1);
        return lives.size() < 2
                ? Stream.empty()
                : moments(recovery, this::changesWhatIsSeen).stream().map(second -> List.of(first, second));
    }

    private List<Moment> moments(List<Call> calls, Function<Call, Boolean> wanted) {
        int last = IntStream.rangeClosed(1, calls.size())
                .filter(number -> calls.get(number - 1).mutates())
                .max()
                .orElse(0);
        List<Moment> moments = new ArrayList<>();
        for (int number = 1; number <= Math.min(calls.size(), last + CALLS_OF_A_LOOK); number++) {
            Call call = calls.get(number - 1);
            if (number == 1 || wanted.apply(call)) {
                moments.add(Moment.before(number));
            }
            if (changesWhatIsSeen(call)) {
                moments.add(Moment.after(number));
            }
        }
        return moments;
    }

    private boolean changesWhatIsSeen(Call call) {
        return call.mutates() || (variant.listsMatter(flow) && call.operation().startsWith("List"));
    }

    private Result perform(List<Moment> moments) {
        return Performance.of(flow, variant, plant, watches, moments);
    }

    private String shown(List<Moment> moments) {
        Moment first = moments.get(0);
        String call =
                first.call() <= calls().size() ? calls().get(first.call() - 1).operation() : "no call";
        return flow + ", " + variant + ", " + moments + " (" + call + ")";
    }
}
