package io.siteward.aws.dynamodb;

import static io.siteward.aws.dynamodb.DynamoDbOnTheWire.SETTLING;
import static io.siteward.aws.dynamodb.DynamoDbOnTheWire.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.lease.StoreFailure;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.iam.Denial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class LeaseTableTest {
    @RegisterExtension
    final DynamoDbOnTheWire aws = new DynamoDbOnTheWire();

    private final LeaseTable table = new LeaseTable(aws.client, TABLE, "prod");

    @Test
    void isMadeWhenItIsMissing() throws StoreFailure {
        assertThat(table.prepare()).isFalse();
        assertThat(table.prepare()).isFalse();
        aws.clock.advance(SETTLING);
        assertThat(table.prepare()).isTrue();

        TableDescription made = aws.client
                .describeTable(describe -> describe.tableName(TABLE.name()))
                .table();
        assertThat(made.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(made.deletionProtectionEnabled()).isTrue();
        assertThat(aws.client
                        .listTagsOfResource(list -> list.resourceArn(made.tableArn()))
                        .tags())
                .containsExactly(
                        Tag.builder().key("siteward.io/fleet").value("prod").build());
        assertThat(aws.operations().stream().filter("CreateTable"::equals)).hasSize(1);
    }

    @Test
    void canBeRecoveredAsSoonAsAwsAllowsIt() throws StoreFailure {
        table.prepare();
        aws.clock.advance(SETTLING);
        assertThat(table.protect())
                .contains(
                        "The lease table siteward-leases in eu-central-1 cannot have point-in-time recovery yet: AWS is"
                                + " enabling its backups.");
        aws.clock.advance(SETTLING);

        assertThat(table.protect()).isEmpty();

        assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        aws.aws.forgetCalls();
        assertThat(table.protect()).isEmpty();
        assertThat(aws.operations()).doesNotContain("UpdateContinuousBackups");
    }

    @Test
    void isTakenAsItIsWhenSomebodyElseMadeIt() throws StoreFailure {
        make("fleet", "record", ScalarAttributeType.S);

        assertThat(table.prepare()).isTrue();
        assertThat(table.protect()).isEmpty();

        assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    }

    @Test
    void isRefusedWithAnotherKey() {
        make("fleet", "id", ScalarAttributeType.S);
        assertFails(
                "The lease table siteward-leases in eu-central-1 has another key than the partition key fleet (S) and"
                        + " the sort key record (S): name a table with that key, or one that does not exist, which the operator"
                        + " makes.");
    }

    @Test
    void isRefusedWithAKeyOfAnotherType() {
        make("fleet", "record", ScalarAttributeType.N);
        assertFails("has another key than");
    }

    @Test
    void isRefusedToAnotherFleet() throws StoreFailure {
        new LeaseTable(aws.client, TABLE, "test").prepare();
        aws.clock.advance(SETTLING);
        assertFails("The lease table siteward-leases in eu-central-1 belongs to the fleet test and not to prod: set the"
                + " same fleet in all clusters that share it, or name another table.");
    }

    @Test
    void saysHowItCanBeMadeWhenTheOperatorMayNot() {
        aws.aws.add(new Denial(Calls.of("dynamodb", "CreateTable")));
        assertFails("The lease table siteward-leases in eu-central-1 does not exist and the operator may not make it:"
                + " allow dynamodb:CreateTable and dynamodb:TagResource to its role, or make it with the partition key"
                + " fleet (S) and the sort key record (S).");
    }

    @Test
    void saysWhichPermissionsItsProtectionNeeds() throws StoreFailure {
        table.prepare();
        aws.clock.advance(SETTLING.multipliedBy(2));
        aws.aws.add(new Denial(Calls.of("dynamodb", "UpdateContinuousBackups")));

        assertThat(table.prepare()).isTrue();
        assertThat(table.protect())
                .hasValueSatisfying(told -> assertThat(told)
                        .contains("allow dynamodb:DescribeContinuousBackups and dynamodb:UpdateContinuousBackups"));
    }

    private void make(String partition, String sort, ScalarAttributeType sortType) {
        aws.client.createTable(create -> create.tableName(TABLE.name())
                .keySchema(
                        KeySchemaElement.builder()
                                .attributeName(partition)
                                .keyType(KeyType.HASH)
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName(sort)
                                .keyType(KeyType.RANGE)
                                .build())
                .attributeDefinitions(List.of(
                        AttributeDefinition.builder()
                                .attributeName(partition)
                                .attributeType(ScalarAttributeType.S)
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName(sort)
                                .attributeType(sortType)
                                .build()))
                .billingMode(BillingMode.PAY_PER_REQUEST));
        aws.clock.advance(SETTLING.multipliedBy(2));
    }

    private PointInTimeRecoveryStatus recovery() {
        return aws.client
                .describeContinuousBackups(describe -> describe.tableName(TABLE.name()))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus();
    }

    private void assertFails(String message) {
        assertThatThrownBy(table::prepare).isInstanceOf(StoreFailure.class).hasMessageContaining(message);
    }
}
