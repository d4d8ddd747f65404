package io.siteward.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.siteward.gate.Call;
import io.siteward.gate.GateListener;
import io.siteward.gate.Outcome;
import io.siteward.graph.Failure;
import java.util.Locale;

/** The figures of the gate: calls by service, operation and outcome, and refusals by reason. */
public final class CallMetrics implements GateListener {
    private final MeterRegistry registry;

    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Call call, Outcome outcome) {
        Counter.builder("siteward.calls")
                .description("Calls that passed the gate")
                .tag("target", call.target().name().toLowerCase(Locale.ROOT))
                .tag("service", call.service())
                .tag("operation", call.operation())
                .tag("outcome", outcome.errorCode().orElse("ok"))
                .register(registry)
                .increment();
    }

    @Override
    public void refused(Call call, Failure reason) {
        Counter.builder("siteward.calls.refused")
                .description("Calls that the gate did not let through")
                .tag("service", call.service())
                .tag("reason", reason.code())
                .register(registry)
                .increment();
    }
}
