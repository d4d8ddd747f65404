package io.siteward.upkeep;

import io.siteward.graph.FailedCall;
import java.time.Duration;
import java.util.Optional;

/** Takes down what deleted manifests of one kind stand for, a step a look. Whoever holds the lease asks for it. */
public interface Removal<R> {
    /**
     * The next step.
     *
     * @return when to look again; empty when nothing is left to do, so that the manifest may go
     * @throws FailedCall when the status could not be read or written
     */
    Optional<Duration> step(R manifest);
}
