package io.siteward.sandbox.aws.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What identifies an item in its table. In order, those of one partition come as a query answers them. */
record ItemKey(AttributeValue partition, Optional<AttributeValue> sort) implements Comparable<ItemKey> {
    @Override
    public int compareTo(ItemKey other) {
        int byPartition = KeyAttribute.compare(partition, other.partition);
        return byPartition != 0 || sort.isEmpty() || other.sort.isEmpty()
                ? byPartition
                : KeyAttribute.compare(sort.get(), other.sort.get());
    }
}
