package io.siteward.gate;

import io.siteward.graph.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call that was let through.
 *
 * @param status the HTTP status; 0 when there was no answer
 * @param requestId the service's request id, for the log
 * @param failure why it failed; null when it succeeded
 */
public record Outcome(
        int status, @Nullable String requestId, @Nullable Failure failure) {

    public static Outcome succeeded(int status, @Nullable String requestId) {
        return new Outcome(status, requestId, null);
    }

    public static Outcome failed(int status, Failure failure) {
        return new Outcome(status, failure.requestId(), failure);
    }

    /** The failure's code; empty when the call succeeded. */
    public Optional<String> errorCode() {
        return Optional.ofNullable(failure).map(Failure::code);
    }
}
