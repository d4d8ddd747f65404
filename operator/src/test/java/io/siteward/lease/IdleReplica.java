package io.siteward.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One run of a replica whose sites nobody changes: drives the protocol as {@link LeaseKeeper} does, on the schedule's
 * clock, against a store that always answers.
 */
final class IdleReplica {
    /** Of a call to the store, and of its answer. */
    static final Duration WAY = Duration.ofMillis(10);

    private static final String CLUSTER = "c0";

    /** The keeper waits for no less. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private final Schedule schedule;
    private final MeteredStore store;
    private final Protocol protocol;
    private boolean over;
    private boolean calling;
    private int pauses;

    IdleReplica(Schedule schedule, LeaseStore store, String instance, Terms terms, RandomGenerator random) {
        SimulatedClock clock = new SimulatedClock(schedule, 1, 0, Duration.ZERO);
        this.schedule = schedule;
        this.store = new MeteredStore(store);
        this.protocol = new Protocol(new Replica(instance, CLUSTER, clock::wall, clock::nanos, random), terms, false);
    }

    MeteredStore store() {
        return store;
    }

    /** Wants all of these, and begins. */
    void start(Collection<String> keys) {
        Want want = new Want(new Claim("spec", Instant.EPOCH), 0, Set.of(), Want.Stage.KEEP);
        keys.forEach(key -> protocol.want(key, want));
        ask();
    }

    boolean mayAct(String key) {
        return !over && protocol.holds(key);
    }

    /** As SIGKILL: what it has sent arrives. */
    void kill() {
        over = true;
    }

    /** As SIGTERM, when nothing is being worked on. */
    void stop() {
        protocol.leave();
        if (!calling) {
            ask();
        }
    }

    private void ask() {
        pauses++;
        Optional<Step<?>> step = protocol.next();
        if (step.isPresent()) {
            send(step.get());
        } else if (protocol.hasLeft()) {
            over = true;
        } else {
            pause();
        }
    }

    private void pause() {
        int which = pauses;
        Duration pause = protocol.pause();
        schedule.in(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause, () -> {
            if (!over && which == pauses) {
                ask();
            }
        });
    }

    private <T> void send(Step<T> step) {
        calling = true;
        schedule.in(WAY, () -> {
            T answer = arrive(step.call());
            schedule.in(WAY, () -> {
                calling = false;
                if (!over) {
                    step.answered().accept(answer);
                    ask();
                }
            });
        });
    }

    private <T> T arrive(Step.Call<T> call) {
        try {
            return call.on(store);
        } catch (StoreFailure e) {
            throw new AssertionError("the simulated store itself never fails", e);
        }
    }
}
