package io.siteward.sandbox.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the life of one kind of site costs.
 *
 * @param title says which kind
 * @param bound what its no-op flows are held to
 */
record LifeCosts(String title, NoOpBound bound, List<Flow> flows) {
    /** For people and for the document. */
    String section() {
        return "## " + title + "\n\n" + CallTable.of(flows);
    }

    /** Where a look at the unchanged site costs more than it may. */
    List<String> complaints() {
        return flows.stream()
                .flatMap(flow -> switch (flow.title()) {
                    case Flow.NO_OP, Flow.NO_OP_RESTARTED -> bound.exceededBy(flow).stream();
                    case Flow.NO_OP_LOST -> NoOpBound.writesOf(flow).stream();
                    default -> Stream.of();
                })
                .map(complaint -> title + ": " + complaint)
                .toList();
    }
}
