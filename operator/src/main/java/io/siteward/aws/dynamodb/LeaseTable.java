package io.siteward.aws.dynamodb;

import io.siteward.lease.StoreFailure;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * The table of the leases. It is made if it is missing; one that somebody else made is taken as it is, if it has the key.
 * Nothing waits here: the caller looks again.
 */
public final class LeaseTable {
    private static final String FLEET_TAG = "siteward.io/fleet";
    private static final String KEY_IN_WORDS = "the partition key fleet (S) and the sort key record (S)";
    static final List<KeySchemaElement> KEY =
            List.of(element(LeaseItems.FLEET, KeyType.HASH), element(LeaseItems.RECORD, KeyType.RANGE));

    private final DynamoDbClient client;
    private final TableName table;
    private final String fleet;
    private final TableFailures failures;

    /**
     * Calls nothing yet.
     *
     * @param client one of the table's region
     */
    public LeaseTable(DynamoDbClient client, TableName table, String fleet) {
        this.client = client;
        this.table = table;
        this.fleet = fleet;
        this.failures = new TableFailures(table);
    }

    /**
     * Looks at the table, and asks for it if there is none.
     *
     * @return whether it can be used now; if not, look again a second later
     * @throws StoreFailure when it cannot be used, and that does not pass by itself or is not known
     */
    public boolean prepare() throws StoreFailure {
        Optional<TableDescription> found = describe();
        if (found.isEmpty()) {
            create();
            return false;
        }
        TableDescription description = found.get();
        switch (description.tableStatus()) {
            case CREATING, DELETING -> {
                return false;
            }
            case ACTIVE, UPDATING -> {
                checkKey(description);
                checkFleet(description);
                return true;
            }
            default ->
                throw refused("The " + table + " is " + description.tableStatusAsString()
                        + " and cannot be used: bring it back to ACTIVE, or name another table.");
        }
    }

    /**
     * Turns point-in-time recovery on in a table that we made, which AWS allows only some time after it is ACTIVE.
     *
     * @return empty when there is nothing more to do; else one sentence for the log, and it is to be tried again later
     */
    public Optional<String> protect() {
        try {
            Optional<TableDescription> found = describe();
            if (found.isEmpty() || fleetOf(found.get()).isEmpty() || isRecoverable()) {
                return Optional.empty();
            }
            client.updateContinuousBackups(request -> request.tableName(table.name())
                    .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
            return Optional.empty();
        } catch (ContinuousBackupsUnavailableException e) {
            return Optional.of(
                    "The " + table + " cannot have point-in-time recovery yet: AWS is enabling its backups.");
        } catch (SdkException e) {
            return Optional.of(
                    failures.sentence("dynamodb:DescribeContinuousBackups and dynamodb:UpdateContinuousBackups", e));
        } catch (StoreFailure e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private boolean isRecoverable() {
        return client.describeContinuousBackups(request -> request.tableName(table.name()))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus()
                == PointInTimeRecoveryStatus.ENABLED;
    }

    private Optional<TableDescription> describe() throws StoreFailure {
        try {
            return Optional.of(client.describeTable(request -> request.tableName(table.name()))
                    .table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failures.of("dynamodb:DescribeTable", e);
        }
    }

    private void create() throws StoreFailure {
        try {
            client.createTable(request -> request.tableName(table.name())
                    .keySchema(KEY)
                    .attributeDefinitions(text(LeaseItems.FLEET), text(LeaseItems.RECORD))
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .deletionProtectionEnabled(true)
                    .tags(Tag.builder().key(FLEET_TAG).value(fleet).build()));
        } catch (ResourceInUseException e) {
            // Another replica was faster; the next look finds its table.
            return;
        } catch (SdkException e) {
            if (TableFailures.isDenial(e)) {
                throw new StoreFailure(
                        "The " + table + " does not exist and the operator may not make it: allow dynamodb:CreateTable"
                                + " and dynamodb:TagResource to its role, or make it with " + KEY_IN_WORDS + ".",
                        e);
            }
            throw failures.of("dynamodb:CreateTable", e);
        }
    }

    private void checkKey(TableDescription description) throws StoreFailure {
        boolean allText = description.attributeDefinitions().stream()
                .filter(each -> each.attributeName().equals(LeaseItems.FLEET)
                        || each.attributeName().equals(LeaseItems.RECORD))
                .allMatch(each -> each.attributeType() == ScalarAttributeType.S);
        if (!description.keySchema().equals(KEY) || !allText) {
            throw refused("The " + table + " has another key than " + KEY_IN_WORDS
                    + ": name a table with that key, or one that does not exist, which the operator makes.");
        }
    }

    /** Fleets do not see each other's leases: with two fleets in two clusters both would act. */
    private void checkFleet(TableDescription description) throws StoreFailure {
        Optional<String> other = fleetOf(description).filter(found -> !found.equals(fleet));
        if (other.isPresent()) {
            throw refused("The " + table + " belongs to the fleet " + other.get() + " and not to " + fleet
                    + ": set the same fleet in all clusters that share it, or name another table.");
        }
    }

    /** The fleet that its tag names; empty for a table that we did not make. */
    private Optional<String> fleetOf(TableDescription description) throws StoreFailure {
        try {
            return client.listTagsOfResource(request -> request.resourceArn(description.tableArn())).tags().stream()
                    .filter(tag -> tag.key().equals(FLEET_TAG))
                    .map(Tag::value)
                    .findFirst();
        } catch (SdkException e) {
            throw failures.of("dynamodb:ListTagsOfResource", e);
        }
    }

    /** As people are told of it. */
    @Override
    public String toString() {
        return table.toString();
    }

    private static StoreFailure refused(String message) {
        return new StoreFailure(message, new IllegalStateException(message));
    }

    private static KeySchemaElement element(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
