package io.siteward.sandbox.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A fresh DynamoDB for each test, reached over HTTP by the SDK's clients of two accounts. */
final class DynamoDbOnTheWire implements AfterEachCallback {
    static final String OWNER = "111111111111";
    static final Duration SETTLING = Duration.ofSeconds(5);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-05-01T12:00:00Z"));
    final InMemoryAws aws = new InMemoryAws(clock, List.of(new InMemoryDynamoDb(clock, SETTLING)));

    private final AwsEndpoint endpoint;
    private final WireClients owner;
    private final WireClients stranger;

    DynamoDbOnTheWire() {
        Credentials credentials =
                new Credentials().register("AKIAOWNER", OWNER).register("AKIASTRANGER", "222222222222");
        try {
            endpoint = AwsEndpoint.start(aws, credentials, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        owner = new WireClients(endpoint.uri(), "AKIAOWNER");
        stranger = new WireClients(endpoint.uri(), "AKIASTRANGER");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        owner.close();
        stranger.close();
        endpoint.close();
        assertThat(aws.takeViolations()).isEmpty();
    }

    DynamoDbClient client() {
        return owner.dynamoDb(Region.EU_CENTRAL_1);
    }

    DynamoDbClient inAnotherRegion() {
        return owner.dynamoDb(Region.US_EAST_1);
    }

    DynamoDbClient stranger() {
        return stranger.dynamoDb(Region.EU_CENTRAL_1);
    }

    /** What makes a table with the partition key home and the sort key name, both text, on demand. */
    static CreateTableRequest.Builder table(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .keySchema(key("home", KeyType.HASH), key("name", KeyType.RANGE))
                .attributeDefinitions(defined("home", ScalarAttributeType.S), defined("name", ScalarAttributeType.S))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    static AttributeDefinition defined(String attribute, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(type)
                .build();
    }

    /** Makes it and waits until it is ACTIVE and has its backups. */
    void settled(CreateTableRequest.Builder table) {
        client().createTable(table.build());
        clock.advance(SETTLING.multipliedBy(2));
    }

    static Map<String, AttributeValue> item(String home, String name, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>(more);
        item.put("home", AttributeValue.fromS(home));
        item.put("name", AttributeValue.fromS(name));
        return item;
    }

    void put(String home, String name, Map<String, AttributeValue> more) {
        client().putItem(request -> request.tableName("pets").item(item(home, name, more)));
    }

    static void assertRefused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
            assertThat(e.statusCode()).isEqualTo(400);
        });
    }

    /** Expects that the official model forbids the request already. */
    void assertForbiddenByModel(Consumer<DynamoDbClient> call) {
        assertRefused("ValidationException", "failed to satisfy constraint", () -> call.accept(client()));
        assertThat(aws.takeViolations()).isNotEmpty();
    }
}
