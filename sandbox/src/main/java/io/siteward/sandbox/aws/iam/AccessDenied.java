package io.siteward.sandbox.aws.iam;

import io.siteward.sandbox.aws.Caller;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What IAM answers to who lacks a permission: it names the action that is missing.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">The message</a>
 */
final class AccessDenied {
    private AccessDenied() {}

    static AwsServiceException of(Caller caller, String service, Permission missing) {
        String message = "User: " + caller.arn() + " is not authorized to perform: " + missing.action()
                + " on resource: \"" + missing.resource() + "\" because no identity-based policy allows the "
                + missing.action() + " action";
        return AwsServiceException.builder()
                .statusCode(403)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        // ACM speaks JSON, whose errors have this ending.
                        .errorCode(service.equals("acm") ? "AccessDeniedException" : "AccessDenied")
                        .errorMessage(message)
                        .build())
                .build();
    }
}
