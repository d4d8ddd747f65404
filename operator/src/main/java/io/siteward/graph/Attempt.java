package io.siteward.graph;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failed call, or a bug of ours, becomes a value: it makes one node unknown, and no other. */
public final class Attempt {
    private static final Logger log = LoggerFactory.getLogger(Attempt.class);
    private static final Duration AFTER_A_BUG = Duration.ofMinutes(5);

    private Attempt() {}

    /** Does it, and says why it did not succeed; empty when it did. */
    public static Optional<Failure> failure(NodeId node, Runnable calls) {
        try {
            calls.run();
            return Optional.empty();
        } catch (FailedCall e) {
            return Optional.of(e.failure());
        } catch (RuntimeException e) {
            log.error("{}: unexpected error", node, e);
            return Optional.of(new Failure(
                    Failure.Kind.BUG,
                    "UnexpectedError",
                    node + ": " + e.getClass().getSimpleName() + "; see the operator's log",
                    AFTER_A_BUG,
                    null));
        }
    }
}
