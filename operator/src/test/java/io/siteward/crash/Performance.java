package io.siteward.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteward.gate.Call;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One run of a flow, from its beginning to its end, with a new process after every kill. */
final class Performance {
    /** Far more than any flow takes. */
    private static final int MOST_LOOKS = 300;

    private final Flow flow;
    private final Variant variant;
    private final Plant plant;
    private final List<Invariant.Watch> watches;
    private final Iterator<Moment> kills;
    private final World world = new World();
    private final List<Life> lives = new ArrayList<>();

    private Performance(Flow flow, Variant variant, Plant plant, List<Invariant.Watch> watches, List<Moment> kills) {
        this.flow = flow;
        this.variant = variant;
        this.plant = plant;
        this.watches = watches;
        this.kills = kills.iterator();
    }

    /**
     * How it went.
     *
     * @param lives the calls of each process from the flow's first deed on
     * @param looks of all those processes
     */
    record Result(JsonNode world, List<List<Call>> lives, int looks) {
        int calls() {
            return lives.stream().mapToInt(List::size).sum();
        }
    }

    /** @param kills when the first process dies, then the second, and so on; the last one lives on */
    static Result of(Flow flow, Variant variant, Plant plant, List<Invariant.Watch> watches, List<Moment> kills) {
        return new Performance(flow, variant, plant, watches, kills).run();
    }

    private Result run() {
        undisturbed();
        variant.begin(world);
        begin();
        for (Flow.Deed deed : flow.when()) {
            deed.in(world);
            rest();
        }
        if (variant.end(world)) {
            rest();
        }
        surviving(() -> now().sweep());
        List<String> violations = world.violations();
        if (!violations.isEmpty()) {
            throw new AssertionError("AWS would refuse " + violations);
        }
        world.cloudFront.change(settings -> settings.withListsLag(false));
        return new Result(
                Snapshot.of(world),
                lives.stream().map(life -> life.doom().calls()).toList(),
                lives.stream().mapToInt(Life::looks).sum());
    }

    private void undisturbed() {
        Life before = life(Moment.NEVER);
        variant.prepare(world);
        before.untilRest();
        for (Flow.Deed deed : flow.given()) {
            deed.in(world);
            before.wake();
            before.untilRest();
        }
    }

    private void rest() {
        now().wake();
        surviving(() -> now().untilRest());
    }

    private void surviving(Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (Killed e) {
                variant.atKill(world);
                begin();
            }
        }
    }

    private void begin() {
        Moment end = kills.hasNext() ? kills.next() : Moment.NEVER;
        lives.add(life(end));
    }

    private Life life(Moment end) {
        return new Life(world, new Doom(world, watches, variant, end), plant, MOST_LOOKS);
    }

    private Life now() {
        return lives.get(lives.size() - 1);
    }
}
