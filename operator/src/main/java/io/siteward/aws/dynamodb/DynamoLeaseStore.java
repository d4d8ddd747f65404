package io.siteward.aws.dynamodb;

import io.siteward.lease.Lease;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.Member;
import io.siteward.lease.SpoiledRecords;
import io.siteward.lease.StoreFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The leases of one fleet in a DynamoDB table: an item for each record, written on the condition that the version is the
 * expected one, and read consistently.
 *
 * <p>The client must not retry: of a conditional write whose answer was lost, the second attempt is refused because the
 * first took effect, and that would be told as somebody else's write.
 */
public final class DynamoLeaseStore implements LeaseStore {
    private static final String NOT_EXISTS = "attribute_not_exists(#record)";
    private static final String UNCHANGED = "#version = :expected";
    private static final String UNCHANGED_AND_OVER = "#version = :expected AND #state = :state";

    private final DynamoDbClient client;
    private final TableName table;
    private final LeaseItems items;
    private final TableFailures failures;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final SpoiledRecords spoiled = new SpoiledRecords();

    /**
     * Calls nothing yet.
     *
     * @param client one of {@code table}'s region, which makes a single attempt
     * @param fleet whose records these are
     * @param timeout how long a call lasts at most, all pages of a list together
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     */
    public DynamoLeaseStore(
            DynamoDbClient client, TableName table, String fleet, Duration timeout, LongSupplier nanoTime) {
        this.client = client;
        this.table = table;
        this.items = new LeaseItems(fleet);
        this.failures = new TableFailures(table);
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    @Override
    public List<Member> members() throws StoreFailure {
        return list(LeaseItems.MEMBERS, LeaseItems::member);
    }

    @Override
    public List<Lease> leases() throws StoreFailure {
        return list(LeaseItems.LEASES, LeaseItems::lease);
    }

    @Override
    public Optional<Member> member(String id) throws StoreFailure {
        return read(LeaseItems.MEMBERS + id, LeaseItems::member);
    }

    @Override
    public Optional<Lease> lease(String key) throws StoreFailure {
        return read(LeaseItems.LEASES + key, LeaseItems::lease);
    }

    @Override
    public boolean write(Member member, @Nullable String expected) throws StoreFailure {
        return put(items.of(member), expected);
    }

    @Override
    public boolean write(Lease lease, @Nullable String expected) throws StoreFailure {
        return put(items.of(lease), expected);
    }

    @Override
    public boolean remove(Member member) throws StoreFailure {
        if (member.state() == Member.State.ALIVE) {
            return false;
        }
        try {
            client.deleteItem(request -> request.tableName(table.name())
                    .key(items.key(LeaseItems.MEMBERS + member.id()))
                    .conditionExpression(UNCHANGED_AND_OVER)
                    .expressionAttributeNames(Map.of("#version", LeaseItems.VERSION, "#state", LeaseItems.STATE))
                    .expressionAttributeValues(Map.of(
                            ":expected",
                            AttributeValue.fromS(member.version()),
                            ":state",
                            AttributeValue.fromS(member.state().name())))
                    .overrideConfiguration(within(timeout)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        } catch (SdkException e) {
            throw failures.of("dynamodb:DeleteItem", e);
        }
    }

    private boolean put(Map<String, AttributeValue> item, @Nullable String expected) throws StoreFailure {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(table.name()).item(item).overrideConfiguration(within(timeout));
        if (expected == null) {
            request.conditionExpression(NOT_EXISTS).expressionAttributeNames(Map.of("#record", LeaseItems.RECORD));
        } else {
            request.conditionExpression(UNCHANGED)
                    .expressionAttributeNames(Map.of("#version", LeaseItems.VERSION))
                    .expressionAttributeValues(Map.of(":expected", AttributeValue.fromS(expected)));
        }
        try {
            client.putItem(request.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        } catch (SdkException e) {
            throw failures.of("dynamodb:PutItem", e);
        }
    }

    private <T> Optional<T> read(String record, Function<Map<String, AttributeValue>, T> reader) throws StoreFailure {
        GetItemResponse response;
        try {
            response = client.getItem(request -> request.tableName(table.name())
                    .key(items.key(record))
                    .consistentRead(true)
                    .overrideConfiguration(within(timeout)));
        } catch (SdkException e) {
            throw failures.of("dynamodb:GetItem", e);
        }
        return response.hasItem() ? Optional.of(understood(response.item(), reader)) : Optional.empty();
    }

    private <T> List<T> list(String prefix, Function<Map<String, AttributeValue>, T> reader) throws StoreFailure {
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        List<T> found = new ArrayList<>();
        QueryRequest next = QueryRequest.builder()
                .tableName(table.name())
                .keyConditionExpression("#fleet = :fleet AND begins_with(#record, :prefix)")
                .expressionAttributeNames(Map.of("#fleet", LeaseItems.FLEET, "#record", LeaseItems.RECORD))
                .expressionAttributeValues(
                        Map.of(":fleet", AttributeValue.fromS(items.fleet()), ":prefix", AttributeValue.fromS(prefix)))
                .consistentRead(true)
                .build();
        while (true) {
            QueryResponse page = page(next, deadline);
            for (Map<String, AttributeValue> item : page.items()) {
                readable(item, reader).ifPresent(found::add);
            }
            if (!page.hasLastEvaluatedKey()) {
                return found;
            }
            next = next.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
        }
    }

    private QueryResponse page(QueryRequest request, long deadline) throws StoreFailure {
        Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
        try {
            if (left.toMillis() <= 0) {
                throw ApiCallTimeoutException.create(timeout.toMillis());
            }
            return client.query(
                    request.toBuilder().overrideConfiguration(within(left)).build());
        } catch (SdkException e) {
            throw failures.of("dynamodb:Query", e);
        }
    }

    private static AwsRequestOverrideConfiguration within(Duration time) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(time).build();
    }

    private <T> Optional<T> readable(
            Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> reader) {
        try {
            return Optional.of(understood(item, reader));
        } catch (StoreFailure e) {
            spoiled.skip(String.valueOf(item.get(LeaseItems.RECORD)), item, e);
            return Optional.empty();
        }
    }

    /** Someone may have written into the table by hand. */
    private <T> T understood(Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> reader)
            throws StoreFailure {
        try {
            return reader.apply(item);
        } catch (IllegalArgumentException | DateTimeException e) {
            AttributeValue record = item.get(LeaseItems.RECORD);
            throw new StoreFailure(
                    "The record " + (record == null ? "" : record.s()) + " of the " + table
                            + " cannot be read, put it right: " + e.getMessage(),
                    e);
        }
    }
}
