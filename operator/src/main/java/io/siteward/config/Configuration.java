package io.siteward.config;

import io.siteward.aws.dynamodb.TableName;
import io.siteward.gate.Rate;
import io.siteward.gate.ServiceRates;
import io.siteward.lease.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be set from outside; {@code docs/configuration.md} says what each means.
 *
 * @param fleet empty: the UID of the namespace kube-system
 * @param namespaces empty: all
 * @param cluster what this one is called in its leases; empty: the fleet, which only without a table is enough
 * @param leaseNamespace empty: that of the operator's credentials
 * @param leaseTable empty: leases are objects of the cluster
 * @param rates the budgets by service; {@link #otherRates} for those that are not among them
 */
public record Configuration(
        Optional<String> fleet,
        Set<String> namespaces,
        String stsRegion,
        int listenPort,
        int workers,
        Duration longestBackoff,
        Duration identityInterval,
        Duration sharedInterval,
        int distributionQuota,
        int publicKeyQuota,
        int keyGroupQuota,
        Duration sweepInterval,
        Duration sweepGrace,
        Duration stopPatience,
        Optional<String> cluster,
        Terms leaseTerms,
        Optional<String> leaseNamespace,
        Optional<TableName> leaseTable,
        Map<String, ServiceRates> rates,
        ServiceRates otherRates) {

    /**
     * The configuration that these environment variables make.
     *
     * @throws BadConfiguration when one of them cannot be used
     */
    public static Configuration of(Map<String, String> environment) {
        checkLogging(environment);
        Rate kubernetes = Settings.KUBERNETES_WRITES.in(environment);
        return new Configuration(
                Settings.FLEET.in(environment),
                Settings.NAMESPACES.in(environment),
                Settings.STS_REGION.in(environment),
                Settings.LISTEN_PORT.in(environment),
                Settings.WORKERS.in(environment),
                Settings.LONGEST_BACKOFF.in(environment),
                Settings.IDENTITY_INTERVAL.in(environment),
                Settings.SHARED_INTERVAL.in(environment),
                Settings.DISTRIBUTION_QUOTA.in(environment),
                Settings.PUBLIC_KEY_QUOTA.in(environment),
                Settings.KEY_GROUP_QUOTA.in(environment),
                Settings.SWEEP_INTERVAL.in(environment),
                Settings.SWEEP_GRACE.in(environment),
                Settings.STOP_PATIENCE.in(environment),
                Settings.CLUSTER.in(environment),
                new Terms(Settings.LEASE_DURATION.in(environment)),
                Settings.LEASE_NAMESPACE.in(environment),
                leaseTable(environment),
                Map.of(
                        "cloudfront",
                        rates(environment, Settings.CLOUDFRONT_CALLS, Settings.CLOUDFRONT_MUTATIONS),
                        "s3",
                        rates(environment, Settings.S3_CALLS, Settings.S3_MUTATIONS),
                        "kubernetes",
                        new ServiceRates(kubernetes, 0, kubernetes)),
                rates(environment, Settings.OTHER_CALLS, Settings.OTHER_MUTATIONS));
    }

    /** Under one fleet and one cluster's name, two clusters would be one to each other. */
    private static Optional<TableName> leaseTable(Map<String, String> environment) {
        Optional<TableName> table = Settings.LEASE_TABLE.in(environment);
        if (table.isPresent()) {
            for (Setting<Optional<String>> needed : List.of(Settings.FLEET, Settings.CLUSTER)) {
                if (needed.in(environment).isEmpty()) {
                    throw new BadConfiguration(
                            needed.variable(), "", needed.form() + ", as SITEWARD_LEASE_TABLE is set");
                }
            }
        }
        return table;
    }

    /** Logging reads these by itself ({@code logback.xml}): it begins before there is a configuration. */
    private static void checkLogging(Map<String, String> environment) {
        Settings.LOG_FORMAT.in(environment);
        Settings.LOG_LEVEL.in(environment);
    }

    /** Reads leave a quarter of the burst to mutations. */
    private static ServiceRates rates(Map<String, String> environment, Setting<Rate> calls, Setting<Rate> mutations) {
        Rate all = calls.in(environment);
        return new ServiceRates(all, all.burst() / 4, mutations.in(environment));
    }
}
