package io.siteward.sandbox.bench;

import io.siteward.sandbox.kube.KubernetesCall;
import io.siteward.sandbox.run.Manifest;
import io.siteward.sandbox.run.OperatorProcess;
import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.SiteState;
import io.siteward.sandbox.run.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Two operators beside one Kubernetes API, whose leases are counted; the second comes and goes. */
final class Replicas implements Supplier<RealLeases> {
    private static final int SITES = 100;
    private static final int TIMES = 3;
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration WINDOW = LEASE.multipliedBy(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** As long as nobody's lease changes hands for so long, nobody's is about to. */
    private static final Duration REST = LEASE;

    private static final Map<String, String> SETTINGS = Map.of(
            "HOSTNAME", "replica-1",
            "SITEWARD_LEASE_DURATION", LEASE.toSeconds() + "s",
            "SITEWARD_RATE_CLOUDFRONT_CALLS", "1000/1000",
            "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1000/1000");

    private static final String SECOND = "replica-2";

    private final Surroundings surroundings;
    private final InstantSource clock = InstantSource.system();

    Replicas(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public RealLeases get() {
        say("making " + SITES + " sites");
        try (BenchWorld world = BenchWorld.start(surroundings, clock, SETTINGS)) {
            for (int number = 1; number <= SITES; number++) {
                world.sandbox().cluster().sites().apply(Manifest.of("the bench's manifest", """
                        apiVersion: siteward.io/v1alpha1
                        kind: SecureSite
                        metadata: {name: site-%s}
                        spec: {region: eu-central-1}
                        """.formatted(number)));
            }
            await(
                    "Ready",
                    () -> world.sandbox().cluster().sites().states().stream()
                                    .filter(SiteState::isUpToDate)
                                    .count()
                            == SITES);
            return measured(world);
        }
    }

    private RealLeases measured(BenchWorld world) {
        say("starting a second operator");
        OperatorProcess second = start(world);
        try {
            awaitRest(world);
            int moved = heldBySecond(world).size();
            say("watching both for " + WINDOW.toSeconds() + " s");
            world.sandbox().cluster().forgetCalls();
            Pause.of(WINDOW);
            Map<KubernetesCall, Integer> calls = world.sandbox().cluster().callsOfTheOperator();
            List<Wait> killed = new ArrayList<>();
            List<Wait> stopped = new ArrayList<>();
            for (int time = 1; time <= TIMES; time++) {
                say("killing and stopping the second, " + time + " of " + TIMES);
                killed.add(takeover(world, second, OperatorProcess::kill));
                second = restart(world, second);
                stopped.add(takeover(world, second, OperatorProcess::close));
                second = restart(world, second);
            }
            return new RealLeases(
                    SITES,
                    LEASE,
                    WINDOW,
                    count(calls, false),
                    count(calls, true),
                    moved,
                    summary(Takeover.How.KILLED, killed),
                    summary(Takeover.How.STOPPED, stopped));
        } finally {
            second.close();
        }
    }

    private record Wait(Duration first, Duration last) {}

    private OperatorProcess start(BenchWorld world) {
        return world.sandbox().startBeside(SECOND, Map.of("HOSTNAME", SECOND));
    }

    private OperatorProcess restart(BenchWorld world, OperatorProcess ended) {
        ended.close();
        OperatorProcess second = start(world);
        awaitRest(world);
        return second;
    }

    private Wait takeover(BenchWorld world, OperatorProcess second, Consumer<OperatorProcess> end) {
        int held = heldBySecond(world).size();
        Instant begin = clock.instant();
        end.accept(second);
        await("a takeover", () -> heldBySecond(world).size() < held);
        Duration first = Duration.between(begin, clock.instant());
        await("the last takeover", () -> heldBySecond(world).isEmpty() && allAreHeld(world));
        return new Wait(first, Duration.between(begin, clock.instant()));
    }

    /** Waits until both hold some of the leases, and until none has changed hands for a while. */
    private void awaitRest(BenchWorld world) {
        await("a share of the second's", () -> !heldBySecond(world).isEmpty());
        Instant[] since = {clock.instant()};
        List<Map<String, String>> last = new ArrayList<>(List.of(holders(world)));
        await("rest", () -> {
            Map<String, String> now = holders(world);
            if (!now.equals(last.set(0, now)) || !allAreHeld(world)) {
                since[0] = clock.instant();
            }
            return Duration.between(since[0], clock.instant()).compareTo(REST) > 0;
        });
    }

    private static Map<String, String> holders(BenchWorld world) {
        return world.sandbox().cluster().leaseHolders();
    }

    private static List<String> heldBySecond(BenchWorld world) {
        return holders(world).values().stream()
                .filter(holder -> holder.startsWith(SECOND + "."))
                .toList();
    }

    private static boolean allAreHeld(BenchWorld world) {
        Map<String, String> holders = holders(world);
        return holders.size() > SITES && !holders.containsValue("");
    }

    private static int count(Map<KubernetesCall, Integer> calls, boolean writes) {
        return calls.entrySet().stream()
                .filter(each -> each.getKey().resource().equals("leases")
                        && each.getKey().isWrite() == writes)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static Takeover summary(Takeover.How how, List<Wait> waits) {
        return new Takeover(
                how,
                SITES,
                TIMES,
                summary(waits.stream().map(Wait::first).sorted().toList()),
                summary(waits.stream().map(Wait::last).sorted().toList()));
    }

    private static Takeover.Wait summary(List<Duration> sorted) {
        return new Takeover.Wait(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private void await(String what, BooleanSupplier asked) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!asked.getAsBoolean()) {
            SandboxFailure.unless(
                    clock.instant().isBefore(deadline),
                    "With two operators, " + what + " took more than " + PATIENCE.toSeconds() + " s.");
            Pause.of(PAUSE);
        }
    }

    private void say(String what) {
        surroundings.out().println("siteward: " + what + " ...");
    }
}
