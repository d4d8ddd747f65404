package io.siteward.graph;

import java.util.Optional;

/**
 * The note that a create is about to happen, for creates that AWS does not make idempotent.
 *
 * <p>It outlives the process ({@code status.pending}): who finds it after a crash looks for the resource before it
 * creates another.
 */
public interface Intent {
    /** The token of a create of this node that was begun and not seen to end. */
    Optional<String> pending();

    /** Writes the token down and returns only when it is durable; does nothing if it already stands there. */
    void record(String token);
}
