package io.siteward.gate;

import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The one gate that every AWS call and every Kubernetes write passes: it asks whether we may act and whether the rate
 * budget has a token, counts, and after {@link #close} lets nothing through any more.
 */
public final class Gate implements AutoCloseable {
    /** The code of the failure of a call that came after {@link #close}. */
    public static final String STOPPING = "Stopping";

    private static final Failure CLOSED =
            new Failure(Failure.Kind.RETRIABLE, STOPPING, "The operator is stopping.", Duration.ofSeconds(1), null);

    private final Permission permission;
    private final RateBudget budget;
    private final List<GateListener> listeners;
    private final List<GateHook> hooks;
    private final Object lock = new Object();
    private int inFlight;
    private boolean closed;

    public Gate(Permission permission, RateBudget budget, List<GateListener> listeners, List<GateHook> hooks) {
        this.permission = permission;
        this.budget = budget;
        this.listeners = List.copyOf(listeners);
        this.hooks = List.copyOf(hooks);
    }

    /**
     * Asks to make the call. Who gets a passage makes the call and then ends the passage, whatever came of it.
     *
     * @throws FailedCall when it must not be made now; then nothing may be sent
     */
    public Passage before(Call call) {
        Passage passage = begin(call);
        boolean passed = false;
        try {
            Optional<Failure> refusal = permission.refusal(call).or(() -> budget.take(call));
            if (refusal.isPresent()) {
                throw refused(call, refusal.get());
            }
            hooks.forEach(hook -> hook.before(call));
            passed = true;
            return passage;
        } finally {
            if (!passed) {
                passage.leave();
            }
        }
    }

    private Passage begin(Call call) {
        synchronized (lock) {
            if (!closed) {
                inFlight++;
                return new Passage(call);
            }
        }
        throw refused(call, CLOSED);
    }

    private FailedCall refused(Call call, Failure reason) {
        listeners.forEach(listener -> listener.refused(call, reason));
        return new FailedCall(reason);
    }

    /** Lets nothing through from now on. Calls in flight end as they will: see {@link #awaitQuiet}. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    /**
     * Waits until no call is in flight. For the way out only: no worker waits at the gate.
     *
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     * @return false when some call was still in flight at the end of the patience
     */
    public boolean awaitQuiet(Duration patience, LongSupplier nanoTime) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        synchronized (lock) {
            while (inFlight > 0) {
                long left = Duration.ofNanos(deadline - nanoTime.getAsLong()).toMillis();
                if (left <= 0) {
                    return false;
                }
                lock.wait(left);
            }
            return true;
        }
    }

    /** One call on its way. */
    public final class Passage {
        private final Call call;

        private Passage(Call call) {
            this.call = call;
        }

        /** The call has ended: tells the listeners and then the hooks, before the caller sees the answer. */
        public void after(Outcome outcome) {
            try {
                listeners.forEach(listener -> listener.ended(call, outcome));
                hooks.forEach(hook -> hook.after(call, outcome));
            } finally {
                leave();
            }
        }

        /** The call ended in a way that is no outcome, for example an {@link Error}. */
        public void leave() {
            synchronized (lock) {
                inFlight--;
                lock.notifyAll();
            }
        }
    }
}
