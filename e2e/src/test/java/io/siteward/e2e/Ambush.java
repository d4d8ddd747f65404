package io.siteward.e2e;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;

/** Waits for the first call of an operation, and does something to the process that makes it, while AWS holds the call. */
final class Ambush implements Fault {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String operation;
    private final Consumer<String> deed;
    private final AtomicBoolean sprung = new AtomicBoolean();
    private volatile String victim = "";
    private final CountDownLatch struck = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** @param deed is told the name of the process; what it throws is AWS's answer */
    Ambush(String operation, Consumer<String> deed) {
        this.operation = operation;
        this.deed = deed;
    }

    @Override
    public void before(Caller caller, String service, String called, SdkRequest request) {
        if (called.equals(operation) && sprung.compareAndSet(false, true)) {
            victim = caller.role().orElse("");
            try {
                deed.accept(victim);
            } finally {
                struck.countDown();
            }
            await(released);
        }
    }

    /** Waits until somebody walked into it; answers who. */
    String awaitVictim() {
        await(struck);
        return victim;
    }

    /** The call that is held goes on to AWS, late. */
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
