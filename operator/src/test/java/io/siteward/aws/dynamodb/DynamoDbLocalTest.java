package io.siteward.aws.dynamodb;

import static io.siteward.aws.dynamodb.DynamoDbOnTheWire.TABLE;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.LeaseStoreContract;
import io.siteward.lease.Terms;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/**
 * The same store on AWS's own DynamoDB Local, which others wrote. Each test has a fleet of its own in one table.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">DynamoDB Local</a>
 */
class DynamoDbLocalTest implements LeaseStoreContract {
    private static final AmazonDynamoDBLocal AWS = DynamoDBEmbedded.create(true);
    private static int fleets;

    private final LeaseStore store = new DynamoLeaseStore(
            AWS.dynamoDbClient(),
            TABLE,
            "fleet-" + ++fleets,
            new Terms(Duration.ofSeconds(30)).storeTimeout(),
            System::nanoTime);

    /** Not by {@link LeaseTable}, which tags it: DynamoDB Local has no tags. */
    @BeforeAll
    static void makeTable() {
        AWS.dynamoDbClient()
                .createTable(create -> create.tableName(TABLE.name())
                        .keySchema(LeaseTable.KEY)
                        .attributeDefinitions(LeaseTable.text(LeaseItems.FLEET), LeaseTable.text(LeaseItems.RECORD))
                        .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    @AfterAll
    static void close() {
        AWS.shutdown();
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    @Override
    public int moreThanOnePage() {
        return 70;
    }
}
