package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.graph.Failure;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecureSiteReconcilerTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;
    private static final Context<SecureSite> CONTEXT = context();

    private final SiteWorld world = new SiteWorld(SITE);

    @AfterEach
    void close() {
        world.close();
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
    void triesAgainSoonAndThenLessAndLessOftenWhereTheStatusIsInConflict() {
        world.writesAreRefused = refusal(Failure.Kind.RETRIABLE, "Conflict", Duration.ofSeconds(1));

        assertThat(reconcile()).isEqualTo(Duration.ofSeconds(1));
        assertThat(reconcile()).isEqualTo(Duration.ofSeconds(2));
        assertThat(reconcile()).isEqualTo(Duration.ofSeconds(4));
        assertThat(world.events).isEmpty();

        world.writesAreRefused = Optional.empty();
        reconcile();
        world.writesAreRefused = refusal(Failure.Kind.RETRIABLE, "Conflict", Duration.ofSeconds(1));
        world.apply(SITE.replace("}\n", ", ipv6: false}\n"));
        assertThat(reconcile()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void forgetsASiteThatIsGone() {
        world.isGone = true;
        world.reconciler.reconcile(world.site, CONTEXT);
        assertThat(world.forgotten).containsExactly("docs");

        assertThat(world.calls()).isEmpty();
    }

    @Test
    void forgetsASiteWhoseStatusCanBeWrittenNoMore() {
        world.writesAreRefused = refusal(Failure.Kind.RETRIABLE, "NotFound", Duration.ofSeconds(1));
        reconcile();
        assertThat(reconcile()).isEqualTo(Duration.ofSeconds(1));
        assertThat(world.forgotten).containsExactly("docs", "docs");
    }

    /** How often a site is looked at in an hour in which every status is refused in the same way. */
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
        assertThat(world.awsWrites()).isEmpty();
    }

    @Test
    void waitsWhileANamesakeIsStillBeingWorkedOn() {
        List<Duration> pauses = new ArrayList<>();
        world.restart(new GateHook() {
            @Override
            public void before(Call call) {
                if (pauses.isEmpty()) {
                    pauses.add(reconcile());
                }
            }
        });

        reconcile();

        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
        assertThat(world.awsWrites()).contains("CreateBucket").doesNotHaveDuplicates();
    }

    @Test
    void letsAManifestGoThatNothingWasMadeOf() {
        world.site.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        world.site.getMetadata().setFinalizers(List.of(SecureSiteReconciler.FINALIZER));
        reconcile();
        reconcile();
        assertThat(world.site.getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void leavesASiteAloneThatItCannotRead() {
        SecureSite unreadable = new SecureSite();
        unreadable.setMetadata(new ObjectMetaBuilder()
                .withNamespace("web")
                .withName("docs")
                .withUid("u")
                .build());
        world.site = unreadable;

        assertThat(world.reconciler.reconcile(unreadable, CONTEXT).getScheduleDelay())
                .isEmpty();

        assertThat(world.events).hasSize(1).allMatch(event -> event.startsWith("Unreadable: "));
        assertThat(world.calls()).isEmpty();
        assertThat(world.writes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "True", ""})
    void saysThatOnlyTruePauses(String value) {
        world.site.getMetadata().setAnnotations(Map.of("siteward.io/paused", value));
        reconcile();
        assertThat(world.events)
                .contains("Misunderstood: The annotation siteward.io/paused is \"" + value
                        + "\", which pauses nothing: only \"true\" does.");
        assertThat(world.condition("Synced").reason()).isNotEqualTo("Paused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void saysNothingOfAnAnnotationThatItUnderstands(String value) {
        world.site.getMetadata().setAnnotations(Map.of("siteward.io/paused", value));
        reconcile();
        assertThat(world.events).noneMatch(event -> event.startsWith("Misunderstood"));
    }

    private Duration reconcile() {
        return Duration.ofMillis(world.reconciler
                .reconcile(world.site, CONTEXT)
                .getScheduleDelay()
                .orElseThrow());
    }

    private static Optional<Failure> refusal(Failure.Kind kind, String code, Duration retryAfter) {
        return Optional.of(new Failure(kind, code, "no", retryAfter, null));
    }

    /** The framework's context, of which is only asked whether the object is gone. */
    private static Context<SecureSite> context() {
        @SuppressWarnings("unchecked") // a proxy has no type arguments
        Context<SecureSite> context = (Context<SecureSite>) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isPrimaryResourceDeleted")) {
                        return false;
                    }
                    throw new AssertionError(method);
                });
        return context;
    }
}
