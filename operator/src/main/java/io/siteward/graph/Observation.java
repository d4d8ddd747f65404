package io.siteward.graph;

/** What a look at AWS showed. */
public sealed interface Observation<O> {

    /** It exists, and it is ours. */
    record Present<O>(O state) implements Observation<O> {}

    /** It does not exist. */
    record Absent<O>() implements Observation<O> {}

    /**
     * It exists and is not ours to touch.
     *
     * @param reason in CamelCase, for a condition, for example {@code BucketOwnedByAnotherAccount}
     * @param message one sentence that names the thing, its owner, and the remedy
     */
    record Foreign<O>(String reason, String message) implements Observation<O> {}
}
