package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.graph.Failure;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void letsAManifestGoThatNothingWasMadeOf() {
        world.site.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        world.site.getMetadata().setFinalizers(List.of(SecureSiteReconciler.FINALIZER));
        reconcile();
        reconcile();
        assertThat(world.site.getMetadata().getFinalizers()).isEmpty();
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
