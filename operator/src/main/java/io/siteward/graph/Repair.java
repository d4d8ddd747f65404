package io.siteward.graph;

import java.util.Optional;

/**
 * What was put right of a node apart from its turn in the plan, or could not be.
 *
 * @param diff what differed; empty when it could not be put right
 * @param cause why all of the node differed; empty when only a part of it was put right, because the rest has to wait
 * @param failure why it could not be put right; empty when it was
 */
public record Repair(NodeId node, Diff diff, Optional<Cause> cause, Optional<Failure> failure) {

    static Repair whole(NodeId node, Decision.Update update) {
        return new Repair(node, update.diff(), Optional.of(update.cause()), Optional.empty());
    }

    static Repair ofPart(NodeId node, Diff diff) {
        return new Repair(node, diff, Optional.empty(), Optional.empty());
    }

    static Repair failed(NodeId node, Failure failure) {
        return new Repair(node, Diff.none(), Optional.empty(), Optional.of(failure));
    }
}
