package io.siteward;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.config.Configuration;
import io.siteward.gate.Gate;
import io.siteward.gate.GateHook;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.http.CallMetrics;
import io.siteward.http.Check;
import io.siteward.http.ProbeServer;
import io.siteward.identity.Identity;
import io.siteward.kube.KubernetesGate;
import io.siteward.kube.KubernetesPath;
import io.siteward.kube.UnreadableObjects;
import io.siteward.site.SecureSiteController;
import io.siteward.status.Events;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The operator, put together and running. */
final class SitewardOperator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SitewardOperator.class);
    private static final Duration EVENT_INTERVAL = Duration.ofHours(1);
    private static final String COMPONENT = "siteward";

    private final Configuration configuration;
    private final Gate gate;
    private final KubernetesClient kubernetes;
    private final AwsClients aws;
    private final Operator framework;
    private final ProbeServer probes;
    private final Future<?> sweeping;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sweep"));

    /**
     * What the operator takes from outside.
     *
     * @param environment where AWS endpoints are looked up
     * @param instance which replica this is, for Events
     * @param hooks what stands at the gate; none but in tests
     */
    record Surroundings(
            Config kubernetes,
            AwsCredentialsProvider credentials,
            Map<String, String> environment,
            String instance,
            String version,
            InstantSource clock,
            RandomGenerator random,
            List<GateHook> hooks) {}

    /**
     * Starts the operator.
     *
     * @throws StartFailure when the cluster, AWS or the port is not as it must be
     */
    static SitewardOperator start(Configuration configuration, Surroundings with) {
        String fleet = checkedFleet(configuration, with.kubernetes());
        try {
            return new SitewardOperator(configuration, with, fleet);
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + configuration.listenPort() + " cannot be listened on (" + e.getMessage()
                            + "): set SITEWARD_LISTEN_PORT to one that is free.",
                    e);
        }
    }

    private SitewardOperator(Configuration configuration, Surroundings with, String fleet) throws IOException {
        this.configuration = configuration;
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.gate = new Gate(
                Permission.SOLE_WRITER,
                new RateBudget(with.clock(), configuration.rates(), configuration.otherRates()),
                List.of(new CallMetrics(metrics)),
                with.hooks());
        this.kubernetes = new KubernetesClientBuilder()
                .withConfig(with.kubernetes())
                .withKubernetesSerialization(UnreadableObjects.tolerant())
                .withHttpClientFactory(new KubernetesGate(gate, COMPONENT, uri -> subject(fleet, uri)))
                .build();
        this.aws = new AwsClients(with.credentials(), with.environment(), configuration.stsRegion(), with.version());
        AwsAccounts accounts = new AwsAccounts(
                aws.gated(gate, "sts", Subject.OPERATOR).sts(),
                aws::accessKeyId,
                with.clock(),
                configuration.identityInterval());
        checkAccount(accounts, fleet);
        this.framework = new Operator(settings -> settings.withKubernetesClient(kubernetes)
                .withUseSSAToPatchPrimaryResource(false)
                .withConcurrentReconciliationThreads(configuration.workers())
                .withReconciliationTerminationTimeout(configuration.stopPatience())
                .withCloseClientOnStop(false));
        SecureSiteController sites = new SecureSiteController(new SecureSiteController.Surroundings(
                fleet,
                kubernetes,
                aws,
                accounts,
                gate,
                new Events(kubernetes, with.clock(), EVENT_INTERVAL, COMPONENT, with.instance()),
                configuration,
                with.clock(),
                with.random()));
        sites.register(framework, configuration.namespaces());
        this.probes = ProbeServer.start(
                configuration.listenPort(),
                List.of(new Check("process", Optional::empty)),
                List.of(new Check("watch", this::watchProblem), new Check("aws", () -> awsProblem(accounts))),
                metrics::scrape);
        framework.start();
        this.sweeping = sweeper.scheduleWithFixedDelay(
                sites.sweep(),
                configuration.sweepInterval().toMillis(),
                configuration.sweepInterval().toMillis(),
                TimeUnit.MILLISECONDS);
        log.info("ready: fleet {}, probes on port {}", fleet, probes.port());
    }

    /** The port of the probes. */
    int probePort() {
        return probes.port();
    }

    /** Stops: takes no work, lets the call in flight end, makes no other. */
    @Override
    public void close() {
        log.info("stopping");
        gate.close();
        sweeping.cancel(false);
        sweeper.shutdown();
        framework.stop();
        try {
            if (!gate.awaitQuiet(configuration.stopPatience())) {
                log.warn("a call was still in flight after {}", configuration.stopPatience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        probes.close();
        kubernetes.close();
        aws.close();
        log.info("stopped");
    }

    private static String checkedFleet(Configuration configuration, Config config) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(UnreadableObjects.tolerant())
                .build()) {
            Cluster cluster = new Cluster(client);
            cluster.checkSites(configuration.namespaces());
            return configuration.fleet().orElseGet(cluster::fleet);
        }
    }

    /** What only a person can put right ends the start; what passes by itself does not. */
    private void checkAccount(AwsAccounts accounts, String fleet) {
        try {
            log.info("AWS account {}, fleet {}", accounts.current().id(), fleet);
        } catch (FailedCall e) {
            if (e.failure().kind() == Failure.Kind.TERMINAL) {
                kubernetes.close();
                aws.close();
                throw new StartFailure("AWS cannot be used: " + e.failure().message(), e);
            }
            log.warn("AWS does not answer yet: {}", e.getMessage());
        }
    }

    private static Subject subject(String fleet, URI uri) {
        KubernetesPath path = KubernetesPath.of(uri);
        String namespace = path.namespace();
        String name = path.name();
        return path.plural().equals("securesites") && namespace != null && name != null
                ? Subject.of(new Identity(fleet, "SecureSite", namespace, name))
                : Subject.OPERATOR;
    }

    private Optional<String> watchProblem() {
        RuntimeInfo info = framework.getRuntimeInfo();
        if (!info.isStarted()) {
            return Optional.of("the watches have not started");
        }
        return info.allEventSourcesAreHealthy()
                ? Optional.empty()
                : Optional.of("a watch of the Kubernetes API is broken: see the log for the missing permission");
    }

    private static Optional<String> awsProblem(AwsAccounts accounts) {
        try {
            accounts.current();
            return Optional.empty();
        } catch (FailedCall e) {
            return Optional.of(e.failure().message());
        }
    }
}
