package io.siteward.sandbox.aws.wire;

/** A request that is not what its protocol demands: broken XML, letters where a number must stand. */
final class MalformedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRequest(String message) {
        super(message);
    }

    MalformedRequest(String message, Throwable cause) {
        super(message, cause);
    }
}
