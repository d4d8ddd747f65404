package io.siteward;

import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands at the gate: notes who passes, and can do something when a certain call comes. */
final class Doorman implements GateHook {
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Errand> errands = new CopyOnWriteArrayList<>();

    /** Before the next call of this operation is sent, {@code task} is done, once. */
    void beforeNext(String operation, Runnable task) {
        errands.add(new Errand(call -> call.operation().equals(operation), task));
    }

    /** Before the n-th call from now on that is made for this site, {@code task} is done, once. */
    void beforeCall(String site, int n, Runnable task) {
        AtomicInteger seen = new AtomicInteger();
        errands.add(new Errand(call -> isFor(site, call) && seen.incrementAndGet() == n, task));
    }

    /** How many calls were made for this site until AWS was changed for the last time, and that was written down. */
    int callsToTheLastChange(String site) {
        List<Call> made = calls.stream().filter(call -> isFor(site, call)).toList();
        int last = made.size();
        while (last > 0
                && !(made.get(last - 1).target() == Call.Target.AWS
                        && made.get(last - 1).mutates())) {
            last--;
        }
        return last + 1;
    }

    void forget() {
        calls.clear();
    }

    private static boolean isFor(String site, Call call) {
        return call.subject().toString().endsWith("/" + site);
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
        for (Errand errand : List.copyOf(errands)) {
            if (errand.when().test(call) && errands.remove(errand)) {
                errand.task().run();
            }
        }
        calls.add(call);
    }

    @Override
    public void after(Call call, Outcome outcome) {
        outcome.errorCode().ifPresent(code -> failures.add(call.operation() + ": " + code));
    }

    private record Errand(Predicate<Call> when, Runnable task) {}
}
