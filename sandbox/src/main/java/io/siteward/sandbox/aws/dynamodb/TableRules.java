package io.siteward.sandbox.aws.dynamodb;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * What a new table must be, beside its key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Names</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html">Tags</a>
 */
final class TableRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final int MOST_TAGS = 50;

    private TableRules() {}

    static void check(CreateTableRequest request) {
        if (!NAME.matcher(request.tableName()).matches()) {
            throw DynamoDbRefusal.VALIDATION.because("Invalid table/index name. Table/index names must be between 3 and"
                    + " 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
        boolean onDemand = request.billingMode() == BillingMode.PAY_PER_REQUEST;
        if (onDemand && request.provisionedThroughput() != null) {
            throw DynamoDbRefusal.invalidParameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && request.provisionedThroughput() == null) {
            throw DynamoDbRefusal.invalidParameter(
                    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        checkTags(request.tags());
    }

    static void checkTags(List<Tag> tags) {
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.key().startsWith("aws:")) {
                throw DynamoDbRefusal.VALIDATION.because("Tag keys starting with 'aws:' are reserved for system use");
            }
            if (!keys.add(tag.key())) {
                throw DynamoDbRefusal.VALIDATION.because("Duplicate tag keys are not allowed: " + tag.key());
            }
        }
        if (keys.size() > MOST_TAGS) {
            throw DynamoDbRefusal.VALIDATION.because("A resource cannot have more than 50 tags");
        }
    }
}
