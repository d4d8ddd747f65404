package io.siteward.lease;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What leases cost, by the protocol's own classes on a virtual clock: the program that {@code ./siteward bench leases}
 * starts. It prints a figure a line, its fields separated by spaces, and judges nothing. The fields are those of the
 * records in {@code io.siteward.sandbox.bench} that are called {@code LeaseRest}, {@code LeaseMove} and {@code Takeover}.
 */
final class LeaseCosts {
    private static final int WINDOW_MINUTES = 10;
    private static final int TIMES = 60;
    private static final int SITES_TAKEN_OVER = 100;

    private final PrintStream out;

    private LeaseCosts(PrintStream out) {
        this.out = out;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        LeaseCosts costs = new LeaseCosts(System.out);
        for (int sites : List.of(1, 100, 1000)) {
            for (int replicas : List.of(1, 2, 3)) {
                costs.rest(sites, replicas);
            }
        }
        for (int sites : List.of(100, 1000)) {
            costs.moves(sites, 1);
            costs.moves(sites, 2);
        }
        costs.takeover("killed", 2, IdleFleet::kill);
        costs.takeover("stopped", 2, IdleFleet::stop);
        costs.takeover("killed-alone", 1, LeaseCosts::restart);
    }

    private static IdleFleet atRest(int sites, int replicas, long seed) {
        IdleFleet fleet = new IdleFleet(sites, seed);
        for (int i = 0; i < replicas; i++) {
            fleet.startOne();
        }
        fleet.awaitRest();
        return fleet;
    }

    private void rest(int sites, int replicas) {
        IdleFleet fleet = atRest(sites, replicas, sites + replicas);
        int toBegin = fleet.leaseWrites();
        fleet.replicas().forEach(replica -> replica.store().forget());
        fleet.run(Duration.ofMinutes(WINDOW_MINUTES));
        int reads = 0;
        int writes = 0;
        int most = 0;
        for (IdleReplica replica : fleet.replicas()) {
            int written = replica.store().writes();
            reads += replica.store().reads();
            writes += written;
            most = Math.max(most, written);
        }
        print("rest", sites, replicas, WINDOW_MINUTES, reads, writes, most, toBegin);
    }

    /** One more joins, and leaves again in order. */
    private void moves(int sites, int replicas) {
        IdleFleet fleet = atRest(sites, replicas, sites + replicas);
        IdleReplica[] joiner = new IdleReplica[1];
        move(fleet, sites, replicas, replicas + 1, () -> joiner[0] = fleet.startOne());
        move(fleet, sites, replicas + 1, replicas, () -> fleet.stop(joiner[0]));
    }

    private void move(IdleFleet fleet, int sites, int before, int after, Runnable change) {
        Map<String, IdleReplica> holders = fleet.holders();
        int writes = fleet.leaseWrites();
        change.run();
        // A joiner is not known yet, and its absence would pass for rest.
        fleet.run(IdleFleet.TERMS.lease());
        fleet.awaitRest();
        Map<String, IdleReplica> now = fleet.holders();
        long moved = holders.keySet().stream()
                .filter(site -> holders.get(site) != now.get(site))
                .count();
        print("move", sites, before, after, moved, fleet.leaseWrites() - writes);
    }

    /** The end of one of so many, at moments that are spread over its renewal cycle. */
    private void takeover(String how, int replicas, BiConsumer<IdleFleet, IdleReplica> ending) {
        List<Long> firsts = new ArrayList<>();
        List<Long> lasts = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            IdleFleet fleet = atRest(SITES_TAKEN_OVER, replicas, time);
            IdleReplica victim = fleet.replicas().get(replicas - 1);
            int renewals = victim.store().memberWrites();
            fleet.await(() -> victim.store().memberWrites() > renewals);
            fleet.run(IdleFleet.TERMS.renewal().multipliedBy(time).dividedBy(TIMES));
            List<String> sites = fleet.heldBy(victim);
            long begin = fleet.now();
            ending.accept(fleet, victim);
            fleet.await(() -> sites.stream().anyMatch(fleet::isHeld));
            firsts.add(fleet.now() - begin);
            fleet.await(() -> sites.stream().allMatch(fleet::isHeld));
            lasts.add(fleet.now() - begin);
        }
        print(
                "takeover",
                how,
                SITES_TAKEN_OVER,
                TIMES,
                millis(median(firsts)),
                millis(Collections.max(firsts)),
                millis(median(lasts)),
                millis(Collections.max(lasts)));
    }

    private static void restart(IdleFleet fleet, IdleReplica replica) {
        fleet.kill(replica);
        fleet.startNow();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private void print(Object... fields) {
        List<String> words = new ArrayList<>();
        for (Object field : fields) {
            words.add(field.toString());
        }
        out.println(String.join(" ", words));
    }
}
