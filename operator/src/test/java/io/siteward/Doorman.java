package io.siteward;

import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Stands at the gate: notes who passes, and can do something when a certain call comes. */
final class Doorman implements GateHook {
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicReference<Errand> errand = new AtomicReference<>(Errand.NONE);

    /** Before the next call of this operation is sent, {@code task} is done, once. */
    void beforeNext(String operation, Runnable task) {
        errand.set(new Errand(call -> call.operation().equals(operation), call -> task.run()));
    }

    /** What was let through and failed, as {@code PATCH securesites: Conflict}. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<String> operations(Call.Target target) {
        return calls.stream()
                .filter(call -> call.target() == target)
                .map(Call::operation)
                .toList();
    }

    @Override
    public void before(Call call) {
        Errand next = Objects.requireNonNull(errand.get());
        if (next.when().test(call) && errand.compareAndSet(next, Errand.NONE)) {
            next.task().accept(call);
        }
        calls.add(call);
    }

    @Override
    public void after(Call call, Outcome outcome) {
        outcome.errorCode().ifPresent(code -> failures.add(call.operation() + ": " + code));
    }

    private record Errand(Predicate<Call> when, Consumer<Call> task) {
        static final Errand NONE = new Errand(call -> false, call -> {});
    }
}
