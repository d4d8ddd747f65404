package io.siteward.sandbox.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;

/** Refuses the next so many calls as too many. */
public final class Throttling implements Fault {
    private final Calls calls;
    private final AtomicInteger left;

    public Throttling(Calls calls, int times) {
        this.calls = calls;
        this.left = new AtomicInteger(times);
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (calls.include(service, operation) && left.getAndDecrement() > 0) {
            throw ServiceError.throttled(service);
        }
    }
}
