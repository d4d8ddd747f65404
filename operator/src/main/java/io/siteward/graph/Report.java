package io.siteward.graph;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a graph.
 *
 * @param unmet the requirements that are refused or could not be looked at
 * @param nodes every node in the graph's order, then those that are leaving
 * @param shut what of nodes that were left alone was shut to those whom somebody else had let in, or could not be; in
 *     that case the node is {@link NodeReport.State#FAILED}
 */
public record Report(List<NodeReport> unmet, List<NodeReport> nodes, List<Repair> shut) {
    public Report {
        unmet = List.copyOf(unmet);
        nodes = List.copyOf(nodes);
        shut = List.copyOf(shut);
    }

    public Stream<NodeReport> in(NodeReport.State state) {
        return all().filter(node -> node.state() == state);
    }

    public boolean allIn(NodeReport.State... states) {
        List<NodeReport.State> wanted = List.of(states);
        return all().allMatch(node -> wanted.contains(node.state()));
    }

    /** The failures, the worst to wait for first: bugs, then what a person must do, then what passes by itself. */
    public List<NodeReport> failures() {
        return in(NodeReport.State.FAILED)
                .sorted(Comparator.comparing(node -> severity(node.failure().orElseThrow())))
                .toList();
    }

    /**
     * When the next look is worth while. After failures it is the soonest that one of the mildest of them asks for: what
     * settles is not looked at before that, since a look would also repeat what failed.
     */
    public Optional<Duration> lookAgain() {
        Optional<Duration> retry = Stream.concat(
                        failures().stream().map(NodeReport::failure),
                        shut.stream().map(Repair::failure))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Report::patience).thenComparing(Failure::retryAfter))
                .map(Failure::retryAfter);
        return retry.or(() -> all().flatMap(node -> node.settling().stream())
                .map(Settling::lookAgain)
                .min(Comparator.naturalOrder()));
    }

    private Stream<NodeReport> all() {
        return Stream.concat(unmet.stream(), nodes.stream());
    }

    /** What passes by itself is tried again at its own time, whatever else needs a person. */
    private static int patience(Failure failure) {
        return failure.kind() == Failure.Kind.TERMINAL || failure.kind() == Failure.Kind.BUG ? 1 : 0;
    }

    private static int severity(Failure failure) {
        return switch (failure.kind()) {
            case BUG -> 0;
            case TERMINAL -> 1;
            case BLOCKED -> 2;
            case RETRIABLE -> 3;
            case NO_TOKEN -> 4;
        };
    }
}
