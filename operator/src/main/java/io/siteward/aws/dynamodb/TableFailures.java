package io.siteward.aws.dynamodb;

import io.siteward.aws.AwsFailures;
import io.siteward.graph.Failure;
import io.siteward.lease.StoreFailure;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What one table's failed calls mean to people. */
record TableFailures(TableName table) {
    private static final Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException", "Forbidden");
    private static final Set<String> MISSING = Set.of("ResourceNotFoundException", "TableNotFoundException");

    /** Of a write too many at once, of a table and of an account. */
    private static final Set<String> THROTTLES = Set.of(
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    static boolean isDenial(SdkException e) {
        return DENIALS.contains(AwsFailures.failure(e).code());
    }

    /** @param action the permission that the call needs, for example {@code dynamodb:PutItem} */
    StoreFailure of(String action, SdkException e) {
        return new StoreFailure(sentence(action, e), e);
    }

    /** One sentence with the remedy. */
    String sentence(String action, SdkException e) {
        Failure failure = AwsFailures.failure(e);
        if (DENIALS.contains(failure.code())) {
            return "The operator may not use the " + table + ": allow " + action
                    + " on it to the operator's role, or look for a Deny.";
        }
        if (MISSING.contains(failure.code())) {
            return "The " + table + " does not exist: the operator makes it, if its role allows that.";
        }
        if (THROTTLES.contains(failure.code())) {
            return "The " + table + " is throttled: this passes, unless its capacity is too small.";
        }
        if (!(e instanceof SdkServiceException) && failure.kind() == Failure.Kind.RETRIABLE) {
            return "The " + table + " was not reached: look at the network and at the endpoint of DynamoDB. "
                    + failure.message();
        }
        return "The " + table + " cannot be used: " + failure.message();
    }
}
