package io.siteward.aws.cloudfront;

import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.time.Duration;

/** Failures of calls, said in the terms of a site. The service's code stays, for those who decide by it. */
final class Reworded {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);

    private Reworded() {}

    /** A person has to do something. */
    static FailedCall terminal(FailedCall cause, String message) {
        return as(Failure.Kind.TERMINAL, cause, message, LONG);
    }

    /** It will have passed at the next look. */
    static FailedCall soon(FailedCall cause, String message) {
        return as(Failure.Kind.RETRIABLE, cause, message, SOON);
    }

    static FailedCall as(Failure.Kind kind, FailedCall cause, String message, Duration retryAfter) {
        Failure failure = cause.failure();
        return new FailedCall(new Failure(kind, failure.code(), message, retryAfter, failure.requestId()), cause);
    }

    /** Whether someone else changed the object between our read and our write. CloudFront says it in two ways. */
    static boolean isStale(FailedCall failure) {
        return failure.is("PreconditionFailed") || failure.is("InvalidIfMatchVersion");
    }
}
