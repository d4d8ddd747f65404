package io.siteward.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about every node of a graph, before anything is done.
 *
 * @param unmet the requirements that are not met ({@link Decision.Refuse}) or could not be looked at ({@link
 *     Decision.Unknown})
 * @param steps the nodes, in the graph's order
 */
public record Plan(List<Step> unmet, List<Step> steps) {
    public Plan {
        unmet = List.copyOf(unmet);
        steps = List.copyOf(steps);
    }

    /**
     * The first requirement or node that is refused, if any. With one, nothing is made or changed, but what protects is
     * repaired, and what somebody else has opened is shut.
     */
    public Optional<Step> refusal() {
        return Stream.concat(unmet.stream(), steps.stream())
                .filter(step -> step.decision() instanceof Decision.Refuse)
                .findFirst();
    }

    /** Whether carrying it out would send anything that changes AWS. */
    public boolean writes() {
        return refusal().isEmpty()
                && steps.stream()
                        .map(Step::decision)
                        .anyMatch(
                                decision -> decision instanceof Decision.Create || decision instanceof Decision.Update);
    }

    /** The differences that somebody else made, by node, in the graph's order; a missing node has an empty diff. */
    public Map<NodeId, Diff> drift() {
        return steps.stream()
                .filter(step -> causeOf(step.decision()) == Cause.DRIFT)
                .collect(
                        Collectors.toMap(Step::node, step -> diffOf(step.decision()), (a, b) -> a, LinkedHashMap::new));
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
