package io.siteward.sandbox.bench;

import java.util.Map;
import java.util.function.Predicate;

/** How often each operation was called. */
record CallCounts(Map<Operation, Integer> byOperation) {
    CallCounts {
        byOperation = Map.copyOf(byOperation);
    }

    int of(Operation operation) {
        return byOperation.getOrDefault(operation, 0);
    }

    /** How many calls there were of the operations that are asked for. */
    int sum(Predicate<Operation> asked) {
        return byOperation.entrySet().stream()
                .filter(each -> asked.test(each.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int awsReads() {
        return sum(operation -> operation.isAws() && !operation.isWrite());
    }

    int awsWrites() {
        return sum(operation -> operation.isAws() && operation.isWrite());
    }

    int kubernetesReads() {
        return sum(operation -> !operation.isAws() && !operation.isWrite());
    }

    int kubernetesWrites() {
        return sum(operation -> !operation.isAws() && operation.isWrite());
    }
}
