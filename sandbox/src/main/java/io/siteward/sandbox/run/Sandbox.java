package io.siteward.sandbox.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that runs: AWS, Kubernetes, and the operator between them. */
public final class Sandbox implements AutoCloseable {
    private final Plan plan;
    private final SandboxAws aws;
    private final Cluster cluster;
    private OperatorProcess operator;
    private volatile boolean closed;

    private Sandbox(Plan plan, SandboxAws aws, Cluster cluster) {
        this.plan = plan;
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
     * @param clock AWS's and the embedded cluster's
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
        SandboxAws aws =
                SandboxAws.start(plan.clock(), plan.awsPort(), plan.home().resolve("docs/iam-policy.json"));
        try {
            Cluster cluster = cluster(plan);
            try {
                return new Sandbox(plan, aws, cluster);
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
                OperatorEnvironment.of(
                        environment,
                        exports(),
                        cluster.watchedNamespaces(),
                        plan.state().resolve("no-aws-config")),
                plan.state().resolve(name + ".log"));
    }

    private static Cluster cluster(Plan plan) {
        Path crds = plan.home().resolve("crds");
        return plan.kubeconfig()
                .map(file -> Cluster.existing(crds, file))
                .orElseGet(
                        () -> Cluster.embedded(crds, plan.clock(), plan.state().resolve("kubeconfig")));
    }
}
