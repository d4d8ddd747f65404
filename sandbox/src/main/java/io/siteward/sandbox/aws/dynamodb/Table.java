package io.siteward.sandbox.aws.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** One table: its settings and its items. */
final class Table {
    final PrimaryKey key;
    final Map<String, String> tags = new LinkedHashMap<>();

    /** Empty while point-in-time recovery is off. */
    Optional<PointInTimeRecoverySpecification> recovery = Optional.empty();

    private final CreateTableRequest request;
    private final String arn;
    private final Instant created;
    private final Duration settling;
    private final NavigableMap<ItemKey, Map<String, AttributeValue>> items = new TreeMap<>();
    private @Nullable Instant deleted;

    Table(CreateTableRequest request, String arn, Instant created, Duration settling) {
        this.request = request;
        this.key = PrimaryKey.of(request);
        this.arn = arn;
        this.created = created;
        this.settling = settling;
        for (Tag tag : request.tags()) {
            tags.put(tag.key(), tag.value());
        }
    }

    String arn() {
        return arn;
    }

    TableStatus status(Instant now) {
        if (deleted != null) {
            return TableStatus.DELETING;
        }
        return now.isBefore(created.plus(settling)) ? TableStatus.CREATING : TableStatus.ACTIVE;
    }

    /** Whether the deletion has come to its end. */
    boolean isGone(Instant now) {
        return deleted != null && !now.isBefore(deleted.plus(settling));
    }

    /** AWS enables backups for a new table by itself, and a moment after it is ACTIVE: until then they cannot change. */
    boolean hasBackups(Instant now) {
        return !now.isBefore(created.plus(settling).plus(settling));
    }

    boolean isProtected() {
        return Boolean.TRUE.equals(request.deletionProtectionEnabled());
    }

    void delete(Instant now) {
        deleted = now;
        items.clear();
    }

    TableDescription description(Instant now) {
        TableDescription.Builder description = TableDescription.builder()
                .tableName(request.tableName())
                .tableArn(arn)
                .tableStatus(status(now))
                .creationDateTime(created)
                .keySchema(request.keySchema())
                .attributeDefinitions(request.attributeDefinitions().toArray(AttributeDefinition[]::new))
                .deletionProtectionEnabled(isProtected());
        if (request.billingMode() == BillingMode.PAY_PER_REQUEST) {
            description.billingModeSummary(summary -> summary.billingMode(BillingMode.PAY_PER_REQUEST));
        } else {
            description.provisionedThroughput(throughput -> throughput
                    .readCapacityUnits(request.provisionedThroughput().readCapacityUnits())
                    .writeCapacityUnits(request.provisionedThroughput().writeCapacityUnits()));
        }
        return description.build();
    }

    Optional<Map<String, AttributeValue>> get(ItemKey of) {
        return Optional.ofNullable(items.get(of));
    }

    void put(Map<String, AttributeValue> item, List<Term> condition) {
        ItemKey of = key.ofItem(item);
        ItemRules.refuseTooLarge(item);
        refuseUnless(condition, of);
        items.put(of, item);
    }

    void delete(ItemKey of, List<Term> condition) {
        refuseUnless(condition, of);
        items.remove(of);
    }

    /** A condition on an item that is not there is judged as on one without attributes. */
    private void refuseUnless(List<Term> condition, ItemKey of) {
        Map<String, AttributeValue> item = get(of).orElse(Map.of());
        if (!condition.stream().allMatch(term -> term.holds(item))) {
            throw DynamoDbRefusal.CONDITIONAL_CHECK_FAILED.because("The conditional request failed");
        }
    }

    /** All items from this key on, without it, or from the first. */
    Map<ItemKey, Map<String, AttributeValue>> after(Optional<ItemKey> start) {
        return start.<Map<ItemKey, Map<String, AttributeValue>>>map(each -> items.tailMap(each, false))
                .orElse(items);
    }
}
