package io.siteward.crash;

import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Stands at the gate of one process: notes its calls and strikes at its moment. */
final class Doom implements GateHook {
    private final List<Invariant> invariants;
    private final Variant variant;
    private final Moment moment;
    private final List<Call> calls = new ArrayList<>();
    private int changes;

    Doom(World world, List<Invariant.Watch> watches, Variant variant, Moment moment) {
        this.invariants = watches.stream().map(watch -> watch.of(world)).toList();
        this.variant = variant;
        this.moment = moment;
    }

    /** What was let through, the call at which the process ended included. */
    List<Call> calls() {
        return calls;
    }

    /** How many calls have changed something in AWS. */
    int changes() {
        return changes;
    }

    @Override
    public void before(Call call) {
        calls.add(call);
        if (moment.equals(Moment.before(calls.size()))) {
            variant.strike();
        }
        invariants.forEach(invariant -> invariant.before(call));
    }

    @Override
    public void after(Call call, Outcome outcome) {
        if (call.target() == Call.Target.AWS && call.mutates() && outcome.failure() == null) {
            changes++;
        }
        invariants.forEach(invariant -> invariant.after(call));
        if (moment.equals(Moment.after(calls.size()))) {
            variant.strike();
        }
    }
}
