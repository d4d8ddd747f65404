package io.siteward.graph;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not succeed, in the terms the engine decides by.
 *
 * @param kind what to do about it
 * @param code the service's own code, for example {@code AccessDenied}, or one of ours
 * @param message one sentence for people; the same while the cause is the same (no request ids)
 * @param retryAfter the shortest time after which another try makes sense
 * @param requestId the service's request id, for the log only
 */
public record Failure(
        Kind kind,
        String code,
        String message,
        Duration retryAfter,
        @Nullable String requestId) {

    /** What to do about a failure. */
    public enum Kind {
        /** A person has to do something; looked at again with a long back-off, since the cause may go away. */
        TERMINAL,
        /** Passes by itself. */
        RETRIABLE,
        /** The rate budget has no token left; nothing was sent. */
        NO_TOKEN,
        /** Something else must happen first, for example a reference that must exist: try again soon. */
        BLOCKED,
        /** Our own mistake: a request that AWS can never accept. */
        BUG
    }
}
