package io.siteward.sandbox.aws;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The latest calls that an AWS received, each with its whole request: so only so many are kept. Safe for many threads. */
final class RecordedCalls {
    private final int most;
    private final Queue<CallRecord> calls = new ArrayDeque<>();
    private boolean whole = true;

    /**
     * Empty.
     *
     * @param most how many are kept
     */
    RecordedCalls(int most) {
        this.most = most;
    }

    synchronized void add(CallRecord call) {
        if (calls.size() == most) {
            calls.remove();
            whole = false;
        }
        calls.add(call);
    }

    /**
     * All since the beginning or since they were forgotten, the oldest first.
     *
     * @throws IllegalStateException when they were more than are kept: whoever counts them must not count too few
     */
    synchronized List<CallRecord> all() {
        if (!whole) {
            throw new IllegalStateException("more than " + most + " calls came in; only the latest are kept");
        }
        return List.copyOf(calls);
    }

    synchronized void forget() {
        calls.clear();
        whole = true;
    }
}
