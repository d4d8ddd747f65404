package io.siteward.sandbox.aws.dynamodb;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * One attribute of a table's primary key.
 *
 * @param limit how many bytes a value may have
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas</a>
 */
record KeyAttribute(String name, ScalarAttributeType type, int limit) {
    static final int LONGEST_PARTITION_KEY = 2048;
    static final int LONGEST_SORT_KEY = 1024;

    boolean fits(AttributeValue value) {
        return value.type().name().equals(type.toString());
    }

    /** Refuses a value that is empty or too long. */
    void check(AttributeValue value) {
        int bytes = bytes(value).length;
        if (bytes == 0) {
            throw DynamoDbRefusal.VALIDATION.because(
                    "One or more parameter values are not valid. The AttributeValue for"
                            + " a key attribute cannot contain an empty string value. Key: " + name);
        }
        if (bytes > limit) {
            throw DynamoDbRefusal.invalidParameter(
                    limit == LONGEST_SORT_KEY
                            ? "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"
                            : "Size of hashkey has exceeded the maximum size limit of2048 bytes");
        }
    }

    /** Numbers by their value; text, and bytes, byte by byte without a sign. */
    static int compare(AttributeValue one, AttributeValue other) {
        return one.n() != null && other.n() != null
                ? new BigDecimal(one.n()).compareTo(new BigDecimal(other.n()))
                : Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(AttributeValue value) {
        if (value.b() != null) {
            return value.b().asByteArrayUnsafe();
        }
        return (value.s() == null ? value.n() : value.s()).getBytes(StandardCharsets.UTF_8);
    }
}
