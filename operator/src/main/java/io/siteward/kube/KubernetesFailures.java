package io.siteward.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Failure.Kind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one table of the Kubernetes API's failures: what each means to the engine. */
public final class KubernetesFailures {
    /** The code of a write that was based on an older version than the cluster's. */
    public static final String CONFLICT = "Conflict";

    /** The code of a write to an object that is gone. */
    public static final String NOT_FOUND = "NotFound";

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(5);

    private KubernetesFailures() {}

    /**
     * The exception in the engine's terms. What the gate or its hooks threw below the client comes out as it went in.
     *
     * @throws Error when the client wrapped one
     */
    public static FailedCall failedCall(KubernetesClientException exception) {
        for (@Nullable Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedCall refused) {
                return refused;
            }
            if (cause instanceof Error stopped) {
                throw stopped;
            }
        }
        String message = Optional.ofNullable(exception.getMessage()).orElse("no message");
        // 0 or -1 where no answer came.
        Failure failure = exception.getCode() <= 0 ? unanswered(message) : answered(exception.getCode(), message);
        return new FailedCall(failure, exception);
    }

    static Failure unanswered(String message) {
        return failure(Kind.RETRIABLE, "ClusterUnreachable", "The Kubernetes API did not answer: " + message, PAUSE);
    }

    static Failure answered(int status, String message) {
        return switch (status) {
            case 401 ->
                failure(Kind.TERMINAL, "Unauthorized", "The Kubernetes API does not accept our credentials.", LONG);
            case 403 ->
                failure(Kind.TERMINAL, "Forbidden", "Give the operator's service account its role: " + message, LONG);
            // The watch tells sooner what became of it.
            case 404 -> failure(Kind.RETRIABLE, NOT_FOUND, "The object is gone.", LONG);
            case 409 -> failure(Kind.RETRIABLE, CONFLICT, "The object was changed meanwhile.", SOON);
            case 400, 422 -> failure(Kind.BUG, "Invalid", "The Kubernetes API refuses the object: " + message, LONG);
            default ->
                failure(
                        Kind.RETRIABLE,
                        "Status" + status,
                        "The Kubernetes API answered with status " + status + ".",
                        PAUSE);
        };
    }

    private static Failure failure(Kind kind, String code, String message, Duration retryAfter) {
        return new Failure(kind, code, message, retryAfter, null);
    }
}
