package io.siteward.sandbox.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Carries the next so many calls out and answers too late: the client has given up, as the SDK's does. On the wire the
 * connection closes instead, so that nobody has to wait.
 */
public final class TimedOut implements Fault {
    private static final long PATIENCE_IN_MILLISECONDS = 30_000;

    private final Calls calls;
    private final AtomicInteger left;

    public TimedOut(Calls calls, int times) {
        this.calls = calls;
        this.left = new AtomicInteger(times);
    }

    @Override
    public Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
        if (calls.include(service, operation) && left.getAndDecrement() > 0) {
            throw ApiCallTimeoutException.create(PATIENCE_IN_MILLISECONDS);
        }
        return answer;
    }
}
