package io.siteward.lease;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** The way to the store: calls that are lost, late, or arrive twice, and times when there is no way at all. */
final class Network {
    private static final Duration USUAL = Duration.ofMillis(40);

    private final Simulation world;
    private final LeaseStore store;
    private long cutUntil;

    Network(Simulation world, LeaseStore store) {
        this.world = world;
        this.store = store;
    }

    void cut(Duration howLong) {
        cutUntil = Math.max(cutUntil, world.schedule.now() + howLong.toNanos());
    }

    void mend() {
        cutUntil = world.schedule.now();
    }

    /** Sends a call; exactly one of the two is told, within the time-out. */
    <T> void send(Step.Call<T> call, Duration timeout, Consumer<T> answered, Consumer<StoreFailure> lost) {
        Weather weather = world.weather();
        Duration there = world.upTo(USUAL);
        Duration back = world.upTo(USUAL);
        boolean cut = world.schedule.now() < cutUntil;
        if (cut || world.chance(weather.lostRequests())) {
            giveUp(timeout, lost);
        } else if (world.chance(weather.lostAnswers())) {
            world.count.ambiguous++;
            world.schedule.in(there, () -> arrive(call));
            giveUp(timeout, lost);
        } else if (world.chance(weather.lateRequests())) {
            world.count.ambiguous++;
            world.schedule.in(timeout.plus(world.upTo(timeout.multipliedBy(12))), () -> arrive(call));
            giveUp(timeout, lost);
        } else {
            if (world.chance(weather.repeats())) {
                world.schedule.in(there.plus(world.upTo(timeout.multipliedBy(6))), () -> arrive(call));
            }
            world.schedule.in(there, () -> {
                T answer = arrive(call);
                world.schedule.in(back, () -> answered.accept(answer));
            });
        }
    }

    private void giveUp(Duration timeout, Consumer<StoreFailure> lost) {
        world.schedule.in(
                timeout, () -> lost.accept(new StoreFailure("the store does not answer", new IOException("lost"))));
    }

    private <T> T arrive(Step.Call<T> call) {
        try {
            return call.on(store);
        } catch (StoreFailure e) {
            throw new AssertionError("the simulated store itself never fails", e);
        }
    }
}
