package io.siteward.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.OperatorRole;
import io.siteward.aws.AwsClients;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.dynamodb.InMemoryDynamoDb;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The in-memory DynamoDB behind HTTP, reached by the operator's own client under the role that users give it. */
final class DynamoDbOnTheWire implements AfterEachCallback {
    private static final String ACCOUNT = "111122223333";
    static final TableName TABLE = new TableName("eu-central-1", "siteward-leases");
    static final Duration SETTLING = Duration.ofSeconds(10);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryAws aws = new InMemoryAws(clock, List.of(new InMemoryDynamoDb(clock, SETTLING)));
    final DynamoDbClient client;

    private final AwsEndpoint endpoint;
    private final AwsClients clients;

    DynamoDbOnTheWire() {
        OperatorRole.bind(aws, KnownResources.NONE, ACCOUNT);
        try {
            endpoint = AwsEndpoint.start(aws, new Credentials().register("OURS", OperatorRole.in(ACCOUNT)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients = new AwsClients(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("OURS", "secret")),
                Map.of("AWS_ENDPOINT_URL", endpoint.uri().toString()),
                "us-east-1",
                "test",
                2,
                Duration.ofSeconds(10));
        client = in(TABLE.region());
    }

    DynamoDbClient in(String region) {
        return clients.dynamoDb(region);
    }

    /** From now on nobody answers. */
    void stop() {
        endpoint.close();
    }

    List<String> operations() {
        return aws.calls().stream().map(CallRecord::operation).toList();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.close();
        endpoint.close();
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }
}
