package io.siteward.sandbox.bench;

import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.kube.KubernetesCall;
import io.siteward.sandbox.run.Sandbox;
import io.siteward.sandbox.run.SandboxFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What arrives over HTTP at a sandbox's AWS and Kubernetes from the operator, retries included. Not the calls of leases,
 * which go by the clock and not by what is done: {@code bench leases} counts those.
 */
final class CallLog {
    private final Sandbox sandbox;
    private long requestsBefore;

    CallLog(Sandbox sandbox) {
        this.sandbox = sandbox;
        begin();
    }

    /** Counts from here on. */
    void begin() {
        sandbox.aws().forgetCalls();
        sandbox.cluster().forgetCalls();
        requestsBefore = sandbox.aws().requests();
    }

    /**
     * What came in since the beginning. Nothing may be under way.
     *
     * @throws SandboxFailure when a request came in that is no operation of AWS
     */
    CallCounts counts() {
        List<CallRecord> calls = sandbox.aws().calls();
        long requests = sandbox.aws().requests() - requestsBefore;
        SandboxFailure.unless(
                requests == calls.size(),
                requests + " requests came in, and " + calls.size() + " of them were operations that AWS has.");
        return counted(calls);
    }

    /** The same while the operator goes on. */
    CallCounts countsSoFar() {
        return counted(sandbox.aws().calls());
    }

    static boolean isOfLeases(KubernetesCall call) {
        return call.resource().equals("leases");
    }

    private CallCounts counted(List<CallRecord> calls) {
        Map<Operation, Integer> counts = new TreeMap<>();
        calls.forEach(
                call -> counts.merge(new Operation(call.service(), call.operation(), call.isWrite()), 1, Integer::sum));
        sandbox.cluster().callsOfTheOperator().forEach((call, count) -> {
            if (!isOfLeases(call)) {
                counts.merge(
                        new Operation(Operation.KUBERNETES, call.verb() + " " + call.resource(), call.isWrite()),
                        count,
                        Integer::sum);
            }
        });
        return new CallCounts(counts);
    }
}
