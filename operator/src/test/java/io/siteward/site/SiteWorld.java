package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.siteward.OperatorRole;
import io.siteward.aws.AwsAccounts;
import io.siteward.aws.AwsClients;
import io.siteward.aws.GatedAccounts;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.gate.Gate;
import io.siteward.gate.GateHook;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.gate.Subject;
import io.siteward.graph.Decision;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Plan;
import io.siteward.graph.Run;
import io.siteward.graph.Step;
import io.siteward.identity.Identity;
import io.siteward.lease.Leases;
import io.siteward.lease.SoleHolder;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import io.siteward.sandbox.kube.crd.Violation;
import io.siteward.upkeep.Equipment;
import io.siteward.upkeep.ManifestStore;
import io.siteward.upkeep.StatusJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * One site, the in-memory AWS on the wire, and a store in place of a cluster: a whole reconcile without Kubernetes.
 * Everything but {@link #upkeep} and {@link #removal} outlives {@link #restart}.
 */
final class SiteWorld implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    private static final String KEY = "AKIAOURS";
    private static final String OTHER_KEY = "AKIATHEIRS";
    private static final String OPERATOR_KEY = "ASIAOPERATOR";
    private static final String OTHER_OPERATOR_KEY = "ASIAOTHEROPERATOR";
    /** Longer than one reading of the shared objects holds, and than CloudFront takes to deploy. */
    static final Duration DEPLOYED = Duration.ofMinutes(11);

    private static final Path CRD = Path.of("../crds/securesites.siteward.io.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CustomResourceSchema SCHEMA = schema();

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryS3 s3 = new InMemoryS3(clock);
    final InMemoryAcm acm = new InMemoryAcm();
    final InMemoryCloudFront cloudFront =
            new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(Duration.ofMinutes(5)), acm);
    final InMemoryAws aws;
    final Map<String, String> environment = new HashMap<>(
            Map.of("SITEWARD_RATE_CLOUDFRONT_CALLS", "1000/1000", "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1000/1000"));
    /** Where AWS's services are; {@code AWS_ENDPOINT_URL} is the in-memory AWS. */
    final Map<String, String> endpoints = new HashMap<>();

    final List<String> events = new ArrayList<>();
    final List<SecureSiteStatus> writes = new ArrayList<>();
    final AwsEndpoint endpoint;
    final WireClients us;
    final WireClients them;
    private final List<AwsClients> opened = new ArrayList<>();

    /** How far the operator's clock is ahead of AWS's. */
    Duration clockError = Duration.ZERO;

    private final InstantSource operatorClock = () -> clock.instant().plus(clockError);

    /** Whose credentials the operator has. */
    String account = ACCOUNT;

    boolean clusterFails;
    Optional<Failure> writesAreRefused = Optional.empty();
    private volatile boolean operatorCalls;
    SecureSite site;
    /** What the cluster answers to the sweep. */
    Supplier<Stream<SecureSite>> sites = () -> Stream.of(site);

    /** The cluster's signing keys by their names, all in the site's namespace. */
    final Map<String, SigningKey> keys = new HashMap<>();

    private SiteAws siteAws;
    private Equipment<SecureSite, SecureSiteStatus> equipment;
    Leases leases = new SoleHolder();
    SiteUpkeep upkeep;
    SiteRemoval removal;
    SharedObjectSweep sweep;
    SecureSiteReconciler reconciler;

    SiteWorld(String manifest) {
        this(manifest, UnaryOperator.identity());
    }

    /** @param bug what an operator with a bug makes of CloudFront; everybody else meets CloudFront as it is */
    SiteWorld(String manifest, UnaryOperator<CloudFrontClient> bug) {
        aws = new InMemoryAws(
                clock, List.of(s3, new BuggyCloudFront(cloudFront, () -> operatorCalls, bug), acm, new InMemorySts()));
        OperatorRole.bind(aws, KnownResources.of(s3, cloudFront), ACCOUNT);
        OperatorRole.bind(aws, KnownResources.of(s3, cloudFront), OTHER_ACCOUNT);
        try {
            Credentials credentials = new Credentials()
                    .register(KEY, ACCOUNT)
                    .register(OTHER_KEY, OTHER_ACCOUNT)
                    .register(OPERATOR_KEY, OperatorRole.in(ACCOUNT))
                    .register(OTHER_OPERATOR_KEY, OperatorRole.in(OTHER_ACCOUNT));
            endpoint = AwsEndpoint.start(aws, credentials, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endpoints.put("AWS_ENDPOINT_URL", endpoint.uri().toString());
        us = new WireClients(endpoint.uri(), KEY);
        them = new WireClients(endpoint.uri(), OTHER_KEY);
        site = parse(manifest);
        site.getMetadata().setUid("6f0f4d5e-0000-4000-8000-000000000001");
        site.getMetadata().setGeneration(1L);
        site.getMetadata().setResourceVersion("1");
        start(onTheWire(OPERATOR_KEY));
    }

    /** A manifest with its defaults, as a cluster would store it. */
    static SecureSite parse(String manifest) {
        try {
            ObjectNode given = (ObjectNode) new YAMLMapper().readTree(manifest);
            SecureSite site = JSON.treeToValue(SCHEMA.withDefaults(given), SecureSite.class);
            if (site.getMetadata().getNamespace() == null) {
                site.getMetadata().setNamespace("default");
            }
            site.getMetadata().setUid("uid-1");
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new process: nothing survives but AWS and the stored site. */
    void restart(GateHook... hooks) {
        start(onTheWire(OPERATOR_KEY), hooks);
    }

    void restartAsOtherAccount() {
        start(onTheWire(OTHER_OPERATOR_KEY));
    }

    /** A new process with clients of its own, which are closed with the world. */
    void restart(AwsClients clients) {
        start(clients);
    }

    private AwsClients onTheWire(String key) {
        return new AwsClients(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")),
                endpoints,
                "us-east-1",
                "test",
                1,
                Duration.ofSeconds(10));
    }

    private void start(AwsClients clients, GateHook... hooks) {
        Configuration configuration = Configuration.of(environment);
        Gate gate = new Gate(
                Permission.SOLE_WRITER,
                new RateBudget(operatorClock, configuration.rates(), configuration.otherRates()),
                List.of(),
                List.of(hooks));
        opened.add(clients);
        AwsAccounts accounts = new AwsAccounts(
                clients.gated(gate, "sts", Subject.OPERATOR).sts(),
                clients::accessKeyId,
                operatorClock,
                configuration.identityInterval());
        GatedAccounts ways = new GatedAccounts(clients, accounts, gate);
        AccountsForSites accountsForSites = new AccountsForSites(ways, operatorClock, configuration);
        siteAws = accountsForSites;
        sweep = new SharedObjectSweep(() -> sites.get(), ways, accountsForSites, configuration, operatorClock);
        equipment = SecureSiteReconciler.equipment(
                "test-fleet",
                new MemoryStore(),
                (about, warning, reason, message) -> events.add(reason + ": " + message),
                configuration.longestBackoff(),
                operatorClock);
        upkeep = new SiteUpkeep(equipment, siteAws, this::signingKey, new Random(1));
        removal = new SiteRemoval(equipment, siteAws, this::signingKey);
        reconciler = new SecureSiteReconciler(leases, equipment, upkeep, removal, new WatchedSigningKeys());
    }

    private Optional<SigningKey> signingKey(String namespace, String name) {
        return Optional.ofNullable(keys.get(name))
                .filter(key -> namespace.equals(key.getMetadata().getNamespace()));
    }

    Duration reconcile() {
        return asOperator(() -> upkeep.reconcile(site));
    }

    private <T> T asOperator(Supplier<T> work) {
        operatorCalls = true;
        try {
            return work.get();
        } finally {
            operatorCalls = false;
        }
    }

    /** What the next reconcile has to do, as it decides before it does anything: kind and path of each change. */
    List<String> decisions() {
        return asOperator(this::plan).steps().stream()
                .flatMap(SiteWorld::decided)
                .toList();
    }

    private Plan plan() {
        Identity identity = equipment.admission().identity(site);
        StatusJournal<SecureSite, SecureSiteStatus> journal = equipment.journal(site);
        SiteGraph graph = new SiteGraph(
                site.getSpec(), identity, siteAws.clients(identity), this::signingKey, journal.status(), journal);
        return new Run(graph.graph(), journal).plan();
    }

    private static Stream<String> decided(Step step) {
        String kind = step.node().kind();
        if (step.decision() instanceof Decision.Update update) {
            return update.diff().changes().stream().map(change -> kind + " " + change.path());
        }
        return step.decision() instanceof Decision.Nothing
                ? Stream.empty()
                : Stream.of(step.decision().getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + kind);
    }

    /** The same with two looks and enough time between them: for who makes many sites. */
    SiteWorld settled() {
        reconcile();
        clock.advance(DEPLOYED);
        reconcile();
        if (!condition("Ready").status().equals("True")
                || !condition("Synced").status().equals("True")) {
            throw new AssertionError("not settled: " + site.getStatus());
        }
        return this;
    }

    /** A client of a person in the site's account, past the wire. */
    <C extends SdkClient> C console(Class<C> type) {
        return aws.client(type, Caller.ofAccount(ACCOUNT));
    }

    /** Reconciles, letting the time pass that each look asks for, until it is Ready. */
    SiteWorld untilReady() {
        for (int look = 0; look < 50; look++) {
            Duration next = reconcile();
            if (condition("Ready").status().equals("True")
                    && condition("Reconciling").status().equals("False")) {
                return this;
            }
            clock.advance(next);
        }
        throw new AssertionError("not ready: " + site.getStatus());
    }

    /** Takes the site down, letting time pass; returns how many looks it took. */
    int untilGone() {
        for (int look = 1; look < 50; look++) {
            Optional<Duration> next = removal.step(site);
            if (next.isEmpty()) {
                return look;
            }
            clock.advance(next.get());
        }
        throw new AssertionError("not gone: " + site.getStatus());
    }

    /** Changes the spec as an apply of another manifest would. */
    void apply(String manifest) {
        SecureSite next = parse(manifest);
        site.setSpec(next.getSpec());
        site.getMetadata().setAnnotations(next.getMetadata().getAnnotations());
        site.getMetadata().setGeneration(site.getMetadata().getGeneration() + 1);
    }

    /** Changes the stored status, as a person can. */
    void editStatus(Consumer<ObjectNode> edit) {
        ObjectNode status = JSON.valueToTree(site.getStatus());
        edit.accept(status);
        site.setStatus(JSON.convertValue(status, SecureSiteStatus.class));
    }

    Condition condition(String type) {
        return site.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    List<String> calls() {
        return aws.calls().stream().map(CallRecord::operation).toList();
    }

    List<String> awsWrites() {
        return aws.calls().stream()
                .filter(CallRecord::isWrite)
                .map(CallRecord::operation)
                .toList();
    }

    void forget() {
        aws.forgetCalls();
        writes.clear();
        events.clear();
    }

    String bucket() {
        return Optional.ofNullable(site.getStatus())
                .map(SecureSiteStatus::bucketName)
                .orElseThrow();
    }

    String distribution() {
        return Optional.ofNullable(site.getStatus())
                .map(SecureSiteStatus::distributionId)
                .orElseThrow();
    }

    @Override
    public void close() {
        opened.forEach(AwsClients::close);
        us.close();
        them.close();
        endpoint.close();
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }

    private static CustomResourceSchema schema() {
        try {
            return CustomResourceSchema.parse(Files.readString(CRD), "v1alpha1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the site as a cluster would: through JSON, with versions, and no status that its definition forbids. */
    private final class MemoryStore implements ManifestStore<SecureSite, SecureSiteStatus> {
        @Override
        public Optional<SecureSite> latest(SecureSite cached) {
            return Optional.of(site);
        }

        @Override
        public Optional<SecureSite> fresh(SecureSite cached) {
            return latest(cached);
        }

        @Override
        public SecureSite hold(SecureSite from) {
            List<String> finalizers = List.of(SecureSiteReconciler.FINALIZER);
            if (!from.getMetadata().getFinalizers().equals(finalizers)) {
                site = JSON.convertValue(from, SecureSite.class);
                site.getMetadata().setFinalizers(finalizers);
            }
            return site;
        }

        @Override
        public void letGo(SecureSite from) {
            site = JSON.convertValue(from, SecureSite.class);
            site.getMetadata().setFinalizers(List.of());
        }

        @Override
        public SecureSite write(SecureSite from, SecureSiteStatus status) throws FailedCall {
            if (status.equals(from.getStatus())) {
                return from;
            }
            if (clusterFails) {
                throw new FailedCall(new Failure(
                        Failure.Kind.RETRIABLE, "ClusterUnreachable", "no answer", Duration.ofSeconds(10), null));
            }
            if (writesAreRefused.isPresent()) {
                throw new FailedCall(writesAreRefused.get());
            }
            SecureSite next = JSON.convertValue(from, SecureSite.class);
            next.setStatus(JSON.convertValue(status, SecureSiteStatus.class));
            List<Violation> violations = SCHEMA.violations(JSON.valueToTree(next), JSON.valueToTree(from));
            if (!violations.isEmpty()) {
                throw new AssertionError("a cluster would refuse this status: " + violations);
            }
            next.getMetadata()
                    .setResourceVersion(
                            String.valueOf(Integer.parseInt(from.getMetadata().getResourceVersion()) + 1));
            writes.add(status);
            site = next;
            return next;
        }

        @Override
        public void forget(SecureSite gone) {
            // Nothing of a site is kept here.
        }
    }
}
