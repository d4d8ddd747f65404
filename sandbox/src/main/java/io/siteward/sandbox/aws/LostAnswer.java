package io.siteward.sandbox.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Carries the next so many calls out and loses the answers: on the wire the connection closes without one. */
public final class LostAnswer implements Fault {
    private final Calls calls;
    private final AtomicInteger left;

    public LostAnswer(Calls calls, int times) {
        this.calls = calls;
        this.left = new AtomicInteger(times);
    }

    @Override
    public void after(Caller caller, String service, String operation, SdkRequest request) {
        if (calls.include(service, operation) && left.getAndDecrement() > 0) {
            throw SdkClientException.create("the connection was closed before the answer of " + operation);
        }
    }
}
