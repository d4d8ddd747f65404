package io.siteward.sandbox.bench;

import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.run.Manifest;
import io.siteward.sandbox.run.Progress;
import io.siteward.sandbox.run.Sandbox;
import io.siteward.sandbox.run.SiteState;
import io.siteward.sandbox.run.SiteWatch;
import io.siteward.sandbox.run.Sites;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The life of one site, counted. CloudFront deploys when this says so, and then the operator is woken, so that every
 * flow takes the same looks in every run.
 */
final class SiteLife {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG_ENOUGH_TO_DEPLOY = Duration.ofHours(1);
    private static final String RECONCILE = "siteward.io/reconcile";

    /** Any annotation of ours wakes the operator; this one means nothing to it. */
    private static final String WAKE = "siteward.io/bench";

    private final Sandbox sandbox;
    private final VirtualClock clock;
    private final Manifest manifest;
    private final Sites sites;
    private final CallLog log;
    private final List<Flow> flows = new ArrayList<>();
    private int tokens;

    SiteLife(Sandbox sandbox, VirtualClock clock, Manifest manifest) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.manifest = manifest;
        this.sites = sandbox.cluster().sites();
        this.log = new CallLog(sandbox);
    }

    /** With the status that the operator wrote. */
    List<Flow> withTheStatus() {
        flow("create", () -> {
            sites.apply(manifest);
            deploy("Settling");
            await("Ready", SiteState::isUpToDate);
        });
        flow(Flow.NO_OP, () -> awaitLook(look()));
        sandbox.stopOperator();
        String token = look();
        flow(Flow.NO_OP_RESTARTED, () -> {
            sandbox.restartOperator();
            awaitLook(token);
        });
        flow("update", () -> {
            change();
            deploy("Settling");
            await("Ready", SiteState::isUpToDate);
        });
        flow("delete", () -> {
            sites.delete(manifest.name());
            deploy("AwaitingCloudFront");
            watch().awaitGone(manifest.name(), PATIENCE);
        });
        return List.copyOf(flows);
    }

    /** The same, and in each flow the status is taken away before it or in the midst of it. */
    List<Flow> withoutTheStatus() {
        flow("create, lost", () -> {
            sites.apply(manifest);
            awaitReconciling("Settling");
            erase();
            deploy("");
            await("Ready", SiteState::isUpToDate);
        });
        erase();
        flow(Flow.NO_OP_LOST, () -> awaitLook(look()));
        erase();
        flow("update, lost", () -> {
            change();
            deploy("Settling");
            await("Ready", SiteState::isUpToDate);
        });
        erase();
        flow("delete, lost", () -> {
            sites.delete(manifest.name());
            deploy("AwaitingCloudFront");
            watch().awaitGone(manifest.name(), PATIENCE);
        });
        return List.copyOf(flows);
    }

    private void flow(String title, Runnable flow) {
        log.begin();
        flow.run();
        flows.add(new Flow(title, log.counts()));
    }

    private void change() {
        sites.changeSpec(manifest.name(), "{\"priceClass\": \"PriceClass_100\"}");
    }

    private void erase() {
        sites.eraseStatus(manifest.name());
    }

    /** Waits until the operator waits for CloudFront, lets CloudFront come to its end, and wakes the operator. */
    private void deploy(String reason) {
        if (!reason.isEmpty()) {
            awaitReconciling(reason);
        }
        clock.advance(LONG_ENOUGH_TO_DEPLOY);
        sites.annotate(manifest.name(), WAKE, "woken-" + ++tokens);
    }

    private void awaitReconciling(String reason) {
        await(
                "Reconciling (" + reason + ")",
                site -> site.condition("Reconciling").reason().equals(reason));
    }

    private String look() {
        String token = "look-" + ++tokens;
        sites.annotate(manifest.name(), RECONCILE, token);
        return token;
    }

    private void awaitLook(String token) {
        await("looked at", site -> site.reconciled().equals(token) && site.isUpToDate());
    }

    private void await(String what, Predicate<SiteState> asked) {
        watch().await(manifest.name(), what, PATIENCE, asked);
    }

    private SiteWatch watch() {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        InstantSource system = InstantSource.system();
        return new SiteWatch(sites, sandbox::operator, new Progress(nobody, system), system);
    }
}
