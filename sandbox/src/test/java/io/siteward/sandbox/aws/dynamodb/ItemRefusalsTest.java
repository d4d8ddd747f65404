package io.siteward.sandbox.aws.dynamodb;

import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.assertRefused;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.item;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What DynamoDB refuses about items, and where AWS says so. */
class ItemRefusalsTest {
    private static final String API = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/";
    private static final String GUIDE = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/";
    private static final String ERRORS = GUIDE + "Programming.Errors.html";
    private static final String NAMES = GUIDE + "Expressions.ExpressionAttributeNames.html";
    private static final String VALUES = GUIDE + "Expressions.ExpressionAttributeValues.html";
    private static final String GRAMMAR = GUIDE + "Expressions.OperatorsAndFunctions.html";
    private static final String KEY_CONDITIONS = GUIDE + "Query.KeyConditionExpressions.html";
    private static final String QUOTAS = GUIDE + "Constraints.html";
    private static final String TYPES = API + "API_AttributeValue.html";
    private static final AttributeValue TEXT = AttributeValue.fromS("text");

    @RegisterExtension
    final DynamoDbOnTheWire aws = new DynamoDbOnTheWire();

    /** A call on the table "pets", in which Rex of home "a" lives. */
    record Refused(String documentation, String code, String message, Consumer<DynamoDbClient> call) {
        @Override
        public String toString() {
            return message + " (" + documentation + ")";
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(missing(), ofConditions(), ofPlaceholders(), ofKeys(), ofValues(), ofQueries(), ofStarts())
                .flatMap(List::stream);
    }

    private static List<Refused> missing() {
        return List.of(
                new Refused(
                        API + "API_GetItem.html#API_GetItem_Errors",
                        "ResourceNotFoundException",
                        "Requested resource not found",
                        on -> on.getItem(get -> get.tableName("none").key(item("a", "Rex", Map.of())))),
                new Refused(
                        API + "API_PutItem.html#API_PutItem_Errors",
                        "ResourceNotFoundException",
                        "Requested resource not found",
                        on -> on.putItem(put -> put.tableName("none").item(item("a", "Rex", Map.of())))),
                new Refused(
                        API + "API_Query.html#API_Query_Errors",
                        "ResourceNotFoundException",
                        "Requested resource not found",
                        on -> on.query(query("#h = :h")
                                .tableName("none")
                                .expressionAttributeNames(Map.of("#h", "home"))
                                .expressionAttributeValues(Map.of(":h", TEXT))
                                .build())));
    }

    private static List<Refused> ofConditions() {
        return List.of(
                new Refused(
                        GUIDE + "Expressions.ConditionExpressions.html",
                        "ConditionalCheckFailedException",
                        "The conditional request failed",
                        on -> on.putItem(put("attribute_not_exists(#n)")
                                .expressionAttributeNames(Map.of("#n", "name"))
                                .build())),
                new Refused(
                        ERRORS,
                        "ConditionalCheckFailedException",
                        "The conditional request failed",
                        on -> on.putItem(put("#k = :k AND #n = :k")
                                .expressionAttributeNames(Map.of("#k", "kind", "#n", "name"))
                                .expressionAttributeValues(Map.of(":k", TEXT))
                                .build())),
                new Refused(
                        API + "API_DeleteItem.html#API_DeleteItem_Errors",
                        "ConditionalCheckFailedException",
                        "The conditional request failed",
                        on -> on.deleteItem(DeleteItemRequest.builder()
                                .tableName("pets")
                                .key(item("a", "Rex", Map.of()))
                                .conditionExpression("#k = :k")
                                .expressionAttributeNames(Map.of("#k", "kind"))
                                .expressionAttributeValues(Map.of(":k", AttributeValue.fromS("cat")))
                                .build())),
                syntax("#k", "<EOF>"),
                syntax("#k = :k OR #k = :k", "OR"),
                syntax("#k <> :k", "<"),
                syntax("kind = :k", "kind"),
                syntax("#k = #k", "#k"),
                syntax("#k = :k AND", "<EOF>"),
                syntax("attribute_exists(#k)", "attribute_exists"),
                syntax("attribute_not_exists(#k", "<EOF>"),
                syntax("#k.#k = :k", "."),
                validation(GRAMMAR, "The expression can not be empty", put(" ")));
    }

    private static Refused syntax(String condition, String token) {
        return validation(
                GRAMMAR,
                "Invalid ConditionExpression: Syntax error; token: \"" + token + "\"",
                put(condition)
                        .expressionAttributeNames(Map.of("#k", "kind"))
                        .expressionAttributeValues(Map.of(":k", TEXT)));
    }

    private static List<Refused> ofPlaceholders() {
        PutItemRequest.Builder none = PutItemRequest.builder().tableName("pets").item(item("a", "Rex", Map.of()));
        return List.of(
                validation(
                        NAMES,
                        "attribute name used in the document path is not defined; attribute name: #n",
                        put("attribute_not_exists(#n)")),
                validation(
                        VALUES,
                        "attribute value used in expression is not defined; attribute value: :v",
                        put("#n = :v").expressionAttributeNames(Map.of("#n", "name"))),
                validation(
                        NAMES,
                        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}",
                        put("attribute_not_exists(#n)").expressionAttributeNames(Map.of("#n", "name", "#x", "x"))),
                validation(
                        VALUES,
                        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}",
                        put("attribute_not_exists(#n)")
                                .expressionAttributeNames(Map.of("#n", "name"))
                                .expressionAttributeValues(Map.of(":x", TEXT))),
                validation(
                        VALUES,
                        "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\"",
                        put("#n = :v")
                                .expressionAttributeNames(Map.of("#n", "name"))
                                .expressionAttributeValues(Map.of("v", TEXT))),
                validation(
                        NAMES,
                        "ExpressionAttributeNames must not be empty",
                        put("#n = :v").expressionAttributeNames(Map.of())),
                validation(
                        API + "API_PutItem.html",
                        "can only be specified when using expressions: ConditionExpression is null",
                        none.expressionAttributeValues(Map.of(":x", TEXT))));
    }

    private static List<Refused> ofKeys() {
        return List.of(
                validation(API + "API_PutItem.html", "Missing the key name in the item", Map.of("home", TEXT)),
                validation(
                        API + "API_PutItem.html",
                        "Type mismatch for key name expected: S",
                        Map.of("home", TEXT, "name", AttributeValue.fromN("1"))),
                validation(
                        QUOTAS + "#limits-partition-sort-keys",
                        "cannot contain an empty string value. Key: name",
                        item("a", "", Map.of())),
                validation(
                        QUOTAS + "#limits-partition-sort-keys",
                        "Size of hashkey has exceeded",
                        item("a".repeat(2049), "Rex", Map.of())),
                validation(
                        QUOTAS + "#limits-partition-sort-keys",
                        "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
                        item("a", "ä".repeat(513), Map.of())),
                new Refused(
                        API + "API_GetItem.html",
                        "ValidationException",
                        "The provided key element does not match the schema",
                        on -> on.getItem(get -> get.tableName("pets").key(Map.of("home", TEXT)))),
                new Refused(
                        API + "API_GetItem.html",
                        "ValidationException",
                        "The provided key element does not match the schema",
                        on -> on.getItem(get -> get.tableName("pets").key(item("a", "Rex", Map.of("kind", TEXT))))));
    }

    private static List<Refused> ofValues() {
        return List.of(
                validation(
                        QUOTAS + "#limits-items",
                        "Item size has exceeded the maximum allowed size",
                        with(AttributeValue.fromS("x".repeat(ItemRules.LARGEST_ITEM)))),
                validation(
                        TYPES,
                        "Supplied AttributeValue is empty",
                        with(AttributeValue.builder().build())),
                validation(
                        TYPES,
                        "Supplied AttributeValue has more than one datatypes set",
                        with(AttributeValue.builder().s("1").n("1").build())),
                validation(TYPES, "cannot be converted to a numeric value: one", with(AttributeValue.fromN("one"))),
                validation(
                        GUIDE + "HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number",
                        "more than 38 significant digits",
                        with(AttributeValue.fromN("1".repeat(39)))),
                validation(TYPES, "must have the value of true", with(AttributeValue.fromNul(false))));
    }

    private static Map<String, AttributeValue> with(AttributeValue value) {
        return item("a", "Rex", Map.of("more", AttributeValue.fromM(Map.of("value", value))));
    }

    private static List<Refused> ofQueries() {
        return List.of(
                query(API + "API_Query.html", "must be specified in the request", QueryRequest.builder()),
                query(
                        KEY_CONDITIONS,
                        "Query condition missed key schema element: home",
                        query("#n = :t").expressionAttributeNames(Map.of("#n", "name"))),
                query(
                        KEY_CONDITIONS,
                        "Query condition missed key schema element: home",
                        query("begins_with(#h, :t)").expressionAttributeNames(Map.of("#h", "home"))),
                query(
                        KEY_CONDITIONS,
                        "Query key condition not supported",
                        query("#h = :t AND #k = :t").expressionAttributeNames(Map.of("#h", "home", "#k", "kind"))),
                query(
                        KEY_CONDITIONS,
                        "Query key condition not supported",
                        query("#h = :t AND attribute_not_exists(#n)")
                                .expressionAttributeNames(Map.of("#h", "home", "#n", "name"))),
                query(
                        KEY_CONDITIONS,
                        "Invalid KeyConditionExpression: Syntax error; token: \"contains\"",
                        query("contains(#h, :t)").expressionAttributeNames(Map.of("#h", "home"))),
                new Refused(
                        KEY_CONDITIONS,
                        "ValidationException",
                        "Condition parameter type does not match schema type",
                        on -> on.query(query("#h = :n")
                                .expressionAttributeNames(Map.of("#h", "home"))
                                .expressionAttributeValues(Map.of(":n", AttributeValue.fromN("1")))
                                .build())));
    }

    private static List<Refused> ofStarts() {
        QueryRequest.Builder homeA = query("#h = :h")
                .expressionAttributeNames(Map.of("#h", "home"))
                .expressionAttributeValues(Map.of(":h", AttributeValue.fromS("a")));
        return List.of(
                new Refused(
                        GUIDE + "Query.Pagination.html",
                        "ValidationException",
                        "outside query boundaries",
                        on -> on.query(homeA.copy()
                                .exclusiveStartKey(item("b", "Rex", Map.of()))
                                .build())),
                new Refused(
                        GUIDE + "Query.Pagination.html",
                        "ValidationException",
                        "does not match the schema",
                        on -> on.query(homeA.copy()
                                .exclusiveStartKey(Map.of("home", AttributeValue.fromS("a")))
                                .build())));
    }

    private static PutItemRequest.Builder put(String condition) {
        return PutItemRequest.builder()
                .tableName("pets")
                .item(item("a", "Rex", Map.of()))
                .conditionExpression(condition);
    }

    private static QueryRequest.Builder query(String condition) {
        return QueryRequest.builder().tableName("pets").keyConditionExpression(condition);
    }

    private static Refused validation(String documentation, String message, PutItemRequest.Builder put) {
        return new Refused(documentation, "ValidationException", message, on -> on.putItem(put.build()));
    }

    private static Refused validation(String documentation, String message, Map<String, AttributeValue> item) {
        return validation(
                documentation,
                message,
                PutItemRequest.builder().tableName("pets").item(item));
    }

    private static Refused query(String documentation, String message, QueryRequest.Builder query) {
        QueryRequest asked = query.tableName("pets").build();
        return new Refused(
                documentation,
                "ValidationException",
                message,
                on -> on.query(
                        asked.keyConditionExpression() == null
                                ? asked
                                : asked.toBuilder()
                                        .expressionAttributeValues(Map.of(":t", TEXT))
                                        .build()));
    }

    @BeforeEach
    void makeTable() {
        aws.settled(DynamoDbOnTheWire.table("pets"));
        aws.put("a", "Rex", Map.of("kind", AttributeValue.fromS("dog")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedAsAwsDocumentsIt(Refused refused) {
        assertRefused(refused.code, refused.message, () -> refused.call.accept(aws.client()));
    }
}
