package io.siteward.sandbox.bench;

import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.run.Manifest;
import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.SiteState;
import io.siteward.sandbox.run.Sites;
import io.siteward.sandbox.run.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cloudfront.model.ListTagsForResourceRequest;

/** So many sites in an account and a cluster of their own, and the operator that keeps them. */
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** A {@link Window#PACE}th of the defaults, as a site's resyncSeconds here is of its own. */
    private static final Map<String, String> PACE = Map.of(
            "SITEWARD_SHARED_INTERVAL", "60s",
            "SITEWARD_IDENTITY_INTERVAL", "30s",
            "SITEWARD_SWEEP_INTERVAL", "6m");

    private static final Map<String, String> HURRY = Map.of(
            "SITEWARD_RATE_CLOUDFRONT_CALLS", "1000/1000",
            "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1000/1000");

    private static final Map<String, String> DEFAULT_RATES = Map.of(
            "SITEWARD_RATE_CLOUDFRONT_CALLS", "10/30",
            "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1/10");

    private final int size;
    private final InstantSource clock = InstantSource.system();
    private final BenchWorld world;
    private final Sites sites;
    private final CallLog log;
    private Duration ready = Duration.ZERO;
    private Duration lookedAt = Duration.ZERO;
    private Duration cpuBefore = Duration.ZERO;

    private Fleet(int size, BenchWorld world) {
        this.size = size;
        this.world = world;
        this.sites = world.sandbox().cluster().sites();
        this.log = new CallLog(world.sandbox());
    }

    /** Has the sites made, in a hurry that is no part of what is measured; does not wait. */
    static Fleet of(int size, Surroundings surroundings) {
        Fleet fleet = new Fleet(size, BenchWorld.start(surroundings, InstantSource.system(), HURRY));
        for (int number = 1; number <= size; number++) {
            fleet.sites.apply(Manifest.of("the bench's manifest", """
                apiVersion: siteward.io/v1alpha1
                kind: SecureSite
                metadata: {name: site-%s}
                spec: {region: eu-central-1, routing: {folderIndexes: {}}, resyncSeconds: 60}
                """.formatted(number)));
        }
        return fleet;
    }

    int size() {
        return size;
    }

    void awaitReady() {
        await("Ready", () -> sites.states().stream().allMatch(SiteState::isUpToDate));
    }

    /** Starts the operator anew, at the pace and with the rates that are measured, and times it. */
    void restart() {
        int port = freePort();
        Map<String, String> settings = new HashMap<>(PACE);
        settings.putAll(DEFAULT_RATES);
        settings.put("SITEWARD_LISTEN_PORT", Integer.toString(port));
        world.sandbox().stopOperator();
        log.begin();
        Instant begin = clock.instant();
        world.sandbox().restartOperator(settings);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                .timeout(PROBE_PATIENCE)
                .build();
        await("the operator's readiness", () -> isReady(http, probe));
        ready = Duration.between(begin, clock.instant());
        await("a look at every site", () -> distributionsRead() == size);
        lookedAt = Duration.between(begin, clock.instant());
        await("peace", () -> sites.states().stream().allMatch(Fleet::isAtPeace));
    }

    void beginWindow() {
        log.begin();
        cpuBefore = process().cpu();
    }

    Window endWindow() {
        world.sandbox().operator().checkAlive();
        return new Window(log.countsSoFar(), process().cpu().minus(cpuBefore));
    }

    /** @param idle the window of a fleet without sites */
    FleetFigures figures(Window window, Window idle) {
        return new FleetFigures(
                size,
                window.awsCallsAnHour(),
                window.kubernetesCallsAnHour(idle),
                process().residentKilobytes(),
                window.cpuSecondsAnHour(idle),
                ready,
                lookedAt,
                window.writes());
    }

    @Override
    public void close() {
        world.close();
    }

    private ProcessFigures process() {
        return new ProcessFigures(world.sandbox().operator().pid());
    }

    /** By the last that a look reads of a distribution: one for which the budget was used up comes again. */
    private long distributionsRead() {
        return world.sandbox().aws().calls().stream()
                .map(CallRecord::request)
                .filter(ListTagsForResourceRequest.class::isInstance)
                .map(request -> ((ListTagsForResourceRequest) request).resource())
                .distinct()
                .count();
    }

    private void await(String what, BooleanSupplier asked) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!asked.getAsBoolean()) {
            world.sandbox().operator().checkAlive();
            SandboxFailure.unless(
                    clock.instant().isBefore(deadline),
                    "With " + size + " sites, " + what + " took more than " + PATIENCE.toSeconds() + " s.");
            Pause.of(PAUSE);
        }
    }

    private static boolean isAtPeace(SiteState site) {
        return site.isUpToDate()
                && site.resources().values().stream()
                        .allMatch(resource -> resource.state().equals("Ready"));
    }

    private static boolean isReady(HttpClient http, HttpRequest probe) {
        try {
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
