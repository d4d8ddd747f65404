package io.siteward.signing;

import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts a process's calls, of AWS and of its cluster, and strikes at one of them. */
final class Reaper implements GateHook {
    static final GateHook NOBODY = new GateHook() {};

    private static final Moment NEVER = new Moment(0, false, Strike.KILL);

    private final List<String> calls = new ArrayList<>();
    private Moment moment = NEVER;
    private String fatal = "";
    private String awaited = "";
    private Runnable meanwhile = () -> {};
    private boolean hasStruck;
    private Consumer<String> watch = call -> {};

    /** What happens. */
    enum Strike {
        /** The process ends. */
        KILL,

        /** The connection breaks, and the process lives on. */
        LOSE
    }

    /**
     * When it happens.
     *
     * @param call which one of all calls, from 1
     * @param after whether the call has had its effect
     */
    record Moment(int call, boolean after, Strike strike) {}

    /** The process is no more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    void at(Moment next) {
        moment = next;
    }

    /** The process ends before its next call of this operation. */
    void beforeNext(String operation) {
        fatal = operation;
    }

    /** Something else happens before the next call of this operation. */
    void beforeCall(String operation, Runnable happening) {
        awaited = operation;
        meanwhile = happening;
    }

    /** Asked after every call. */
    void watch(Consumer<String> watcher) {
        watch = watcher;
    }

    boolean hasStruck() {
        return hasStruck;
    }

    /** The calls so far, by their operations. */
    List<String> calls() {
        return calls;
    }

    /** A call of the cluster. */
    void pass(String call, Runnable effect) {
        begin(call);
        effect.run();
        end(call);
    }

    @Override
    public void before(Call call) {
        begin(call.operation());
    }

    @Override
    public void after(Call call, Outcome outcome) {
        end(call.operation());
    }

    private void begin(String operation) {
        calls.add(operation);
        if (operation.equals(awaited)) {
            awaited = "";
            meanwhile.run();
        }
        if (operation.equals(fatal)) {
            fatal = "";
            hasStruck = true;
            throw new Killed();
        }
        strikeIf(!moment.after());
    }

    private void end(String operation) {
        watch.accept(operation);
        strikeIf(moment.after());
    }

    private void strikeIf(boolean isItsHalf) {
        if (!isItsHalf || calls.size() != moment.call()) {
            return;
        }
        Strike strike = moment.strike();
        moment = NEVER;
        hasStruck = true;
        if (strike == Strike.LOSE) {
            throw new FailedCall(
                    new Failure(Failure.Kind.RETRIABLE, "ConnectionLost", "no answer", Duration.ofSeconds(2), null));
        }
        throw new Killed();
    }
}
