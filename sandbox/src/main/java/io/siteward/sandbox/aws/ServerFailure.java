package io.siteward.sandbox.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;

/** Answers the next so many calls with an internal error, before or after they took effect: callers cannot tell. */
public final class ServerFailure implements Fault {
    private final Calls calls;
    private final boolean tookEffect;
    private final AtomicInteger left;

    private ServerFailure(Calls calls, boolean tookEffect, int times) {
        this.calls = calls;
        this.tookEffect = tookEffect;
        this.left = new AtomicInteger(times);
    }

    public static ServerFailure beforeEffect(Calls calls, int times) {
        return new ServerFailure(calls, false, times);
    }

    public static ServerFailure afterEffect(Calls calls, int times) {
        return new ServerFailure(calls, true, times);
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (!tookEffect) {
            strike(service, operation);
        }
    }

    @Override
    public Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
        if (tookEffect) {
            strike(service, operation);
        }
        return answer;
    }

    private void strike(String service, String operation) {
        if (calls.include(service, operation) && left.getAndDecrement() > 0) {
            throw ServiceError.internal(service);
        }
    }
}
