package io.siteward.sandbox.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Errors that any service may answer with, in the words of each. */
final class ServiceError {
    private ServiceError() {}

    /**
     * Too many requests.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: SlowDown</a>
     * @see <a href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/CommonErrors.html">CloudFront and the
     *     rest</a>
     */
    static AwsServiceException throttled(String service) {
        return switch (service) {
            case "s3" -> of(503, "SlowDown", "Please reduce your request rate.");
            // These speak JSON, whose errors have this ending.
            case "acm", "dynamodb", "secretsmanager", "ssm" -> of(400, "ThrottlingException", "Rate exceeded");
            default -> of(400, "Throttling", "Rate exceeded");
        };
    }

    /**
     * An error of AWS's own.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB</a>
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">Parameter
     *     Store</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">Secrets Manager</a>
     */
    static AwsServiceException internal(String service) {
        return switch (service) {
            case "s3" -> of(500, "InternalError", "We encountered an internal error. Please try again.");
            case "dynamodb", "ssm" -> of(500, "InternalServerError", "Internal server error");
            case "secretsmanager" -> of(500, "InternalServiceError", "An error occurred on the server side.");
            default -> of(500, "InternalFailure", "The request processing has failed because of an unknown error.");
        };
    }

    /**
     * Temporary credentials after their time.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: ExpiredToken</a>
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">The rest</a>
     */
    static AwsServiceException expired(String service) {
        String message = "The security token included in the request is expired";
        return switch (service) {
            case "s3" -> of(400, "ExpiredToken", "The provided token has expired.");
            case "acm", "dynamodb", "secretsmanager", "ssm" -> of(400, "ExpiredTokenException", message);
            default -> of(403, "ExpiredToken", message);
        };
    }

    /**
     * A signature with a time that is too far from AWS's.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: RequestTimeTooSkewed</a>
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">The rest</a>
     */
    static AwsServiceException wrongTime(String service) {
        String message =
                "Signature expired: 20260101T000000Z is now earlier than 20260101T004500Z (20260101T010000Z - 15 min.)";
        return switch (service) {
            case "s3" ->
                of(
                        403,
                        "RequestTimeTooSkewed",
                        "The difference between the request time and the current time is too large.");
            case "acm", "dynamodb", "secretsmanager", "ssm" -> of(400, "InvalidSignatureException", message);
            default -> of(403, "SignatureDoesNotMatch", message);
        };
    }

    static AwsServiceException of(int status, String code, String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
