/** The leases in a DynamoDB table, for clusters that share one: the store of {@code io.siteward.lease} and its table. */
@NullMarked
package io.siteward.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
