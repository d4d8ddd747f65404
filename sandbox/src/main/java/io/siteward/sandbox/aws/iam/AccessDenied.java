package io.siteward.sandbox.aws.iam;

import io.siteward.sandbox.aws.Caller;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What IAM answers to who lacks a permission: it names the action that is missing, but not to who asks for another
 * account's bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">The message</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html">Other accounts</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB</a>
 */
final class AccessDenied {
    /** Whose errors have an ending that the others' do not. */
    private static final Set<String> SPEAKING_JSON = Set.of("acm", "dynamodb", "secretsmanager", "ssm");

    /** Whose errors about permissions have the status 400 too, as all theirs. */
    private static final Set<String> ANSWERING_400 = Set.of("dynamodb", "secretsmanager", "ssm");

    private AccessDenied() {}

    static AwsServiceException of(Caller caller, String service, Permission missing) {
        String message = missing.isInAccount(caller.accountId().orElseThrow())
                ? "User: " + caller.arn() + " is not authorized to perform: " + missing.action() + " on resource: \""
                        + missing.resource() + "\" because no identity-based policy allows the " + missing.action()
                        + " action"
                : "Access Denied";
        return AwsServiceException.builder()
                .statusCode(ANSWERING_400.contains(service) ? 400 : 403)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(SPEAKING_JSON.contains(service) ? "AccessDeniedException" : "AccessDenied")
                        .errorMessage(message)
                        .build())
                .build();
    }
}
