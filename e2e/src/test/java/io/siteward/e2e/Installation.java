package io.siteward.e2e;

import java.util.Map;

/** Siteward in the cluster with an AWS of its own: the chart installed, the operator ready. */
public final class Installation implements AutoCloseable {
    private final Cluster cluster;
    private final Aws aws;
    private final Release release;
    private final Operator operator;

    private Installation(Cluster cluster, Aws aws, Release release, Operator operator) {
        this.cluster = cluster;
        this.aws = aws;
        this.release = release;
        this.operator = operator;
    }

    public static Installation of(Cluster cluster) {
        return of(cluster, Map.of());
    }

    /**
     * The same with values of one's own.
     *
     * @param values of the chart
     */
    public static Installation of(Cluster cluster, Map<String, Object> values) {
        Aws aws = Aws.start();
        Release release = Release.install(cluster, Release.values(cluster, aws, values));
        return new Installation(cluster, aws, release, Operator.start(cluster, release.deployment()));
    }

    public Cluster cluster() {
        return cluster;
    }

    public Aws aws() {
        return aws;
    }

    public Release release() {
        return release;
    }

    public Operator operator() {
        return operator;
    }

    /** The operator goes first, while what it talks to still answers; what sites are left go with their AWS. */
    @Override
    public void close() {
        operator.close();
        cluster.forgetManifests();
        release.close();
        aws.close();
    }
}
