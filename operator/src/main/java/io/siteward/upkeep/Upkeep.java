package io.siteward.upkeep;

import io.siteward.graph.FailedCall;
import java.time.Duration;

/** Keeps what manifests of one kind stand for as they say. Whoever holds the lease asks for it. */
public interface Upkeep<R> {
    /**
     * One reconcile: look, compare, put right.
     *
     * @return when to look again
     * @throws FailedCall when the status could not be read or written
     */
    Duration reconcile(R manifest);
}
