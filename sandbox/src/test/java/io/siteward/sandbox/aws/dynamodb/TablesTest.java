package io.siteward.sandbox.aws.dynamodb;

import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.SETTLING;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.assertRefused;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.defined;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.item;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.key;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ExpiredCredentials;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.WrongTime;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Tables and what is refused about them: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
class TablesTest {
    private static final String ARN = "arn:aws:dynamodb:eu-central-1:" + DynamoDbOnTheWire.OWNER + ":table/pets";
    private static final Tag TAG = Tag.builder().key("owner").value("us").build();

    @RegisterExtension
    final DynamoDbOnTheWire aws = new DynamoDbOnTheWire();

    @Test
    void areCreatingBeforeTheyAreActive() {
        TableDescription made = aws.client()
                .createTable(table("pets").deletionProtectionEnabled(true).build())
                .tableDescription();
        assertThat(made.tableArn()).isEqualTo(ARN);
        assertThat(made.tableStatus()).isEqualTo(TableStatus.CREATING);
        assertRefused("ResourceNotFoundException", "", () -> aws.put("a", "Rex", Map.of()));

        aws.clock.advance(SETTLING);

        TableDescription active = described();
        assertThat(active.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(active.keySchema()).containsExactly(key("home", KeyType.HASH), key("name", KeyType.RANGE));
        assertThat(active.attributeDefinitions())
                .containsExactly(defined("home", ScalarAttributeType.S), defined("name", ScalarAttributeType.S));
        assertThat(active.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(active.deletionProtectionEnabled()).isTrue();
        aws.put("a", "Rex", Map.of());
    }

    @Test
    void canHaveProvisionedThroughput() {
        aws.settled(table("pets")
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(units -> units.readCapacityUnits(2L).writeCapacityUnits(1L)));

        assertThat(described().billingModeSummary()).isNull();
        assertThat(described().provisionedThroughput().readCapacityUnits()).isEqualTo(2);
    }

    @Test
    void goInTime() {
        aws.settled(table("pets"));
        assertThat(delete().tableStatus()).isEqualTo(TableStatus.DELETING);
        assertThat(described().tableStatus()).isEqualTo(TableStatus.DELETING);
        assertRefused("ResourceNotFoundException", "", () -> aws.put("a", "Rex", Map.of()));
        assertRefused("ResourceInUseException", "Table already exists", () -> aws.settled(table("pets")));

        aws.clock.advance(SETTLING);

        assertRefused("ResourceNotFoundException", "Table: pets not found", this::described);
        aws.settled(table("pets"));
        assertThat(aws.client()
                        .getItem(get -> get.tableName("pets").key(item("a", "Rex", Map.of())))
                        .hasItem())
                .isFalse();
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html#API_DeleteTable_Errors */
    @Test
    void areNotDeletedWhileTheyAreMade() {
        aws.client().createTable(table("pets").build());
        assertRefused("ResourceInUseException", "being created", this::delete);
        assertRefused(
                "ResourceNotFoundException", "", () -> aws.client().deleteTable(delete -> delete.tableName("none")));
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection */
    @Test
    void areNotDeletedWhileTheyAreProtected() {
        aws.settled(table("pets").deletionProtectionEnabled(true));
        assertRefused("ValidationException", "protected against deletion", this::delete);
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html */
    @Test
    void canBeRecoveredOnceTheirBackupsAreThere() {
        assertRefused("TableNotFoundException", "Table not found: pets", this::recovery);
        aws.client().createTable(table("pets").build());
        aws.clock.advance(SETTLING);
        assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertRefused("ContinuousBackupsUnavailableException", "Please retry later", () -> recover(true));

        aws.clock.advance(SETTLING);

        recover(true);
        assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        recover(false);
        assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
    @Test
    void haveTags() {
        Tag more = Tag.builder().key("cost").value("").build();
        aws.client().createTable(table("pets").tags(TAG).build());
        assertRefused("ResourceInUseException", "being created", () -> tag(more));
        aws.clock.advance(SETTLING);
        tag(more);

        assertThat(aws.client()
                        .listTagsOfResource(list -> list.resourceArn(ARN))
                        .tags())
                .containsExactlyInAnyOrder(TAG, more);
        assertRefused(
                "ResourceNotFoundException",
                "",
                () -> aws.client().listTagsOfResource(list -> list.resourceArn(ARN + "s")));
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                forbidden("already exists", "ResourceInUseException", table("taken")),
                forbidden("must be between 3 and 255 characters long", "ValidationException", table("no")),
                forbidden("may contain only the characters", "ValidationException", table("no/slash")),
                forbidden(
                        "The first KeySchemaElement is not a HASH key type",
                        "ValidationException",
                        table("pets").keySchema(key("name", KeyType.RANGE))),
                forbidden(
                        "The second KeySchemaElement is not a RANGE key type",
                        "ValidationException",
                        table("pets").keySchema(key("home", KeyType.HASH), key("name", KeyType.HASH))),
                forbidden(
                        "length less than or equal to 2",
                        "ValidationException",
                        table("pets")
                                .keySchema(
                                        key("home", KeyType.HASH),
                                        key("name", KeyType.RANGE),
                                        key("more", KeyType.RANGE))),
                forbidden(
                        "have the same name",
                        "ValidationException",
                        table("pets").keySchema(key("home", KeyType.HASH), key("home", KeyType.RANGE))),
                forbidden(
                        "Some index key attributes are not defined",
                        "ValidationException",
                        table("pets").attributeDefinitions(defined("home", ScalarAttributeType.S))),
                forbidden(
                        "does not exactly match number of attributes",
                        "ValidationException",
                        table("pets").keySchema(key("home", KeyType.HASH))),
                forbidden(
                        "must both be specified when BillingMode is PROVISIONED",
                        "ValidationException",
                        table("pets").billingMode((BillingMode) null)),
                forbidden(
                        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified",
                        "ValidationException",
                        table("pets")
                                .provisionedThroughput(
                                        units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))),
                forbidden(
                        "reserved for system use",
                        "ValidationException",
                        table("pets").tags(TAG.toBuilder().key("aws:owner").build())),
                forbidden(
                        "Duplicate tag keys",
                        "ValidationException",
                        table("pets").tags(TAG, TAG)),
                forbidden(
                        "more than 50 tags",
                        "ValidationException",
                        table("pets")
                                .tags(Stream.iterate(1, i -> i + 1)
                                        .limit(51)
                                        .map(i -> TAG.toBuilder().key("t" + i).build())
                                        .toList())));
    }

    private static Arguments forbidden(String message, String code, CreateTableRequest.Builder table) {
        return Arguments.of(message, code, table.build());
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html#API_CreateTable_Errors */
    @ParameterizedTest
    @MethodSource("forbidden")
    void areNotMadeOtherwiseThanAwsSays(String message, String code, CreateTableRequest request) {
        aws.settled(table("taken"));
        assertRefused(code, message, () -> aws.client().createTable(request));
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_KeySchemaElement.html */
    @Test
    void areHeldToTheModel() {
        aws.assertForbiddenByModel(on ->
                on.createTable(table("pets").keySchema(key("", KeyType.HASH)).build()));
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
    @Test
    void failInDynamoDbsWords() {
        aws.aws.add(new Throttling(Calls.of("dynamodb"), 1));
        assertRefused("ThrottlingException", "", this::described);
        WrongTime wrongTime = new WrongTime(Calls.of("dynamodb"));
        aws.aws.add(wrongTime);
        assertRefused("InvalidSignatureException", "", this::described);
        aws.aws.remove(wrongTime);
        ExpiredCredentials expired = new ExpiredCredentials();
        aws.aws.add(expired);
        assertRefused("ExpiredTokenException", "", this::described);
        aws.aws.remove(expired);
        aws.aws.add(ServerFailure.beforeEffect(Calls.of("dynamodb"), 1));
        assertInternal(this::described);
    }

    private static void assertInternal(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(500);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalServerError");
        });
    }

    private TableDescription described() {
        return aws.client()
                .describeTable(describe -> describe.tableName("pets"))
                .table();
    }

    private TableDescription delete() {
        return aws.client()
                .deleteTable(DeleteTableRequest.builder().tableName("pets").build())
                .tableDescription();
    }

    private void tag(Tag tag) {
        aws.client().tagResource(request -> request.resourceArn(ARN).tags(tag));
    }

    private void recover(boolean enabled) {
        aws.client()
                .updateContinuousBackups(update -> update.tableName("pets")
                        .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(enabled)));
    }

    private PointInTimeRecoveryStatus recovery() {
        return aws.client()
                .describeContinuousBackups(describe -> describe.tableName("pets"))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus();
    }
}
