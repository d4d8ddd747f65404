package io.siteward.e2e;

import io.siteward.sandbox.aws.Answer;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.run.OperatorProcess;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * SIGKILL at one AWS call: before AWS sees it, or after its effect, with the answer held back until the process is dead.
 */
final class Kill implements Fault {
    private final OperatorProcess victim;
    private final int number;
    private final boolean afterTheEffect;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private String struckAt = "";
    private boolean calledOff;

    /** @param number of the call from now on, 1 for the first; after the effect only calls with an effect count */
    Kill(OperatorProcess victim, int number, boolean afterTheEffect) {
        this.victim = victim;
        this.number = number;
        this.afterTheEffect = afterTheEffect;
    }

    @Override
    public void before(Caller caller, String service, String operation, SdkRequest request) {
        if (!afterTheEffect && begun.incrementAndGet() == number) {
            strike(operation);
        }
    }

    @Override
    public Answer after(Caller caller, String service, String operation, SdkRequest request, Answer answer) {
        if (afterTheEffect && !isRead(operation) && answered.incrementAndGet() == number) {
            strike(operation);
        }
        return answer;
    }

    /** A read has no effect that could be lost: to be killed after it is to be killed before the next call. */
    private static boolean isRead(String operation) {
        return operation.startsWith("Get") || operation.startsWith("List") || operation.startsWith("Describe");
    }

    /** The operation at which it struck; empty while it has not. */
    synchronized String struckAt() {
        return struckAt;
    }

    /** From now on it does not strike. The operation at which it has struck; empty when it has not. */
    synchronized String callOff() {
        calledOff = true;
        return struckAt;
    }

    private synchronized void strike(String operation) {
        if (calledOff) {
            return;
        }
        victim.kill();
        struckAt = operation;
        throw SdkClientException.create("killed");
    }
}
