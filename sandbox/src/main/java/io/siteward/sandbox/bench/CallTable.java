package io.siteward.sandbox.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Flows side by side, an operation a line, in Markdown that can be read as it is. */
final class CallTable {
    private CallTable() {}

    static String of(List<Flow> flows) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("operation", flows.stream().map(Flow::title)));
        rows.add(sums("AWS reads", flows, CallCounts::awsReads));
        rows.add(sums("AWS writes", flows, CallCounts::awsWrites));
        rows.add(sums("Kubernetes reads", flows, CallCounts::kubernetesReads));
        rows.add(sums("Kubernetes writes", flows, CallCounts::kubernetesWrites));
        flows.stream()
                .flatMap(flow -> flow.counts().byOperation().keySet().stream())
                .distinct()
                .sorted()
                .forEach(operation -> rows.add(sums(operation.toString(), flows, counts -> counts.of(operation))));
        return MarkdownTable.of(rows);
    }

    private static List<String> sums(String title, List<Flow> flows, ToIntFunction<CallCounts> sum) {
        return row(title, flows.stream().map(flow -> Integer.toString(sum.applyAsInt(flow.counts()))));
    }

    private static List<String> row(String title, Stream<String> cells) {
        return Stream.concat(Stream.of(title), cells).toList();
    }
}
