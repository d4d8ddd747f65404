package io.siteward.graph;

/** What is to be done about one node. */
public sealed interface Decision {

    /** Desired and observed agree. */
    record Nothing() implements Decision {}

    /** It does not exist. */
    record Create(Cause cause) implements Decision {}

    /** It exists and differs. */
    record Update(Diff diff, Cause cause) implements Decision {}

    /** It is not ours, or cannot become what is wanted. */
    record Refuse(String reason, String message) implements Decision {}

    /** It waits for the handle of another node. */
    record HoldBack(NodeId by) implements Decision {}

    /** The look at it failed, so nothing is known and nothing is done. */
    record Unknown(Failure failure) implements Decision {}
}
