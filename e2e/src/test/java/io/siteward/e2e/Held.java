package io.siteward.e2e;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkRequest;

/** An AWS that takes the next call and answers when it is let go. */
final class Held implements Fault {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        arrived.countDown();
        await(released);
    }

    /** Waits until a call is held. */
    void awaitCall() {
        await(arrived);
    }

    void release() {
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nothing came in " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
