package io.siteward.config;

import io.siteward.aws.dynamodb.TableName;
import io.siteward.gate.Rate;
import io.siteward.lease.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Every variable that the operator reads, with its default. {@code docs/configuration.md} is this table. */
final class Settings {
    private static final String REGION = "[a-z]{2}(-[a-z]+)+-\\d";

    // No name here may be one that Kubernetes makes up for a Service (<NAME>_PORT, <NAME>_SERVICE_HOST): it injects
    // those into every pod of the namespace.
    static final Setting<Optional<String>> FLEET = new Setting<>(
            "SITEWARD_FLEET",
            "",
            "at most 63 lower-case letters, digits and dashes",
            "What the clusters that act as one have in common; part of every mark and name in AWS. Default: the UID of"
                    + " the namespace kube-system.",
            Settings::label);
    static final Setting<Set<String>> NAMESPACES = new Setting<>(
            "SITEWARD_NAMESPACES",
            "",
            "namespaces separated by commas",
            "The namespaces to watch. Default: all.",
            Settings::namespaces);
    static final Setting<String> STS_REGION = new Setting<>(
            "SITEWARD_STS_REGION",
            "us-east-1",
            "the name of an AWS region",
            "Where AWS is asked whose credentials we have.",
            matching(REGION));
    static final Setting<Integer> LISTEN_PORT = new Setting<>(
            "SITEWARD_LISTEN_PORT",
            "8080",
            "a port, 0 for any that is free",
            "The port of /healthz, /readyz and /metrics.",
            text -> number(text, 0, 65_535));
    static final Setting<Integer> WORKERS = new Setting<>(
            "SITEWARD_WORKERS",
            "10",
            "a number from 1 to 200",
            "How many resources are worked on at the same time.",
            text -> number(text, 1, 200));
    static final Setting<Duration> LONGEST_BACKOFF = new Setting<>(
            "SITEWARD_LONGEST_BACKOFF",
            "10m",
            "a duration like 30s, 10m or 24h",
            "The longest pause to which failures or refusals in a row lead. A failure that asks for a longer one by"
                    + " itself, minutes at most, gets it.",
            Settings::duration);
    static final Setting<Duration> IDENTITY_INTERVAL = new Setting<>(
            "SITEWARD_IDENTITY_INTERVAL",
            "5m",
            "a duration like 30s, 10m or 24h",
            "How long AWS's answer holds whose credentials we have.",
            Settings::duration);
    static final Setting<Duration> SHARED_INTERVAL = new Setting<>(
            "SITEWARD_SHARED_INTERVAL",
            "10m",
            "a duration like 30s, 10m or 24h",
            "How long one reading of CloudFront's shared objects serves all sites of an account.",
            Settings::duration);

    static final Setting<Integer> DISTRIBUTION_QUOTA = new Setting<>(
            "SITEWARD_DISTRIBUTION_QUOTA",
            "500",
            "a number from 1 to 100000",
            "How many distributions the account may have; a site beyond that is refused before anything of it is made."
                    + " AWS's default; set it when AWS has granted more.",
            text -> number(text, 1, 100_000));

    static final Setting<Integer> PUBLIC_KEY_QUOTA = new Setting<>(
            "SITEWARD_PUBLIC_KEY_QUOTA",
            "10",
            "a number from 2 to 1000",
            "How many CloudFront public keys the account may have. New signing keys leave one place free, for rotations."
                    + " AWS's default; set it when AWS has granted more.",
            text -> number(text, 2, 1_000));
    static final Setting<Integer> KEY_GROUP_QUOTA = new Setting<>(
            "SITEWARD_KEY_GROUP_QUOTA",
            "10",
            "a number from 1 to 1000",
            "How many CloudFront key groups the account may have; a signing key beyond that is refused before anything of"
                    + " it is made. AWS's default; set it when AWS has granted more.",
            text -> number(text, 1, 1_000));

    static final Setting<Duration> SWEEP_INTERVAL = new Setting<>(
            "SITEWARD_SWEEP_INTERVAL",
            "1h",
            "a duration like 30s, 10m or 24h",
            "How often shared objects that nobody uses are looked for.",
            Settings::duration);
    static final Setting<Duration> SWEEP_GRACE = new Setting<>(
            "SITEWARD_SWEEP_GRACE",
            "24h",
            "a duration like 30s, 10m or 24h",
            "How long a shared object must have been without use before it is removed.",
            Settings::duration);
    static final Setting<Duration> STOP_PATIENCE = new Setting<>(
            "SITEWARD_STOP_PATIENCE",
            "25s",
            "a duration like 30s, 10m or 24h",
            "How long a call in flight may take to end after SIGTERM; keep it below the pod's grace period.",
            Settings::duration);
    static final Setting<Optional<String>> CLUSTER = new Setting<>(
            "SITEWARD_CLUSTER",
            "",
            "at most 63 lower-case letters, digits and dashes",
            "What this cluster is called in its leases. Needed with a table; else by default the fleet.",
            Settings::label);
    static final Setting<Duration> LEASE_DURATION = new Setting<>(
            "SITEWARD_LEASE_DURATION",
            "30s",
            "a duration from 3s to 10m",
            "How long a replica must be silent before another takes over what it holds. The time-out of calls to AWS is a"
                    + " third of it, 30 seconds at most.",
            Settings::leaseDuration);
    static final Setting<Optional<String>> LEASE_NAMESPACE = new Setting<>(
            "SITEWARD_LEASE_NAMESPACE",
            "",
            "the name of a namespace",
            "Where the Leases are that replicas of one cluster share. Default: the namespace of the operator's"
                    + " credentials.",
            Settings::label);
    static final Setting<Optional<TableName>> LEASE_TABLE = new Setting<>(
            "SITEWARD_LEASE_TABLE",
            "",
            "a region and the name of a DynamoDB table, like eu-central-1/siteward-leases",
            "The table of the leases where clusters share sites; it is made if it is missing. Default: none, and replicas"
                    + " share Leases of their cluster.",
            Settings::table);
    static final Setting<Rate> CLOUDFRONT_CALLS =
            rate("SITEWARD_RATE_CLOUDFRONT_CALLS", "10/30", "CloudFront: all calls of one account.");
    static final Setting<Rate> CLOUDFRONT_MUTATIONS =
            rate("SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1/10", "CloudFront: those that change something.");
    static final Setting<Rate> S3_CALLS = rate("SITEWARD_RATE_S3_CALLS", "100/100", "S3: all calls of one account.");
    static final Setting<Rate> S3_MUTATIONS =
            rate("SITEWARD_RATE_S3_MUTATIONS", "50/50", "S3: those that change something.");
    static final Setting<Rate> KUBERNETES_WRITES =
            rate("SITEWARD_RATE_KUBERNETES_WRITES", "50/100", "Kubernetes: writes.");
    static final Setting<Rate> OTHER_CALLS =
            rate("SITEWARD_RATE_OTHER_CALLS", "10/20", "Any other AWS service: all calls of one account.");
    static final Setting<Rate> OTHER_MUTATIONS =
            rate("SITEWARD_RATE_OTHER_MUTATIONS", "2/5", "Any other AWS service: those that change something.");
    static final Setting<String> LOG_FORMAT = new Setting<>(
            "SITEWARD_LOG_FORMAT",
            "json",
            "json or text",
            "One JSON object a line, or lines for people.",
            matching("json|text"));
    static final Setting<String> LOG_LEVEL = new Setting<>(
            "SITEWARD_LOG_LEVEL",
            "INFO",
            "ERROR, WARN, INFO, DEBUG or TRACE",
            "What is logged. INFO has a line for every change and every failed call.",
            matching("ERROR|WARN|INFO|DEBUG|TRACE"));

    /** In the order of the documentation. */
    static final List<Setting<?>> ALL = List.of(
            FLEET,
            NAMESPACES,
            STS_REGION,
            LISTEN_PORT,
            WORKERS,
            LONGEST_BACKOFF,
            IDENTITY_INTERVAL,
            SHARED_INTERVAL,
            DISTRIBUTION_QUOTA,
            PUBLIC_KEY_QUOTA,
            KEY_GROUP_QUOTA,
            SWEEP_INTERVAL,
            SWEEP_GRACE,
            STOP_PATIENCE,
            CLUSTER,
            LEASE_DURATION,
            LEASE_NAMESPACE,
            LEASE_TABLE,
            CLOUDFRONT_CALLS,
            CLOUDFRONT_MUTATIONS,
            S3_CALLS,
            S3_MUTATIONS,
            KUBERNETES_WRITES,
            OTHER_CALLS,
            OTHER_MUTATIONS,
            LOG_FORMAT,
            LOG_LEVEL);

    private Settings() {}

    private static Setting<Rate> rate(String variable, String defaultText, String meaning) {
        String form = "calls a second and burst, like 10/30";
        return new Setting<>(variable, defaultText, form, meaning, Settings::rate);
    }

    private static Rate rate(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(text);
        }
        return new Rate(Double.parseDouble(parts[0]), number(parts[1], 1, 100_000));
    }

    private static int number(String text, int lowest, int highest) {
        int number = Integer.parseInt(text);
        if (number < lowest || number > highest) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static Duration duration(String text) {
        if (!text.matches("[1-9]\\d{0,6}[smh]")) {
            throw new IllegalArgumentException(text);
        }
        return Duration.parse("PT" + text);
    }

    private static Duration leaseDuration(String text) {
        Duration duration = duration(text);
        if (duration.compareTo(Terms.SHORTEST) < 0 || duration.compareTo(Terms.LONGEST) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static Optional<TableName> table(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = matching(REGION + "/[a-zA-Z0-9_.-]{3,255}").apply(text).split("/", -1);
        return Optional.of(new TableName(parts[0], parts[1]));
    }

    private static Optional<String> label(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(matching("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?").apply(text));
    }

    private static Set<String> namespaces(String text) {
        Set<String> names = new TreeSet<>();
        for (String name : text.split(",", -1)) {
            label(name.strip()).ifPresent(names::add);
        }
        return Set.copyOf(names);
    }

    private static Function<String, String> matching(String regex) {
        return text -> {
            if (!text.matches(regex)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }
}
