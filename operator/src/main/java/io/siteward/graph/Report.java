package io.siteward.graph;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of a graph: every node in the graph's order, then those that are leaving. */
public record Report(List<NodeReport> nodes) {
    public Report {
        nodes = List.copyOf(nodes);
    }

    public Stream<NodeReport> in(NodeReport.State state) {
        return nodes.stream().filter(node -> node.state() == state);
    }

    public boolean allIn(NodeReport.State... states) {
        List<NodeReport.State> wanted = List.of(states);
        return nodes.stream().allMatch(node -> wanted.contains(node.state()));
    }

    /** The failures, the worst to wait for first: bugs, then what a person must do, then what passes by itself. */
    public List<NodeReport> failures() {
        return in(NodeReport.State.FAILED)
                .sorted(Comparator.comparing(node -> severity(node.failure().orElseThrow())))
                .toList();
    }

    /** When the next look is worth while: the soonest that any node asks for. */
    public Optional<Duration> lookAgain() {
        return nodes.stream()
                .flatMap(node -> Stream.concat(
                        node.settling().map(Settling::lookAgain).stream(),
                        node.failure().map(Failure::retryAfter).stream()))
                .min(Comparator.naturalOrder());
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
