package io.siteward.graph;

import java.util.Optional;

/**
 * What became of one node.
 *
 * @param state where it stands now
 * @param decision what was to be done about it
 * @param applied what has been carried out for it, now or before; empty while nothing has
 * @param settling what AWS is still carrying out
 * @param failure why it could not be looked at or changed
 */
public record NodeReport(
        NodeId node,
        State state,
        Decision decision,
        Optional<Applied> applied,
        Optional<Settling> settling,
        Optional<Failure> failure) {

    /** Whether nothing was asked of AWS because the rate budget had no token; it goes on by itself. */
    public boolean isPostponed() {
        return failure.filter(each -> each.kind() == Failure.Kind.NO_TOKEN).isPresent();
    }

    /** Where a node stands. */
    public enum State {
        READY,
        SETTLING,
        HELD_BACK,
        FAILED,
        REFUSED,
        DELETING,
        GONE
    }
}
