package io.siteward.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be done about every node of a graph, in the graph's order, before anything is done. */
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** The first node that is refused, if any; with one, nothing at all is carried out. */
    public Optional<Decision.Refuse> refusal() {
        return steps.stream()
                .map(Step::decision)
                .filter(Decision.Refuse.class::isInstance)
                .map(Decision.Refuse.class::cast)
                .findFirst();
    }

    /** The differences that somebody else made, by node, in the graph's order; a missing node has an empty diff. */
    public Map<NodeId, Diff> drift() {
        return steps.stream()
                .filter(step -> causeOf(step.decision()) == Cause.DRIFT)
                .collect(
                        Collectors.toMap(Step::node, step -> diffOf(step.decision()), (a, b) -> a, LinkedHashMap::new));
    }

    /** Whether everything is as wanted. */
    public boolean isEmpty() {
        return steps.stream().allMatch(step -> step.decision() instanceof Decision.Nothing);
    }

    private static @Nullable Cause causeOf(Decision decision) {
        if (decision instanceof Decision.Create create) {
            return create.cause();
        }
        return decision instanceof Decision.Update update ? update.cause() : null;
    }

    private static Diff diffOf(Decision decision) {
        return decision instanceof Decision.Update update ? update.diff() : Diff.none();
    }
}
