/** DynamoDB in memory: tables with a primary key, conditional writes and queries by the sort key's beginning. */
@NullMarked
package io.siteward.sandbox.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
