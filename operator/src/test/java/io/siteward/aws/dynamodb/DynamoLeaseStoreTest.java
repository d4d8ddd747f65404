package io.siteward.aws.dynamodb;

import static io.siteward.aws.dynamodb.DynamoDbOnTheWire.SETTLING;
import static io.siteward.aws.dynamodb.DynamoDbOnTheWire.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.lease.Lease;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.LeaseStoreContract;
import io.siteward.lease.StoreFailure;
import io.siteward.lease.Terms;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.LostAnswer;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.StaleReads;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.iam.Denial;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The store in DynamoDB, on the in-memory AWS. */
class DynamoLeaseStoreTest implements LeaseStoreContract {
    private static final String WRITE = "PutItem";

    @RegisterExtension
    final DynamoDbOnTheWire aws = new DynamoDbOnTheWire();

    private final LeaseStore store = ofFleet("prod");

    private LeaseStore ofFleet(String fleet) {
        return new DynamoLeaseStore(
                aws.client, TABLE, fleet, new Terms(Duration.ofSeconds(30)).storeTimeout(), System::nanoTime);
    }

    @BeforeEach
    void makeTable() throws StoreFailure {
        LeaseTable table = new LeaseTable(aws.client, TABLE, "prod");
        assertThat(table.prepare()).isFalse();
        aws.clock.advance(SETTLING);
        assertThat(table.prepare()).isTrue();
        aws.aws.forgetCalls();
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    @Override
    public int moreThanOnePage() {
        return 70;
    }

    @Test
    void asksForMoreThanOnePage() throws StoreFailure {
        listsEverythingThatWasWrittenHoweverMuchItIs();

        assertThat(aws.operations().stream().filter("Query"::equals)).hasSize(3);
    }

    @Test
    void keepsFleetsApart() throws StoreFailure {
        store.write(LeaseStoreContract.lease("docs", "m1", "v1"), null);

        assertThat(ofFleet("test").leases()).isEmpty();
        assertThat(ofFleet("test").write(LeaseStoreContract.lease("docs", "m2", "v2"), null))
                .isTrue();
        assertThat(store.leases()).containsExactly(LeaseStoreContract.lease("docs", "m1", "v1"));
    }

    @Test
    void readsWhatWasLastWritten() throws StoreFailure {
        aws.aws.add(new StaleReads(Calls.of("dynamodb", WRITE), Calls.reads("dynamodb"), 10));
        findsNothingInTheBeginning();
        createsOnlyWhatIsAbsent();
        assertThat(store.members()).hasSize(1);
        assertThat(store.leases()).hasSize(1);
    }

    @Test
    void throwsWhenTheAnswerOfAWriteIsLostThatHasTakenEffect() throws StoreFailure {
        aws.aws.add(new LostAnswer(Calls.of("dynamodb", WRITE), 2));

        assertFails(
                "The lease table siteward-leases in eu-central-1 was not reached: look at the network and at the endpoint"
                        + " of DynamoDB. The connection to AWS failed.",
                () -> store.write(LeaseStoreContract.member("m1", "v1"), null));
        assertFails("was not reached", () -> store.write(LeaseStoreContract.lease("docs", "m1", "v1"), null));

        assertThat(aws.operations()).as("attempts").containsExactly(WRITE, WRITE);
        assertThat(store.member("m1")).contains(LeaseStoreContract.member("m1", "v1"));
        assertThat(store.lease("docs")).contains(LeaseStoreContract.lease("docs", "m1", "v1"));
    }

    @Test
    void throwsOnceWhenAwsFails() {
        aws.aws.add(ServerFailure.afterEffect(Calls.of("dynamodb", WRITE), 1));

        assertFails(
                "The lease table siteward-leases in eu-central-1 cannot be used: AWS had an error of its own; it goes on"
                        + " by itself.",
                () -> store.write(LeaseStoreContract.member("m1", "v1"), null));
        assertThat(aws.operations()).containsExactly(WRITE);
    }

    @Test
    void saysThatItIsThrottled() {
        aws.aws.add(new Throttling(Calls.of("dynamodb"), 3));
        String told =
                "The lease table siteward-leases in eu-central-1 is throttled: this passes, unless its capacity is"
                        + " too small.";

        assertFails(told, () -> store.write(LeaseStoreContract.member("m1", "v1"), null));
        assertFails(told, () -> store.member("m1"));
        assertFails(told, store::leases);
    }

    @Test
    void saysThatTheTableIsMissing() {
        LeaseStore nowhere = new DynamoLeaseStore(
                aws.in("eu-west-1"),
                new TableName("eu-west-1", TABLE.name()),
                "prod",
                new Terms(Duration.ofSeconds(30)).storeTimeout(),
                System::nanoTime);

        assertFails(
                "The lease table siteward-leases in eu-west-1 does not exist: the operator makes it, if its role allows"
                        + " that.",
                nowhere::members);
    }

    @Test
    void saysWhichPermissionIsMissing() {
        aws.aws.add(new Denial(Calls.of("dynamodb")));
        String told =
                "The operator may not use the lease table siteward-leases in eu-central-1: allow dynamodb:%s on it"
                        + " to the operator's role, or look for a Deny.";

        assertFails(told.formatted(WRITE), () -> store.write(LeaseStoreContract.lease("docs", null, "v1"), null));
        assertFails(told.formatted("GetItem"), () -> store.lease("docs"));
        assertFails(told.formatted("Query"), store::members);
        assertFails(told.formatted("DeleteItem"), () -> store.remove(LeaseStoreContract.left("m1", "v1")));
    }

    @Test
    void saysThatNobodyAnswers() {
        aws.stop();
        assertFails("was not reached: look at the network", store::leases);
    }

    /** The clock goes on by three seconds between two looks at it: five seconds last for one page of three. */
    @Test
    void endsAListInTimeHoweverManyPagesItHas() throws StoreFailure {
        listsEverythingThatWasWrittenHoweverMuchItIs();
        aws.aws.forgetCalls();
        Iterator<Long> seconds = LongStream.iterate(0, second -> second + 3).iterator();
        LeaseStore slow = new DynamoLeaseStore(
                aws.client,
                TABLE,
                "prod",
                new Terms(Duration.ofSeconds(30)).storeTimeout(),
                () -> seconds.next() * 1_000_000_000);

        assertFails("AWS did not answer in time", slow::leases);
        assertThat(aws.operations()).containsExactly("Query");
    }

    @Test
    void goesOnWithoutWhatSomebodyHasSpoiledAndSaysWhatItIs() throws StoreFailure {
        Lease other = LeaseStoreContract.lease("blog", "m1", "v1");
        store.write(other, null);
        for (Map<String, AttributeValue> damage : List.of(
                Map.of("epoch", AttributeValue.fromS("one")),
                Map.of("since", AttributeValue.fromS("yesterday")),
                Map.of("claims", AttributeValue.fromS("none")),
                Map.of("claiming", AttributeValue.fromS("no")))) {
            Map<String, AttributeValue> item =
                    new HashMap<>(new LeaseItems("prod").of(LeaseStoreContract.lease("docs", "m1", "v1")));
            item.putAll(damage);
            aws.client.putItem(put -> put.tableName(TABLE.name()).item(item));

            assertThat(store.leases()).containsExactly(other);
            assertFails(
                    "The record lease/docs of the lease table siteward-leases in eu-central-1",
                    () -> store.lease("docs"));
            assertFails("cannot be read, put it right", () -> store.lease("docs"));
        }
    }

    /** The attributes are what a person sees in the console. */
    @Test
    void writesWhatAPersonCanRead() throws StoreFailure {
        store.write(LeaseStoreContract.lease("docs", "m1", "v1"), null);
        store.write(LeaseStoreContract.lease("free", null, "v2"), null);

        assertThat(item("lease/docs"))
                .containsOnlyKeys(
                        "fleet",
                        "record",
                        "epoch",
                        "holder",
                        "cluster",
                        "since",
                        "claims",
                        "claiming",
                        "readiness",
                        "version")
                .containsEntry("holder", AttributeValue.fromS("m1"))
                .containsEntry("since", AttributeValue.fromS("2026-01-01T00:00:00.123456789Z"));
        assertThat(item("lease/free")).doesNotContainKeys("holder", "cluster");
    }

    private Map<String, AttributeValue> item(String record) {
        return aws.client
                .getItem(get -> get.tableName(TABLE.name()).key(new LeaseItems("prod").key(record)))
                .item();
    }

    private static void assertFails(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreFailure.class).hasMessageContaining(message);
    }
}
