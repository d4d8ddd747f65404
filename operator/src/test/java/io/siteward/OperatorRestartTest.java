package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siteward.crd.v1alpha1.LeaseStatus;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.gate.Call;
import io.siteward.sandbox.aws.CallRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator between other writers, stops and starts; and that nothing of it goes past the gate. */
class OperatorRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STATUS = "PATCH /apis/siteward.io/v1alpha1/namespaces/web/securesites/docs/status";
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;

    private final OperatorWorld<RecordingCluster> world = new OperatorWorld<>(new RecordingCluster());

    @BeforeEach
    void start() {
        world.start();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void findsEverythingAsItWasAfterARestart() {
        SecureSite before = world.untilReady("docs", SITE);
        world.stop();
        assertThat(world.cluster.get("docs")).isEqualTo(before);
        world.forget();

        world.start();
        await("the first look")
                .atMost(PATIENCE)
                .until(() -> world.aws.calls().stream()
                        .anyMatch(call -> call.service().equals("s3")));
        // Looks at one site come one after the other, so the first has ended when this one has.
        world.look("docs");

        assertThat(world.awsWrites()).isEmpty();
        assertThat(world.cluster.writes())
                .as("who holds it now, and of two looks the one on command")
                .containsExactly(STATUS, STATUS);
    }

    /** What wakes it is no command, so that there is nothing new to write down. */
    @Test
    void changesNothingAtTenLooksAndAtARestartOnlySaysWhoHoldsIt() {
        world.untilReady("docs", SITE);
        world.forget();
        String version = "";
        for (int look = 1; look <= 10; look++) {
            world.cluster.annotate("docs", "siteward.io/note", "look " + look);
            version = world.cluster.get("docs").getMetadata().getResourceVersion();
            awaitLooks(look);
        }
        assertThat(world.cluster.get("docs").getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(world.cluster.writes()).isEmpty();
        SecureSiteStatus before = world.cluster.get("docs").getStatus();
        LeaseStatus first = Objects.requireNonNull(before.lease());

        world.stop();
        world.start();
        awaitLooks(11);
        world.stop();

        SecureSiteStatus after = world.cluster.get("docs").getStatus();
        LeaseStatus second = Objects.requireNonNull(after.lease());
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(after).isEqualTo(before.withLease(second));
        assertThat(world.cluster.writes()).containsExactly(STATUS);
        assertThat(world.awsWrites()).isEmpty();
    }

    private void awaitLooks(int looks) {
        await("look " + looks)
                .atMost(PATIENCE)
                .until(() -> operations().stream()
                                .filter("GetPublicAccessBlock"::equals)
                                .count()
                        >= looks);
    }

    @Test
    void letsTheCallInFlightEndAndMakesNoOther() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.doorman.beforeNext("CreateDistributionWithTags", () -> {
            reached.countDown();
            await("to go on").atMost(PATIENCE).until(() -> goOn.getCount() == 0);
        });
        world.cluster.apply(SITE);
        reached.await();

        Thread stop = new Thread(world::stop, "stop");
        stop.start();
        await("the stop to wait for the worker")
                .atMost(PATIENCE)
                .until(() -> Arrays.stream(stop.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith("ExecutorServiceManager")));
        goOn.countDown();
        stop.join(PATIENCE.toMillis());

        assertThat(stop.isAlive()).isFalse();
        List<Call> calls = world.doorman.calls();
        assertThat(calls.get(calls.size() - 1).operation()).isEqualTo("CreateDistributionWithTags");
        assertThat(operations()).endsWith("CreateDistributionWithTags");
        assertThat(world.aws.calls().get(world.aws.calls().size() - 1).errorCode())
                .isEmpty();

        world.start();
        world.untilReady("docs", SITE);
        assertThat(world.awsWrites()).containsOnlyOnce("CreateDistributionWithTags", "CreateBucket");
    }

    @Test
    void writesAStatusAnewWhenSomebodyChangedTheSiteMeanwhile() {
        world.doorman.beforeNext(
                "PATCH securesites/status", () -> world.cluster.annotate("docs", "example.com/owner", "docs-team"));

        SecureSite site = world.untilReady("docs", SITE);

        assertThat(world.doorman.failures()).contains("PATCH securesites/status: Conflict");
        assertThat(site.getMetadata().getAnnotations()).containsEntry("example.com/owner", "docs-team");
        assertThat(world.awsWrites()).containsOnlyOnce("CreateDistributionWithTags", "CreateBucket");
    }

    @Test
    void addsTheFinalizerAnewWhenSomebodyChangedTheSiteMeanwhile() {
        world.doorman.beforeNext(
                "PATCH securesites", () -> world.cluster.annotate("docs", "example.com/owner", "docs-team"));

        SecureSite site = world.untilReady("docs", SITE);

        assertThat(site.getMetadata().getAnnotations()).containsEntry("example.com/owner", "docs-team");
        assertThat(site.getFinalizers()).containsExactly("siteward.io/securesite");
    }

    @Test
    void makesNoCallOfASitesWholeLifePastTheGate() {
        world.untilReady("docs", SITE);
        world.cluster.site("docs").delete();
        world.untilGone("docs");
        world.stop();

        assertThat(operations())
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(world.doorman.operations(Call.Target.AWS));
        assertThat(world.cluster.writes()).hasSameSizeAs(world.doorman.operations(Call.Target.KUBERNETES));
        assertThat(world.doorman.operations(Call.Target.KUBERNETES))
                .contains("PATCH securesites", "PATCH securesites/status", "POST events");
    }

    private List<String> operations() {
        return world.aws.calls().stream().map(CallRecord::operation).toList();
    }
}
