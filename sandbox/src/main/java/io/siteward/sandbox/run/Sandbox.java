package io.siteward.sandbox.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that runs: AWS, Kubernetes, and the operator between them. */
public final class Sandbox implements AutoCloseable {
    private final Plan plan;
    private final SandboxClock clock;
    private final SandboxAws aws;
    private final Cluster cluster;
    private OperatorProcess operator;
    private volatile boolean closed;

    private Sandbox(Plan plan, SandboxClock clock, SandboxAws aws, Cluster cluster) {
        this.plan = plan;
        this.clock = clock;
        this.aws = aws;
        this.cluster = cluster;
        this.operator = startOperator("operator", Map.of());
    }

    /**
     * What to start.
     *
     * @param home the project's root, where the jars, the definitions, the examples and the role's policy are
     * @param state where kubeconfig and log are written; it exists
     * @param kubeconfig that of a real cluster; empty for the embedded one
     * @param awsPort 0 for any free one
     * @param environment of this process
     * @param clock AWS's and the embedded cluster's, as long as no time was let pass
     */
    public record Plan(
            Path home,
            Path state,
            Optional<Kubeconfig> kubeconfig,
            int awsPort,
            Path java,
            Map<String, String> environment,
            InstantSource clock) {}

    /**
     * Starts AWS, then Kubernetes, then the operator.
     *
     * @throws SandboxFailure when one of them cannot be started; nothing is left running
     */
    public static Sandbox start(Plan plan) {
        SandboxClock clock = new SandboxClock(plan.clock());
        SandboxAws aws = SandboxAws.start(clock, plan.awsPort(), plan.home().resolve("docs/iam-policy.json"));
        try {
            Cluster cluster = cluster(plan, clock);
            try {
                return new Sandbox(plan, clock, aws, cluster);
            } catch (RuntimeException e) {
                cluster.close();
                throw e;
            }
        } catch (RuntimeException e) {
            aws.close();
            throw e;
        }
    }

    public SandboxAws aws() {
        return aws;
    }

    public Cluster cluster() {
        return cluster;
    }

    public synchronized OperatorProcess operator() {
        return operator;
    }

    /** Ends the operator while nothing else ends; {@link #restartOperator} brings one back. */
    public synchronized void stopOperator() {
        operator.close();
    }

    /** Starts the operator anew: AWS and the cluster are as they are, and it remembers nothing. */
    public void restartOperator() {
        restartOperator(Map.of());
    }

    /** The same with settings that go before those of the environment. */
    public synchronized void restartOperator(Map<String, String> settings) {
        stopOperator();
        operator = startOperator("operator", settings);
    }

    /** The time here. */
    InstantSource clock() {
        return clock;
    }

    /**
     * Lets time pass: on return it is so much later for AWS, the embedded cluster and the operator. The operator does not
     * run meanwhile, as its timers would not notice, and looks at everything when it is back.
     */
    synchronized void forward(Duration time) {
        stopOperator();
        clock.forward(time);
        operator = startOperator("operator", Map.of());
    }

    /**
     * Starts another operator beside the one that there is. Whoever asks for it ends it, before this is closed.
     *
     * @param name of its log
     * @param settings those that go before the environment's
     */
    public OperatorProcess startBeside(String name, Map<String, String> settings) {
        return startOperator(name, settings);
    }

    /** What a person exports to use kubectl and the AWS CLI against this. */
    Map<String, String> exports() {
        return OperatorEnvironment.exports(cluster.kubeconfig(), aws.uri());
    }

    /** The same, and what {@code siteward sign} needs to know of it. */
    Map<String, String> exports(URI server) {
        Map<String, String> all = new LinkedHashMap<>(exports());
        all.put(RunningSandbox.VARIABLE, server.toString());
        return all;
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the operator first, while what it talks to still answers. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        operator.close();
        cluster.close();
        aws.close();
    }

    private OperatorProcess startOperator(String name, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(plan.environment());
        environment.putAll(settings);
        return OperatorProcess.start(
                plan.java(),
                plan.home().resolve("operator/target/siteward-operator.jar"),
                clock.ahead(),
                OperatorEnvironment.of(
                        environment,
                        exports(),
                        cluster.watchedNamespaces(),
                        plan.state().resolve("no-aws-config")),
                plan.state().resolve(name + ".log"));
    }

    private static Cluster cluster(Plan plan, SandboxClock clock) {
        Path crds = plan.home().resolve("crds");
        return plan.kubeconfig()
                .map(file -> Cluster.existing(crds, file))
                .orElseGet(() -> Cluster.embedded(crds, clock, plan.state().resolve("kubeconfig")));
    }
}
