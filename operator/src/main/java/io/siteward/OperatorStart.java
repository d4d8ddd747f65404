package io.siteward;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.aws.GatedAccounts;
import io.siteward.aws.dynamodb.DynamoLeaseStore;
import io.siteward.aws.dynamodb.LeaseTable;
import io.siteward.aws.dynamodb.PreparedLeaseStore;
import io.siteward.aws.dynamodb.TableName;
import io.siteward.config.Configuration;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.http.CallMetrics;
import io.siteward.http.Check;
import io.siteward.http.ProbeServer;
import io.siteward.kube.KubernetesGate;
import io.siteward.kube.KubernetesLeaseStore;
import io.siteward.kube.UnreadableObjects;
import io.siteward.lease.LeaseKeeper;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.Leases;
import io.siteward.signing.SigningKeyController;
import io.siteward.site.SecureSiteController;
import io.siteward.status.Events;
import io.siteward.upkeep.Controller;
import io.siteward.upkeep.Namesakes;
import io.siteward.upkeep.Surroundings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One start of the operator: puts its parts together, and opens them one by one. */
final class OperatorStart {
    private static final Logger log = LoggerFactory.getLogger(OperatorStart.class);
    private static final Duration EVENT_INTERVAL = Duration.ofHours(1);
    private static final Duration PERMISSIONS_PAUSE = Duration.ofSeconds(3);
    private static final String COMPONENT = "siteward";

    /** Who else calls AWS: the sweep, the leases, and a probe, which asks for the account. */
    private static final int BESIDE_THE_WORKERS = 3;

    private final Configuration configuration;
    private final SitewardOperator.Surroundings with;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final String leaseNamespace;
    private final Permissions permissions;
    private final Cluster cluster;
    private final Gate gate;
    private final OrderlyStop stop;

    /** Who may act; nobody, before the leases are there. */
    private volatile Permission leaseQuestion = call -> Optional.empty();

    /** What the probes ask that answer before these are there. */
    private volatile Supplier<Optional<String>> watch = () -> Optional.of("the watches have not started");

    private volatile Supplier<Optional<String>> leases = () -> Optional.of("the lease store has not been asked");

    private volatile Supplier<Optional<String>> account = () -> Optional.of("AWS has not been asked");

    private OperatorStart(Configuration configuration, SitewardOperator.Surroundings with) {
        this.configuration = configuration;
        this.with = with;
        KubernetesClient reader = new KubernetesClientBuilder()
                .withConfig(with.kubernetes())
                .withKubernetesSerialization(UnreadableObjects.tolerant())
                .build();
        this.leaseNamespace = configuration
                .leaseNamespace()
                .or(() -> Optional.ofNullable(reader.getNamespace()))
                .orElse("default");
        this.permissions = new Permissions(reader, configuration, leaseNamespace, with.clock());
        this.gate = new Gate(
                call -> leaseQuestion.refusal(call),
                new RateBudget(with.clock(), configuration.rates(), configuration.otherRates()),
                List.of(new CallMetrics(metrics), permissions),
                with.hooks());
        this.stop = new OrderlyStop(gate, configuration.stopPatience(), with.nanoTime());
        this.cluster = new Cluster(stop.connection(reader, KubernetesClient::close));
    }

    /**
     * Starts the operator; when it cannot, nothing stays open.
     *
     * @throws StartFailure when the cluster, AWS or the port is not as it must be
     */
    static SitewardOperator run(Configuration configuration, SitewardOperator.Surroundings with) {
        OperatorStart start = new OperatorStart(configuration, with);
        try {
            return start.run();
        } catch (RuntimeException | Error e) {
            start.stop.close();
            throw e;
        }
    }

    private SitewardOperator run() {
        ProbeServer probes = stop.connection(probes(), ProbeServer::close);
        awaitPermissions();
        CustomResources.ALL.forEach(type -> cluster.check(type, configuration.namespaces()));
        String fleet = configuration.fleet().orElseGet(cluster::fleet);
        AwsClients aws = stop.connection(awsClients(), AwsClients::close);
        KubernetesClient kubernetes = stop.connection(kubernetesClient(fleet), KubernetesClient::close);
        AwsAccounts accounts = new AwsAccounts(
                aws.gated(gate, "sts", Subject.OPERATOR).sts(),
                aws::accessKeyId,
                with.clock(),
                configuration.identityInterval());
        checkAccount(accounts, fleet);
        account = () -> awsProblem(accounts);
        Watches watches = new Watches(with.end());
        LeaseKeeper keeper = leaseKeeper(fleet, aws);
        leases = keeper::trouble;
        Operator framework = stop.worker(framework(kubernetes, watches), Operator::stop);
        Surroundings surroundings = surroundings(fleet, kubernetes, keeper);
        GatedAccounts ways = new GatedAccounts(aws, accounts, gate);
        SecureSiteController sites = new SecureSiteController(surroundings, ways, configuration);
        SigningKeyController keys = new SigningKeyController(surroundings, ways, configuration, SecureRandom::new);
        List<Controller<?, ?>> controllers = List.of(sites.controller(), keys.controller());
        controllers.forEach(each -> each.register(framework, configuration.namespaces()));
        keeper.onChange(manifest -> controllers.forEach(each -> each.wake(manifest)));
        watch = () -> watches.problem(framework.getRuntimeInfo());
        start(framework);
        // Not before the sites are known: what it is to hold should not wait for that.
        keeper.start();
        sweepFromNowOn(sites, keeper);
        log.info("ready: fleet {}, probes on port {}", fleet, probes.port());
        return new SitewardOperator(stop, probes.port());
    }

    /**
     * Waits while one is missing, which the log and the probes tell: a role is often bound a moment later, and a process
     * that ends is started again only after minutes.
     */
    private void awaitPermissions() {
        try {
            while (permissions.problemNow().isPresent()) {
                with.pause().accept(PERMISSIONS_PAUSE);
            }
        } catch (KubernetesClientException e) {
            throw cluster.unreachable(e);
        }
    }

    private AwsClients awsClients() {
        try {
            return new AwsClients(
                    with.credentials(),
                    with.environment(),
                    configuration.stsRegion(),
                    with.version(),
                    configuration.workers() + BESIDE_THE_WORKERS,
                    configuration.leaseTerms().callTimeout());
        } catch (IllegalArgumentException e) {
            throw new StartFailure("AWS cannot be reached: " + e.getMessage(), e);
        }
    }

    private KubernetesClient kubernetesClient(String fleet) {
        return new KubernetesClientBuilder()
                .withConfig(with.kubernetes())
                .withKubernetesSerialization(UnreadableObjects.tolerant())
                .withHttpClientFactory(new KubernetesGate(gate, COMPONENT, uri -> CustomResources.subject(fleet, uri)))
                .build();
    }

    /** Opened after what makes calls under them, so that they are let go of when that has ended. */
    private LeaseKeeper leaseKeeper(String fleet, AwsClients aws) {
        LeaseKeeper keeper = stop.connection(
                new LeaseKeeper(
                        leaseStore(fleet, aws),
                        configuration.leaseTerms(),
                        new LeaseKeeper.Surroundings(
                                with.instance(),
                                configuration.cluster().orElse(fleet),
                                configuration.leaseTable().isPresent(),
                                with.clock(),
                                with.nanoTime(),
                                with.random())),
                LeaseKeeper::close);
        leaseQuestion = keeper;
        return keeper;
    }

    private LeaseStore leaseStore(String fleet, AwsClients aws) {
        Duration timeout = configuration.leaseTerms().storeTimeout();
        if (configuration.leaseTable().isPresent()) {
            TableName table = configuration.leaseTable().get();
            DynamoDbClient client = aws.dynamoDb(table.region());
            return new PreparedLeaseStore(
                    new DynamoLeaseStore(client, table, fleet, timeout, with.nanoTime()),
                    new LeaseTable(client, table, fleet));
        }
        Config config = new ConfigBuilder(with.kubernetes())
                .withRequestTimeout((int) timeout.toMillis())
                .withConnectionTimeout((int) timeout.toMillis())
                .withRequestRetryBackoffLimit(0)
                .build();
        KubernetesClient client =
                stop.connection(new KubernetesClientBuilder().withConfig(config).build(), KubernetesClient::close);
        return new KubernetesLeaseStore(client, leaseNamespace, fleet);
    }

    /** What only a person can put right ends the start; what passes by itself does not. */
    private void checkAccount(AwsAccounts accounts, String fleet) {
        try {
            log.info("AWS account {}, fleet {}", accounts.current().id(), fleet);
        } catch (FailedCall e) {
            if (e.failure().kind() == Failure.Kind.TERMINAL) {
                throw new StartFailure("AWS cannot be used: " + e.failure().message(), e);
            }
            log.warn("AWS does not answer yet: {}", e.getMessage());
        }
    }

    private Operator framework(KubernetesClient kubernetes, Watches watches) {
        return new Operator(settings -> settings.withKubernetesClient(kubernetes)
                .withUseSSAToPatchPrimaryResource(false)
                .withConcurrentReconciliationThreads(configuration.workers())
                .withReconciliationTerminationTimeout(configuration.stopPatience())
                .withInformerStoppedHandler(watches)
                .withMetrics(new Namesakes())
                .withCloseClientOnStop(false));
    }

    private Surroundings surroundings(String fleet, KubernetesClient kubernetes, Leases leases) {
        return new Surroundings(
                fleet,
                kubernetes,
                leases,
                new Events(kubernetes, with.clock(), EVENT_INTERVAL, COMPONENT, with.instance()),
                configuration.longestBackoff(),
                with.clock(),
                with.random());
    }

    private ProbeServer probes() {
        try {
            return ProbeServer.start(
                    configuration.listenPort(),
                    List.of(new Check("process", Optional::empty)),
                    List.of(
                            new Check("permissions", permissions::problem),
                            new Check("watch", () -> watch.get()),
                            new Check("leases", () -> leases.get()),
                            new Check("aws", () -> account.get())),
                    metrics::scrape);
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + configuration.listenPort() + " cannot be listened on (" + e.getMessage()
                            + "): set SITEWARD_LISTEN_PORT to one that is free.",
                    e);
        }
    }

    private static Optional<String> awsProblem(AwsAccounts accounts) {
        try {
            accounts.current();
            return Optional.empty();
        } catch (FailedCall e) {
            return Optional.of(e.failure().message());
        }
    }

    private static void start(Operator framework) {
        try {
            framework.start();
        } catch (OperatorException e) {
            throw new StartFailure("The watches of the Kubernetes API cannot be started: " + Cluster.firstLine(e), e);
        }
    }

    private void sweepFromNowOn(SecureSiteController sites, LeaseKeeper keeper) {
        Runnable sweep = () -> {
            if (keeper.speaks()) {
                sites.sweep().run();
            }
        };
        ScheduledExecutorService sweeper = stop.worker(
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sweep")),
                ScheduledExecutorService::shutdown);
        long pause = configuration.sweepInterval().toMillis();
        // Its tasks end with it, and log their own failures.
        var unused = sweeper.scheduleWithFixedDelay(sweep, pause, pause, TimeUnit.MILLISECONDS);
    }
}
