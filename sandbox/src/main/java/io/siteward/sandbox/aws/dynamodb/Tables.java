package io.siteward.sandbox.aws.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** One account's tables in one region. */
final class Tables {
    private final String accountId;
    private final String region;
    private final InstantSource clock;
    private final Duration settling;
    private final Map<String, Table> byName = new HashMap<>();

    Tables(String accountId, String region, InstantSource clock, Duration settling) {
        this.accountId = accountId;
        this.region = region;
        this.clock = clock;
        this.settling = settling;
    }

    Instant now() {
        return clock.instant();
    }

    Table create(CreateTableRequest request) {
        TableRules.check(request);
        String name = request.tableName();
        Table table =
                new Table(request, "arn:aws:dynamodb:" + region + ":" + accountId + ":table/" + name, now(), settling);
        if (find(name).isPresent()) {
            throw DynamoDbRefusal.RESOURCE_IN_USE.because("Table already exists: " + name);
        }
        byName.put(name, table);
        return table;
    }

    /** A table in whatever state. */
    Optional<Table> find(String name) {
        byName.values().removeIf(table -> table.isGone(now()));
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Table> findByArn(String arn) {
        return find(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(table -> table.arn().equals(arn));
    }

    /** A table that can be read and written: one that is being made or deleted is not there yet, or no more. */
    Table inUse(String name) {
        return find(name)
                .filter(table -> table.status(now()) == TableStatus.ACTIVE)
                .orElseThrow(() -> DynamoDbRefusal.RESOURCE_NOT_FOUND.because("Requested resource not found"));
    }
}
