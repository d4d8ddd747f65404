package io.siteward.sandbox.aws.dynamodb;

import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.defined;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.item;
import static io.siteward.sandbox.aws.dynamodb.DynamoDbOnTheWire.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.StaleReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class ItemsTest {
    @RegisterExtension
    final DynamoDbOnTheWire aws = new DynamoDbOnTheWire();

    @BeforeEach
    void makeTable() {
        aws.settled(DynamoDbOnTheWire.table("pets"));
    }

    @Test
    void comeBackAsTheyWereWritten() {
        Map<String, AttributeValue> everything = Map.of(
                "text", AttributeValue.fromS("ünïcödé 🦊"),
                "empty", AttributeValue.fromS(""),
                "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
                "yes", AttributeValue.fromBool(true),
                "none", AttributeValue.fromNul(true),
                "list", AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromL(List.of()))),
                "map", AttributeValue.fromM(Map.of("deep", AttributeValue.fromM(Map.of()))));
        aws.put("a", "Rex", everything);

        assertThat(read("a", "Rex", true)).isEqualTo(item("a", "Rex", everything));
        assertThat(read("a", "Tom", true)).isEmpty();
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number */
    @Test
    void loseTheNeedlessZeroesOfNumbers() {
        aws.put("a", "Rex", Map.of("age", AttributeValue.fromN("07.50")));

        assertThat(read("a", "Rex", true)).containsEntry("age", AttributeValue.fromN("7.5"));
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
    @Test
    void areReplacedWhole() {
        aws.put("a", "Rex", Map.of("kind", AttributeValue.fromS("dog")));
        aws.put("a", "Rex", Map.of("age", AttributeValue.fromN("7")));

        assertThat(read("a", "Rex", true)).containsOnlyKeys("home", "name", "age");
    }

    @Test
    void areWrittenOnAConditionThatHolds() {
        String free = "attribute_not_exists(#n) AND attribute_not_exists(#k)";
        aws.client()
                .putItem(put -> put.tableName("pets")
                        .item(item("a", "Rex", Map.of("kind", AttributeValue.fromS("dog"))))
                        .conditionExpression(free)
                        .expressionAttributeNames(Map.of("#n", "name", "#k", "kind")));
        aws.client()
                .deleteItem(delete -> delete.tableName("pets")
                        .key(item("a", "Rex", Map.of()))
                        .conditionExpression("#k = :k and #n = :n")
                        .expressionAttributeNames(Map.of("#n", "name", "#k", "kind"))
                        .expressionAttributeValues(
                                Map.of(":k", AttributeValue.fromS("dog"), ":n", AttributeValue.fromS("Rex"))));

        assertThat(read("a", "Rex", true)).isEmpty();
    }

    @Test
    void areKeptByEachAccountInEachRegion() {
        aws.put("a", "Rex", Map.of());

        assertThatThrownBy(() ->
                        aws.stranger().getItem(get -> get.tableName("pets").key(item("a", "Rex", Map.of()))))
                .isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(() -> aws.inAnotherRegion()
                        .getItem(get -> get.tableName("pets").key(item("a", "Rex", Map.of()))))
                .isInstanceOf(AwsServiceException.class);
    }

    @Test
    void areFoundByTheBeginningOfTheSortKeyInItsOrder() {
        for (String name : List.of("dog/b", "cat/z", "dog/ä", "dog/B", "do")) {
            aws.put("a", name, Map.of());
        }
        aws.put("b", "dog/other", Map.of());

        assertThat(names(aws.client().query(dogs().build()))).containsExactly("dog/B", "dog/b", "dog/ä");
    }

    @Test
    void comeInPagesOfTheLimit() {
        aws.put("a", "dog/1", Map.of());
        aws.put("a", "dog/2", Map.of());

        QueryResponse first = aws.client().query(dogs().limit(1).build());
        QueryResponse second = aws.client()
                .query(dogs().limit(1)
                        .exclusiveStartKey(first.lastEvaluatedKey())
                        .build());
        QueryResponse third = aws.client()
                .query(dogs().limit(1)
                        .exclusiveStartKey(second.lastEvaluatedKey())
                        .build());

        assertThat(names(first)).containsExactly("dog/1");
        assertThat(first.lastEvaluatedKey()).isEqualTo(item("a", "dog/1", Map.of()));
        assertThat(names(second)).containsExactly("dog/2");
        assertThat(third.items()).isEmpty();
        assertThat(third.hasLastEvaluatedKey()).isFalse();
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
    @Test
    void comeInPagesOfOneMegabyte() {
        AttributeValue large = AttributeValue.fromS("x".repeat(300 * 1024));
        for (int i = 0; i < 5; i++) {
            aws.put("a", "dog/" + i, Map.of("fur", large));
        }
        List<Integer> pages = new ArrayList<>();
        QueryRequest next = dogs().build();
        boolean more = true;
        while (more) {
            QueryResponse page = aws.client().query(next);
            pages.add(page.count());
            more = page.hasLastEvaluatedKey();
            next = next.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
        }

        assertThat(pages).containsExactly(3, 2);
    }

    @Test
    void areOrderedByNumbersAndBytesToo() {
        for (ScalarAttributeType type : List.of(ScalarAttributeType.N, ScalarAttributeType.B)) {
            aws.settled(DynamoDbOnTheWire.table("by" + type)
                    .keySchema(key("home", KeyType.HASH), key("rank", KeyType.RANGE))
                    .attributeDefinitions(defined("home", ScalarAttributeType.S), defined("rank", type)));
            for (int rank : List.of(10, 9, 100)) {
                aws.client()
                        .putItem(put -> put.tableName("by" + type)
                                .item(Map.of("home", AttributeValue.fromS("a"), "rank", rank(type, rank))));
            }
        }

        assertThat(ranks("byN")).containsExactly("9", "10", "100");
        assertThat(ranks("byB")).containsExactly("10", "100", "9");
    }

    private List<String> ranks(String table) {
        return aws
                .client()
                .query(query -> query.tableName(table)
                        .keyConditionExpression("#h = :h")
                        .expressionAttributeNames(Map.of("#h", "home"))
                        .expressionAttributeValues(Map.of(":h", AttributeValue.fromS("a"))))
                .items()
                .stream()
                .map(each -> each.get("rank"))
                .map(rank -> rank.n() == null ? rank.b().asUtf8String() : rank.n())
                .toList();
    }

    private static AttributeValue rank(ScalarAttributeType type, int rank) {
        String text = Integer.toString(rank);
        return type == ScalarAttributeType.N
                ? AttributeValue.fromN(text)
                : AttributeValue.fromB(SdkBytes.fromUtf8String(text));
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html */
    @Test
    void lagWhereConsistencyIsNotAskedFor() {
        StaleReads stale = new StaleReads(Calls.of("dynamodb", "PutItem"), Calls.reads("dynamodb"), 1);
        aws.aws.add(stale);
        read("a", "Rex", false);
        read("a", "Rex", true);
        aws.put("a", "Rex", Map.of());

        assertThat(read("a", "Rex", true)).isNotEmpty();
        assertThat(read("a", "Rex", false)).isEmpty();
        assertThat(read("a", "Rex", false)).isNotEmpty();
        assertThat(stale.given()).isEqualTo(1);
    }

    @Test
    void lagInQueriesToo() {
        aws.aws.add(new StaleReads(Calls.of("dynamodb", "PutItem"), Calls.reads("dynamodb"), 1));
        aws.client().query(dogs().build());
        aws.put("a", "dog/1", Map.of());

        assertThat(aws.client().query(dogs().consistentRead(true).build()).items())
                .hasSize(1);
        assertThat(aws.client().query(dogs().build()).items()).isEmpty();
    }

    @Test
    void areNotServedWithWhatIsNotKnownHere() {
        assertThatThrownBy(() -> aws.client()
                        .putItem(put -> put.tableName("pets")
                                .item(item("a", "Rex", Map.of()))
                                .returnValues(ReturnValue.ALL_OLD)))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(501));
        assertThatThrownBy(() -> aws.put("a", "Rex", Map.of("set", AttributeValue.fromSs(List.of("a")))))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(501));
        assertThat(read("a", "Rex", true)).isEmpty();
    }

    private Map<String, AttributeValue> read(String home, String name, boolean consistent) {
        return aws.client()
                .getItem(get ->
                        get.tableName("pets").key(item(home, name, Map.of())).consistentRead(consistent))
                .item();
    }

    private static QueryRequest.Builder dogs() {
        return QueryRequest.builder()
                .tableName("pets")
                .keyConditionExpression("#h = :h AND begins_with(#n, :n)")
                .expressionAttributeNames(Map.of("#h", "home", "#n", "name"))
                .expressionAttributeValues(Map.of(":h", AttributeValue.fromS("a"), ":n", AttributeValue.fromS("dog/")));
    }

    private static List<String> names(QueryResponse response) {
        return response.items().stream()
                .map(item -> item.getOrDefault("name", AttributeValue.fromS("")).s())
                .toList();
    }
}
