package io.siteward.e2e;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The leases that clusters share: items of one fleet in a table. */
record LeaseItems(DynamoDbClient client, String table, String fleet) implements LeaseBook {
    private static final String LEASE = "lease/";
    private static final String MEMBER = "member/";

    @Override
    public List<Run> runs() {
        return items(MEMBER)
                .map(item -> new Run(
                        text(item, "record").substring(MEMBER.length()),
                        text(item, "instance"),
                        text(item, "state"),
                        text(item, "version")))
                .toList();
    }

    @Override
    public List<Tenure> tenures() {
        return items(LEASE)
                .filter(item -> item.containsKey("holder"))
                .map(item -> new Tenure(
                        text(item, "record").substring(LEASE.length()),
                        Long.parseLong(number(item, "epoch")),
                        text(item, "holder")))
                .toList();
    }

    /** Whether the record of this key says that the cluster claims it. */
    boolean isClaimed(String key, String cluster) {
        return items(LEASE + key)
                .filter(item -> text(item, "record").equals(LEASE + key))
                .anyMatch(item ->
                        Objects.requireNonNull(item.get("claims"), "claims").m().containsKey(cluster));
    }

    private Stream<Map<String, AttributeValue>> items(String prefix) {
        return client
                .query(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("#fleet = :fleet AND begins_with(#record, :prefix)")
                        .expressionAttributeNames(Map.of("#fleet", "fleet", "#record", "record"))
                        .expressionAttributeValues(Map.of(
                                ":fleet", AttributeValue.fromS(fleet),
                                ":prefix", AttributeValue.fromS(prefix))))
                .items()
                .stream();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    private static String number(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).n();
    }
}
