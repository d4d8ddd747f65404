package io.siteward.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of the operator: drives the protocol against a store that is reached over a bad network, and works on what it
 * holds. It may be paused anywhere and killed at any time.
 */
final class SimulatedProcess {
    private static final Duration TURN = Duration.ofSeconds(4);

    private final Simulation world;
    private final SimulatedClock clock;
    private final String cluster;
    private final Terms terms;
    private final Protocol protocol;
    private final Map<String, Want> wants = new HashMap<>();
    /** The manifests of which nothing is left in AWS: another may come under the same key. */
    private final Map<String, Manifest> takenDown = new HashMap<>();

    private final Set<String> working = new HashSet<>();
    private boolean idle;
    private int nudges;
    private boolean dead;
    private boolean stopping;
    private long pausedUntil;

    SimulatedProcess(Simulation world, SimulatedClock clock, String instance, String cluster, Terms terms) {
        this.world = world;
        this.clock = clock;
        this.cluster = cluster;
        this.terms = terms;
        Replica replica = new Replica(instance, cluster, clock::wall, () -> world.plant.read(clock), world.random);
        this.protocol = new Protocol(replica, terms, world.shared());
    }

    String cluster() {
        return cluster;
    }

    boolean isUp() {
        return !dead && !stopping;
    }

    boolean holds(String key) {
        return !dead && world.schedule.now() >= pausedUntil && protocol.holds(key) && world.isHolderInStatus(this, key);
    }

    Standing standing(String key) {
        return protocol.standing(key);
    }

    boolean isMember(String id) {
        return protocol.isThisMember(id);
    }

    void start() {
        world.keys().forEach(this::want);
        soon(this::ask);
        soon(this::work);
    }

    void kill() {
        dead = true;
    }

    /** Takes no more work and lets go of everything. */
    void stop() {
        stopping = true;
        nudge();
    }

    /** Somebody asks for it by command. */
    void handOver(String key) {
        protocol.handOver(key);
        nudge();
    }

    void pause(Duration pause) {
        pausedUntil = Math.max(pausedUntil, world.schedule.now() + pause.toNanos());
        world.count.pauses++;
    }

    SimulatedClock clock() {
        return clock;
    }

    /** What is wanted with a key, and with which epoch in its status. */
    private void want(String key) {
        Want want =
                new Want(new Claim("spec", Instant.EPOCH), world.epochSeenOfOthers(this, key), Set.of(), stageOf(key));
        if (!want.equals(wants.put(key, want))) {
            protocol.want(key, want);
            nudge();
        }
    }

    private void soon(Runnable turn) {
        later(Duration.ofMillis(world.random.nextInt(5)), turn);
    }

    /** One turn of the process, if it lives then; late, if it is paused then. */
    private void later(Duration delay, Runnable turn) {
        world.schedule.in(delay, () -> turn(turn));
    }

    private void turn(Runnable turn) {
        if (dead) {
            return;
        }
        if (world.schedule.now() < pausedUntil) {
            world.schedule.at(pausedUntil, () -> turn(turn));
        } else if (world.chance(world.weather().pauses())) {
            pause(world.upTo(world.weather().longestPause()));
            world.schedule.at(pausedUntil, () -> turn(turn));
        } else {
            turn.run();
            world.check();
        }
    }

    private void ask() {
        if (stopping && wants.keySet().stream().noneMatch(this::isAtWork)) {
            protocol.leave();
        }
        Optional<Step<?>> step = protocol.next();
        if (step.isPresent()) {
            send(step.get());
        } else if (!protocol.hasLeft()) {
            idle = true;
            int which = ++nudges;
            later(clock.trulyIn(protocol.pause()), () -> {
                if (idle && which == nudges) {
                    idle = false;
                    ask();
                }
            });
        }
    }

    /** There may be something to ask sooner than was thought. */
    private void nudge() {
        if (idle) {
            idle = false;
            soon(this::ask);
        }
    }

    private boolean isAtWork(String key) {
        return working.contains(key);
    }

    private <T> void send(Step<T> step) {
        world.network.send(
                step.call(),
                clock.trulyIn(terms.storeTimeout()),
                answer -> later(Duration.ZERO, () -> {
                    step.answered().accept(answer);
                    ask();
                }),
                failure -> later(Duration.ZERO, () -> {
                    step.lost().accept(failure);
                    ask();
                }));
    }

    private void work() {
        if (stopping) {
            return;
        }
        for (String key : world.keys()) {
            if (!world.manifest(cluster, key).isGone()) {
                want(key);
                visit(key);
            } else if (wants.remove(key) != null) {
                protocol.forget(key);
                nudge();
            }
        }
        later(clock.trulyIn(TURN), this::work);
    }

    private Want.Stage stageOf(String key) {
        Manifest manifest = world.manifest(cluster, key);
        if (!manifest.isDeleted()) {
            return Want.Stage.KEEP;
        }
        return manifest == takenDown.get(key) ? Want.Stage.DONE : Want.Stage.DELETE;
    }

    private void visit(String key) {
        Standing standing = protocol.standing(key);
        if (standing.kind() == Standing.Kind.PARTED) {
            world.manifest(cluster, key).remove();
            protocol.forget(key);
            return;
        }
        if (standing.kind() == Standing.Kind.ELSEWHERE && standing.speaks()) {
            world.sawEpoch(cluster, key, standing.lease().epoch());
        }
        Optional<Long> epoch =
                isAtWork(key) ? Optional.empty() : protocol.enter(key).map(Lease::epoch);
        if (epoch.isPresent()) {
            if (!world.writeStatus(this, String.valueOf(standing.lease().holder()), key, epoch.get())) {
                want(key);
                protocol.exit(key);
                nudge();
                return;
            }
            working.add(key);
            boolean takesDown = stageOf(key) == Want.Stage.DELETE;
            change(key, epoch.get(), takesDown, 1 + world.random.nextInt(3));
        }
    }

    /** Calls to AWS, each after asking; with a turn of the process, and so perhaps a pause, between any two. */
    private void change(String key, long epoch, boolean takesDown, int calls) {
        boolean asked = world.plant.asksOnlyOnce() ? calls > 0 : calls > 0 && protocol.mayChange(key);
        if (!asked) {
            if (calls == 0 && takesDown && protocol.mayChange(key)) {
                takenDown.put(key, world.manifest(cluster, key));
                want(key);
            }
            working.remove(key);
            protocol.exit(key);
            nudge();
            return;
        }
        Duration travel = world.upTo(clock.trulyIn(terms.callTimeout()));
        world.schedule.in(travel, () -> {
            world.changed(this, key, epoch, takesDown);
            later(Duration.ofMillis(1), () -> change(key, epoch, takesDown, calls - 1));
        });
    }
}
