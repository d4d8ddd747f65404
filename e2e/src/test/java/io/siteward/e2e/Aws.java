package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.dynamodb.InMemoryDynamoDb;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.RolePolicy;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.model.Bucket;

/** An AWS in memory, on the wire, whose distributions are deployed at once. The operator's role has the published policy. */
public final class Aws implements AutoCloseable {
    public static final String ACCOUNT = "111122223333";
    /** The operator's. */
    public static final String ACCESS_KEY_ID = "ASIAE2E";

    private static final String PEOPLES_ACCESS_KEY_ID = "AKIAPEOPLE";
    private static final String ROLE = "siteward";

    private final InMemoryAws memory;
    private final KnownResources resources;
    private final Credentials credentials;
    private final AwsEndpoint endpoint;
    private final WireClients people;

    private Aws(InMemoryAws memory, KnownResources resources, Credentials credentials, AwsEndpoint endpoint) {
        this.memory = memory;
        this.resources = resources;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.people = new WireClients(endpoint.uri(), PEOPLES_ACCESS_KEY_ID);
        bind(ACCESS_KEY_ID, ROLE);
    }

    public static Aws start() {
        return start(Duration.ZERO);
    }

    /**
     * The same.
     *
     * @param settling how long a table is being made, or being deleted
     */
    public static Aws start(Duration settling) {
        InstantSource clock = InstantSource.system();
        InMemoryS3 s3 = new InMemoryS3(clock);
        InMemoryAcm acm = new InMemoryAcm();
        InMemoryCloudFront cloudFront =
                new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(Duration.ZERO), acm);
        InMemoryKms keys = new InMemoryKms();
        InMemorySsm parameters = new InMemorySsm(clock, keys);
        InMemorySecretsManager secrets = new InMemorySecretsManager(clock, keys, Duration.ZERO);
        InMemoryAws memory = new InMemoryAws(
                clock,
                List.of(
                        s3,
                        cloudFront,
                        acm,
                        new InMemoryDynamoDb(clock, settling),
                        parameters,
                        secrets,
                        new InMemorySts()));
        Credentials credentials = new Credentials().register(PEOPLES_ACCESS_KEY_ID, ACCOUNT);
        try {
            AwsEndpoint endpoint = AwsEndpoint.start(memory, credentials, 0);
            return new Aws(memory, KnownResources.of(s3, cloudFront, parameters, secrets), credentials, endpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key of this process alone, whose role has the process's name and the published policy. */
    public String keyOf(String process) {
        String key = "ASIA" + process.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        bind(key, process);
        return key;
    }

    private void bind(String accessKeyId, String name) {
        Caller role = Caller.ofRole(ACCOUNT, name);
        credentials.register(accessKeyId, role);
        try {
            memory.add(new RolePolicy(role, Files.readString(Project.POLICY), resources));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("AWS would refuse " + Project.POLICY, e);
        }
    }

    /** What {@code AWS_ENDPOINT_URL} is to be. */
    public URI uri() {
        return endpoint.uri();
    }

    /** What leads a process to it. */
    Map<String, String> variables() {
        return variables(ACCESS_KEY_ID);
    }

    /** The same with a key of its own. */
    Map<String, String> variables(String accessKeyId) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                uri().toString(),
                "AWS_ACCESS_KEY_ID",
                accessKeyId,
                "AWS_SECRET_ACCESS_KEY",
                "any secret does");
    }

    /** Its inside: faults are put in there. */
    public InMemoryAws memory() {
        return memory;
    }

    /** The operations that changed something, the oldest first. */
    public List<String> writes() {
        return memory.calls().stream()
                .filter(CallRecord::isWrite)
                .map(CallRecord::operation)
                .toList();
    }

    public List<String> buckets() {
        return people.s3(Region.US_EAST_1).listBuckets().buckets().stream()
                .map(Bucket::name)
                .toList();
    }

    public List<String> distributions() {
        return people.cloudFront().listDistributions().distributionList().items().stream()
                .map(DistributionSummary::id)
                .toList();
    }

    /** The ids of CloudFront's public keys. */
    public List<String> publicKeys() {
        return people.cloudFront().listPublicKeys(list -> {}).publicKeyList().items().stream()
                .map(PublicKeySummary::id)
                .toList();
    }

    /** The members of CloudFront's key groups, group by group. */
    public List<List<String>> keyGroups() {
        return people.cloudFront().listKeyGroups(list -> {}).keyGroupList().items().stream()
                .map(group -> group.keyGroup().keyGroupConfig().items())
                .toList();
    }

    /** DynamoDB, as an administrator uses it. */
    public DynamoDbClient dynamoDb(Region region) {
        return people.dynamoDb(region);
    }

    @Override
    public void close() {
        people.close();
        endpoint.close();
        assertThat(memory.takeViolations()).as("what AWS's models forbid").isEmpty();
        assertThat(memory.calls()).as("what the operator may do").noneMatch(Aws::isDenied);
    }

    private static boolean isDenied(CallRecord call) {
        return call.errorCode().filter(code -> code.startsWith("AccessDenied")).isPresent();
    }
}
