package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The operator as it runs, between a Kubernetes API and the in-memory AWS on the wire. CloudFront deploys in
 * no time and the clock of all but the framework stands still, so what makes the operator look again is the command.
 */
final class OperatorWorld<C extends TestCluster> implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String RECONCILE = "siteward.io/reconcile";
    private static final String KEY = "AKIAOURS";
    private static final String OPERATOR_KEY = "ASIAOPERATOR";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MOST_LOOKS = 20;

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryS3 s3 = new InMemoryS3(clock);
    final InMemoryAcm acm = new InMemoryAcm();
    final InMemoryCloudFront cloudFront =
            new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(Duration.ZERO), acm);
    final InMemoryAws aws = new InMemoryAws(
            clock, List.of(s3, cloudFront, acm, new InMemorySts(), new InMemorySsm(clock, new InMemoryKms())));
    final C cluster;
    final Doorman doorman = new Doorman();

    /** Why the operator wanted to end its process. */
    final List<String> ends = new CopyOnWriteArrayList<>();

    /** What happens while the start waits. */
    Runnable pauses = () -> {
        throw new AssertionError("nothing was to be waited for");
    };

    final AwsEndpoint endpoint;
    final WireClients us;
    private Optional<SitewardOperator> operator = Optional.empty();
    private int tokens;

    OperatorWorld(C cluster) {
        this.cluster = cluster;
        OperatorRole.bind(aws, KnownResources.of(s3, cloudFront), ACCOUNT);
        Credentials credentials =
                new Credentials().register(KEY, ACCOUNT).register(OPERATOR_KEY, OperatorRole.in(ACCOUNT));
        try {
            endpoint = AwsEndpoint.start(aws, credentials, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        us = new WireClients(endpoint.uri(), KEY);
    }

    SitewardOperator start() {
        return start(Map.of(), StaticCredentialsProvider.create(AwsBasicCredentials.create(OPERATOR_KEY, "secret")));
    }

    /** Starts the operator with these settings beside those that the tests need. */
    SitewardOperator start(Map<String, String> settings, AwsCredentialsProvider credentials) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "SITEWARD_LISTEN_PORT", "0",
                "SITEWARD_RATE_CLOUDFRONT_CALLS", "1000/100000",
                "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1000/100000",
                "SITEWARD_RATE_S3_CALLS", "1000/100000",
                "SITEWARD_RATE_S3_MUTATIONS", "1000/100000",
                "SITEWARD_RATE_KUBERNETES_WRITES", "1000/100000",
                "SITEWARD_RATE_OTHER_CALLS", "1000/100000"));
        environment.putAll(settings);
        SitewardOperator started = SitewardOperator.start(
                Configuration.of(environment),
                new SitewardOperator.Surroundings(
                        cluster.config(),
                        credentials,
                        Map.of(
                                "AWS_ENDPOINT_URL",
                                settings.getOrDefault(
                                        "AWS_ENDPOINT_URL", endpoint.uri().toString())),
                        "replica-1",
                        "test",
                        clock,
                        System::nanoTime,
                        new Random(1),
                        List.of(doorman),
                        pause -> pauses.run(),
                        ends::add));
        operator = Optional.of(started);
        return started;
    }

    /** Ends the process. */
    void stop() {
        operator.ifPresent(SitewardOperator::close);
        operator = Optional.empty();
    }

    /** Applies the manifest and lets the operator look until the site is Ready and nothing is on its way. */
    SecureSite untilReady(String name, String manifest) {
        cluster.apply(manifest);
        await("the first word about " + name)
                .atMost(PATIENCE)
                .until(() -> status(name)
                        .map(SecureSiteStatus::conditions)
                        .filter(conditions -> !conditions.isEmpty())
                        .isPresent());
        for (int look = 0; look < MOST_LOOKS; look++) {
            look(name);
            if (condition(name, "Ready").status().equals("True")
                    && condition(name, "Reconciling").status().equals("False")) {
                return cluster.get(name);
            }
        }
        throw new AssertionError("not ready: " + cluster.get(name).getStatus());
    }

    /** One look on command, to its end. */
    void look(String name) {
        String token = nudge(name);
        await("the look " + token)
                .atMost(PATIENCE)
                .until(() -> status(name)
                        .map(SecureSiteStatus::handled)
                        .filter(handled -> token.equals(handled.get("reconcile")))
                        .isPresent());
    }

    /** Asks for a look and does not wait for it. */
    String nudge(String name) {
        String token = "look-" + ++tokens;
        cluster.annotate(name, RECONCILE, token);
        return token;
    }

    /** Waits until the condition is as wanted, asking for nothing. */
    Condition awaitCondition(String name, String type, Predicate<Condition> wanted) {
        await(type + " of " + name)
                .atMost(PATIENCE)
                .until(() -> find(name, type).filter(wanted).isPresent());
        return condition(name, type);
    }

    /** Asks for looks until the site's object is gone. */
    void untilGone(String name) {
        await(name + " to be gone").atMost(PATIENCE).until(() -> {
            try {
                nudge(name);
            } catch (KubernetesClientException e) {
                // It went between two looks at it.
            }
            return cluster.site(name).get() == null;
        });
    }

    Condition condition(String name, String type) {
        return find(name, type).orElseThrow();
    }

    List<String> awsWrites() {
        return aws.calls().stream()
                .filter(CallRecord::isWrite)
                .map(CallRecord::operation)
                .toList();
    }

    /** What was called and written so far does not count. */
    void forget() {
        aws.forgetCalls();
        cluster.forgetWrites();
    }

    @Override
    public void close() {
        stop();
        us.close();
        endpoint.close();
        cluster.close();
        assertThat(cluster.violations()).as("what a cluster refuses").isEmpty();
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }

    private Optional<SecureSiteStatus> status(String name) {
        return Optional.ofNullable(cluster.site(name).get()).map(SecureSite::getStatus);
    }

    private Optional<Condition> find(String name, String type) {
        return status(name).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
