package io.siteward.graph;

/** A call that was not made or did not succeed. */
public final class FailedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailedCall(Failure failure) {
        super(failure.code() + ": " + failure.message());
        this.failure = failure;
    }

    public FailedCall(Failure failure, Throwable cause) {
        super(failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }

    /** Whether the service answered with this code. */
    public boolean is(String code) {
        return failure.code().equals(code);
    }
}
