package io.siteward.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One schedule: some processes in one cluster or two, clocks that run differently, a network and a store that fail, until
 * the weather clears; then everything that is wanted must be held. What must never be is checked at every moment.
 */
final class Simulation {
    private static final Terms TERMS = new Terms(Duration.ofSeconds(30));
    private static final Duration FOUL = TERMS.lease().multipliedBy(3);
    private static final int LEASES_UNTIL_HELD = 8;

    final Schedule schedule = new Schedule();
    final Random random;
    final Plant plant;
    final Counts count;
    final Network network;
    private final SimulatedStore store;
    private final Weather foul;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<String> keys;
    private final int clusters;

    /** Whether somebody is changing the duration of leases. */
    private final boolean unequal;

    private final Map<String, Manifest> manifests = new HashMap<>();

    /** What each key's status in each cluster says: it survives every process, and the store. */
    private final Map<String, Long> epochsSeen = new HashMap<>();

    private final Map<String, String> holdersInStatus = new HashMap<>();
    private final Map<String, Long> highestEpoch = new HashMap<>();
    private final Map<String, SimulatedProcess> changedIn = new HashMap<>();
    private boolean fair;
    private boolean wiped;
    private int instances;

    /** What really happened, over many schedules. */
    static final class Counts {
        long takeovers;
        long pauses;
        long ambiguous;
        long changes;
        long deaths;
        long wipes;
        long restores;

        void add(Counts other) {
            takeovers += other.takeovers;
            pauses += other.pauses;
            ambiguous += other.ambiguous;
            changes += other.changes;
            deaths += other.deaths;
            wipes += other.wipes;
            restores += other.restores;
        }
    }

    /** Something that must never be. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    Simulation(long seed, Plant plant, Counts count) {
        this.random = new Random(seed);
        this.plant = plant;
        this.count = count;
        this.store = plant.store(this::written);
        this.network = new Network(this, store);
        this.foul = Weather.of(random, TERMS);
        this.unequal = random.nextInt(4) == 0;
        this.clusters = 1 + random.nextInt(2);
        this.keys = List.of("a", "b").subList(0, 1 + random.nextInt(2));
    }

    /** Runs it to its end. */
    void run() {
        int howMany = clusters + random.nextInt(3);
        for (int i = 0; i < howMany; i++) {
            start("c" + i % clusters);
        }
        mishaps();
        long clears = FOUL.toNanos();
        while (schedule.step(clears)) {}
        clear();
        long end = clears + TERMS.lease().multipliedBy(LEASES_UNTIL_HELD).toNanos();
        while (!isSettled()) {
            if (!schedule.step(end)) {
                throw new Broken("not held, or not let go of, in time: " + unsettled());
            }
        }
    }

    private void start(String cluster) {
        double strange = plant.strangestRate();
        SimulatedClock clock = new SimulatedClock(
                schedule,
                1 + strange * (random.nextBoolean() ? 1 : -1) * (random.nextBoolean() ? 1 : random.nextDouble()),
                random.nextLong() >> 4,
                Duration.ofSeconds(random.nextInt(7200) - 3600));
        Terms terms = unequal ? new Terms(TERMS.lease().dividedBy(1 + random.nextInt(3))) : TERMS;
        SimulatedProcess process = new SimulatedProcess(this, clock, "i" + instances++, cluster, terms);
        processes.add(process);
        process.start();
    }

    private void mishaps() {
        int howMany = random.nextInt(6);
        for (int i = 0; i < howMany; i++) {
            Runnable mishap = mishap();
            schedule.in(upTo(FOUL), mishap);
        }
    }

    private Runnable mishap() {
        int which = random.nextInt(25);
        SimulatedProcess victim = processes.get(random.nextInt(processes.size()));
        if (which < 5) {
            return () -> {
                victim.kill();
                count.deaths++;
                schedule.in(upTo(TERMS.lease()), () -> start(victim.cluster()));
            };
        }
        if (which < 8) {
            return () -> {
                victim.stop();
                schedule.in(upTo(TERMS.lease()), () -> start(victim.cluster()));
            };
        }
        if (which < 12) {
            return () -> victim.pause(upTo(TERMS.lease().multipliedBy(3)));
        }
        if (which < 15) {
            return () -> victim.clock().setWrongBy(Duration.ofSeconds(random.nextInt(240) - 120));
        }
        if (which < 17) {
            return () -> network.cut(upTo(TERMS.lease().multipliedBy(2)));
        }
        if (which < 19) {
            return () -> manifest(victim.cluster(), keys.get(0)).delete();
        }
        if (which < 21) {
            return () -> applyAnew(victim.cluster(), keys.get(0));
        }
        if (which < 23) {
            return () -> victim.handOver(keys.get(0));
        }
        if (unequal) {
            // Whoever is new after a loss cannot know of a longer lease than its own.
            return () -> {};
        }
        return List.<Runnable>of(this::loseTheStore, this::loseARecord, this::restoreTheStoreLater)
                .get(random.nextInt(3));
    }

    /** A manifest under the name of one that has gone: it knows nothing of what was before. */
    private void applyAnew(String cluster, String key) {
        if (manifest(cluster, key).isGone()) {
            manifests.put(cluster + "/" + key, new Manifest());
            epochsSeen.remove(cluster + "/" + key);
            holdersInStatus.remove(cluster + "/" + key);
        }
    }

    /** Not one of which somebody has never heard: he would take the site for a new one, and its holder would not know. */
    private void loseARecord() {
        String key = keys.get(0);
        if (processes.stream().allMatch(process -> process.standing(key).lease().epoch() > 0)) {
            store.removeLease(key);
            forgetEpochs();
            count.wipes++;
        }
    }

    private void loseTheStore() {
        store.wipe();
        forgetEpochs();
        count.wipes++;
    }

    /** What stands there now comes back some time later, after an outage that is longer than a lease on any clock. */
    private void restoreTheStoreLater() {
        Duration outage = TERMS.lease().multipliedBy(4).dividedBy(3);
        Duration left = FOUL.minusNanos(schedule.now()).minus(outage);
        if (left.isNegative()) {
            return;
        }
        Runnable backup = store.backup();
        schedule.in(upTo(left), () -> {
            network.cut(outage);
            schedule.in(outage, () -> {
                backup.run();
                forgetEpochs();
                count.restores++;
            });
        });
    }

    private void forgetEpochs() {
        highestEpoch.clear();
        wiped = true;
    }

    private void clear() {
        fair = true;
        network.mend();
        for (int i = 0; i < clusters; i++) {
            String cluster = "c" + i;
            if (processes.stream()
                    .noneMatch(process -> process.isUp() && process.cluster().equals(cluster))) {
                start(cluster);
            }
        }
    }

    private boolean isSettled() {
        return unsettled().isEmpty();
    }

    private List<String> unsettled() {
        List<String> unsettled = new ArrayList<>();
        for (String key : keys) {
            boolean wanted = false;
            for (int i = 0; i < clusters; i++) {
                Manifest manifest = manifest("c" + i, key);
                wanted |= !manifest.isDeleted();
                if (manifest.isDeleted() && !manifest.isGone()) {
                    unsettled.add(key + " in c" + i + " is not let go of");
                }
            }
            if (wanted && processes.stream().noneMatch(process -> process.isUp() && process.holds(key))) {
                unsettled.add(key + " is not held");
            }
        }
        return unsettled;
    }

    /** Whether another cluster may use the store. */
    boolean shared() {
        return clusters > 1;
    }

    List<String> keys() {
        return keys;
    }

    Weather weather() {
        return fair ? Weather.FAIR : foul;
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    Duration upTo(Duration most) {
        return Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
    }

    Manifest manifest(String cluster, String key) {
        return manifests.computeIfAbsent(cluster + "/" + key, unknown -> new Manifest());
    }

    /** What the status says that is in the cluster of that process: the epoch of the last holder but itself. */
    long epochSeenOfOthers(SimulatedProcess process, String key) {
        long seen = epochsSeen.getOrDefault(process.cluster() + "/" + key, 0L);
        return isHolderInStatus(process, key) ? seen - 1 : seen;
    }

    /** A cluster that stands by notes the epoch of whoever holds it elsewhere. */
    void sawEpoch(String cluster, String key, long epoch) {
        if (epochsSeen.merge(cluster + "/" + key, epoch, Math::max) == epoch) {
            holdersInStatus.remove(cluster + "/" + key);
        }
    }

    boolean isHolderInStatus(SimulatedProcess process, String key) {
        return process.isMember(holdersInStatus.getOrDefault(process.cluster() + "/" + key, ""));
    }

    /** Before anything is changed the status says by whom: false when another had this epoch, or a later one. */
    boolean writeStatus(SimulatedProcess by, String member, String key, long epoch) {
        if (epochSeenOfOthers(by, key) >= epoch) {
            return false;
        }
        epochsSeen.put(by.cluster() + "/" + key, epoch);
        holdersInStatus.put(by.cluster() + "/" + key, member);
        return true;
    }

    private void written(@Nullable Lease before, Lease now) {
        long highest = highestEpoch.getOrDefault(now.key(), 0L);
        if (now.epoch() < highest) {
            throw new Broken("the epoch of " + now.key() + " fell from " + highest + " to " + now.epoch());
        }
        highestEpoch.put(now.key(), now.epoch());
        if (now.holder() != null && before != null && !now.holder().equals(before.holder())) {
            count.takeovers++;
        }
    }

    /** At no moment may two processes act. */
    void check() {
        for (String key : keys) {
            SimulatedProcess holder = null;
            for (SimulatedProcess process : processes) {
                if (process.holds(key)) {
                    if (holder != null) {
                        throw new Broken("two processes hold " + key);
                    }
                    holder = process;
                }
            }
        }
    }

    /** A change arrives in AWS. */
    void changed(SimulatedProcess by, String key, long epoch, boolean takesDown) {
        count.changes++;
        for (SimulatedProcess other : processes) {
            if (other != by && other.holds(key)) {
                throw new Broken("a change of " + key + " arrived while another process held it");
            }
        }
        SimulatedProcess first = changedIn.putIfAbsent(key + "@" + epoch, by);
        // With the store its epochs are lost, but for what the statuses know of them.
        if (!wiped && first != null && first != by) {
            throw new Broken("two processes changed " + key + " in epoch " + epoch);
        }
        if (takesDown && !wiped) {
            Lease lease = store.lease(key).orElseThrow(() -> new Broken("taken down without a record"));
            if (lease.claims().keySet().stream().anyMatch(cluster -> !cluster.equals(by.cluster()))) {
                throw new Broken(key + " was taken down while another cluster claimed it");
            }
        }
    }
}
