package io.siteward.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.siteward.graph.Failure;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReconcilerTest {
    private final LampWorld world = new LampWorld();

    @Test
    void comesBackWhenItIsAskedTo() {
        assertThat(reconcile()).isEqualTo(LampWorld.NEXT);
    }

    @ParameterizedTest
    @CsvSource({"BUG, Invalid, 300", "TERMINAL, Forbidden, 300"})
    void asksForHelpWhereTheClusterRefusesItsStatusAndWaitsLong(Failure.Kind kind, String code, long seconds) {
        world.writesAreRefused = refusal(kind, code, Duration.ofSeconds(seconds));

        Duration first = reconcile();
        Duration second = reconcile();

        assertThat(first).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(second).isEqualTo(first.multipliedBy(2));
        assertThat(world.events).contains("StatusNotWritten: The status cannot be written: no");
    }

    @Test
    void forgetsAManifestThatIsGone() {
        world.isGone = true;
        world.reconciler.reconcile(world.lamp, context(false));
        assertThat(world.forgotten).containsExactly("desk");
        assertThat(world.work).isEmpty();
    }

    @Test
    void tellsTheLeasesThatTheManifestIsGone() {
        world.reconciler.reconcile(world.lamp, context(true));
        assertThat(world.forgotten).containsExactly("desk");
        assertThat(world.leases.asked).containsExactly("forget");
        assertThat(world.work).isEmpty();
    }

    @Test
    void forgetsAManifestWhoseStatusCanBeWrittenNoMore() {
        world.writesAreRefused = refusal(Failure.Kind.RETRIABLE, "NotFound", Duration.ofSeconds(1));
        reconcile();
        assertThat(reconcile()).isEqualTo(Duration.ofSeconds(1));
        assertThat(world.forgotten).containsExactly("desk", "desk");
    }

    /** How often a manifest is looked at in an hour in which every status is refused in the same way. */
    @ParameterizedTest
    @CsvSource({
        "RETRIABLE, Conflict, 1, 16",
        "RETRIABLE, ClusterUnreachable, 10, 12",
        "RETRIABLE, Status503, 10, 12",
        "RETRIABLE, NotFound, 300, 13",
        "TERMINAL, Forbidden, 300, 8",
        "BUG, Invalid, 300, 8"
    })
    void looksSeldomWhileItsStatusCannotBeWritten(Failure.Kind kind, String code, long seconds, int most) {
        world.writesAreRefused = refusal(kind, code, Duration.ofSeconds(seconds));
        Instant end = world.clock.instant().plus(Duration.ofHours(1));
        int looks = 0;
        while (world.clock.instant().isBefore(end)) {
            world.clock.advance(reconcile());
            looks++;
        }
        assertThat(looks).isBetween(2, most);
        assertThat(world.work).isEmpty();
    }

    @Test
    void waitsWhileANamesakeIsStillBeingWorkedOn() {
        List<Duration> pauses = new ArrayList<>();
        world.meanwhile = () -> {
            if (pauses.isEmpty()) {
                pauses.add(reconcile());
            }
        };

        reconcile();

        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
        assertThat(world.work).containsExactly("keep");
    }

    @Test
    void leavesAManifestAloneThatItCannotRead() {
        world.lamp.setSpec(null);

        assertThat(world.reconciler.reconcile(world.lamp, context(false)).getScheduleDelay())
                .isEmpty();

        assertThat(world.events)
                .containsExactly("Unreadable: This version of Siteward does not understand the manifest and leaves the"
                        + " lamp alone: see its log, and let the CRD and the operator be of the same version.");
        assertThat(world.work).isEmpty();
        assertThat(world.writes).isEmpty();
    }

    private Duration reconcile() {
        return Duration.ofMillis(world.reconciler
                .reconcile(world.lamp, context(false))
                .getScheduleDelay()
                .orElseThrow());
    }

    private static Optional<Failure> refusal(Failure.Kind kind, String code, Duration retryAfter) {
        return Optional.of(new Failure(kind, code, "no", retryAfter, null));
    }

    /** The framework's context, of which is only asked whether the object is gone. */
    private static Context<Lamp> context(boolean isGone) {
        @SuppressWarnings("unchecked") // a proxy has no type arguments
        Context<Lamp> context = (Context<Lamp>) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isPrimaryResourceDeleted")) {
                        return isGone;
                    }
                    throw new AssertionError(method);
                });
        return context;
    }
}
