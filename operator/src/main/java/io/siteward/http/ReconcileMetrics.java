package io.siteward.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The figures of reconciling: how often, how it ended, how long it took. */
public final class ReconcileMetrics {
    private final MeterRegistry registry;

    public ReconcileMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * One reconcile has ended.
     *
     * @param kind of the custom resource
     * @param result one of few, for example the name of the situation
     */
    public void ended(String kind, String result, Duration took) {
        Timer.builder("siteward.reconciles")
                .description("Reconciles")
                .tag("kind", kind)
                .tag("result", result)
                .register(registry)
                .record(took);
    }
}
