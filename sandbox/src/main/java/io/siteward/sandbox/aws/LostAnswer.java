package io.siteward.sandbox.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Carries the next so many calls out and loses the answers: on the wire the connection closes without one. */
public final class LostAnswer implements Fault {
    private final Calls calls;
    private final boolean alsoRefusals;
    private final AtomicInteger left;

    /** Of calls that the service refuses, too. */
    public LostAnswer(Calls calls, int times) {
        this(calls, true, times);
    }

    private LostAnswer(Calls calls, boolean alsoRefusals, int times) {
        this.calls = calls;
        this.alsoRefusals = alsoRefusals;
        this.left = new AtomicInteger(times);
    }

    /** Of the next so many calls that have their effect; what is refused is answered. */
    public static LostAnswer ofSuccess(Calls calls, int times) {
        return new LostAnswer(calls, false, times);
    }

    @Override
    public Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
        boolean meant = calls.include(service, operation) && (alsoRefusals || !answer.isRefusal());
        if (meant && left.getAndDecrement() > 0) {
            String message = "the connection was closed before the answer of " + operation;
            throw SdkClientException.create(message, new IOException(message));
        }
        return answer;
    }
}
