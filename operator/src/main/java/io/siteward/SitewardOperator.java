package io.siteward;

import io.fabric8.kubernetes.client.Config;
import io.siteward.config.Configuration;
import io.siteward.gate.GateHook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The operator, running. */
final class SitewardOperator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SitewardOperator.class);

    private final OrderlyStop stop;
    private final int probePort;

    /**
     * What the operator takes from outside.
     *
     * @param environment where AWS endpoints are looked up
     * @param instance which replica this is, for Events
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     * @param hooks what stands at the gate; none but in tests
     * @param pause waits so long
     * @param end ends the process, for the reason that it is given, and returns at once
     */
    record Surroundings(
            Config kubernetes,
            AwsCredentialsProvider credentials,
            Map<String, String> environment,
            String instance,
            String version,
            InstantSource clock,
            LongSupplier nanoTime,
            RandomGenerator random,
            List<GateHook> hooks,
            Consumer<Duration> pause,
            Consumer<String> end) {}

    SitewardOperator(OrderlyStop stop, int probePort) {
        this.stop = stop;
        this.probePort = probePort;
    }

    /**
     * Starts the operator.
     *
     * @throws StartFailure when the cluster, AWS or the port is not as it must be
     */
    static SitewardOperator start(Configuration configuration, Surroundings with) {
        return OperatorStart.run(configuration, with);
    }

    /** The port of the probes. */
    int probePort() {
        return probePort;
    }

    /** Stops: takes no work, lets the call in flight end, makes no other. */
    @Override
    public void close() {
        log.info("stopping");
        stop.close();
        log.info("stopped");
    }
}
