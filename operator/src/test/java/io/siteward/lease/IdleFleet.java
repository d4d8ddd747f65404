package io.siteward.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** So many sites that nobody changes, and the replicas of one cluster that share them, on the default lease. */
final class IdleFleet {
    static final Terms TERMS = new Terms(Duration.ofSeconds(30));
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int PATIENCE_IN_LEASES = 20;

    private final Schedule schedule = new Schedule();
    private final Random random;
    private final List<String> sites;
    private final List<IdleReplica> replicas = new ArrayList<>();
    private final SimulatedStore store = new SimulatedStore(this::leaseWritten);
    private int leaseWrites;
    private long lastChangeOfHolder;
    private int started;

    IdleFleet(int sites, long seed) {
        this.random = new Random(seed);
        this.sites = IntStream.range(0, sites)
                .mapToObj(number -> "fleet/SecureSite/web/site-" + number)
                .toList();
    }

    private void leaseWritten(@Nullable Lease before, Lease now) {
        leaseWrites++;
        if (before == null || !Objects.equals(before.holder(), now.holder())) {
            lastChangeOfHolder = schedule.now();
        }
    }

    /** Starts one more at any moment of the next renewal's time. */
    IdleReplica startOne() {
        run(Duration.ofNanos((long) (random.nextDouble() * TERMS.renewal().toNanos())));
        return startNow();
    }

    IdleReplica startNow() {
        IdleReplica replica = new IdleReplica(schedule, store, "replica-" + ++started, TERMS, random);
        replicas.add(replica);
        replica.start(sites);
        return replica;
    }

    void kill(IdleReplica replica) {
        replica.kill();
        replicas.remove(replica);
    }

    void stop(IdleReplica replica) {
        replica.stop();
        replicas.remove(replica);
    }

    /** Lets this much time pass. */
    void run(Duration time) {
        boolean[] over = {false};
        schedule.in(time, () -> over[0] = true);
        long end = schedule.now() + time.toNanos();
        while (!over[0] && schedule.step(end)) {}
    }

    /** Lets time pass until every site is held and no lease has changed hands for as long as one lasts. */
    void awaitRest() {
        for (long waited = 0; !isAtRest(); waited += LOOK.toNanos()) {
            within(waited, "at rest");
            run(LOOK);
        }
    }

    /** Lets time pass until that is so; it may become so with every call of the store. */
    void await(BooleanSupplier asked) {
        long begin = schedule.now();
        while (!asked.getAsBoolean()) {
            within(schedule.now() - begin, "as it is to be");
            schedule.step(Long.MAX_VALUE);
        }
    }

    private static void within(long waited, String what) {
        if (waited > TERMS.lease().multipliedBy(PATIENCE_IN_LEASES).toNanos()) {
            throw new AssertionError("not " + what + " within " + PATIENCE_IN_LEASES + " leases");
        }
    }

    private boolean isAtRest() {
        return schedule.now() - lastChangeOfHolder >= TERMS.lease().toNanos()
                && holders().size() == sites.size();
    }

    /** By site, the replica that may act. */
    Map<String, IdleReplica> holders() {
        Map<String, IdleReplica> holders = new HashMap<>();
        for (String site : sites) {
            replicas.stream()
                    .filter(replica -> replica.mayAct(site))
                    .findFirst()
                    .ifPresent(replica -> holders.put(site, replica));
        }
        return holders;
    }

    /** The sites that this replica may act on. */
    List<String> heldBy(IdleReplica replica) {
        return sites.stream().filter(replica::mayAct).toList();
    }

    /** Whether one of those that were not stopped may act on it. */
    boolean isHeld(String site) {
        return replicas.stream().anyMatch(replica -> replica.mayAct(site));
    }

    List<IdleReplica> replicas() {
        return List.copyOf(replicas);
    }

    /** How often a lease's record was written so far, by anybody. */
    int leaseWrites() {
        return leaseWrites;
    }

    long now() {
        return schedule.now();
    }
}
