package io.siteward.sandbox.aws.s3;

import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The errors S3 answers with.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
final class S3Refusal {
    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("AccessDenied", 403),
            Map.entry("BucketNotEmpty", 409),
            Map.entry("EntityTooLarge", 400),
            Map.entry("InvalidRange", 416),
            Map.entry("MethodNotAllowed", 405),
            Map.entry("NoSuchBucketPolicy", 404),
            Map.entry("NoSuchCORSConfiguration", 404),
            Map.entry("NoSuchLifecycleConfiguration", 404),
            Map.entry("NoSuchPublicAccessBlockConfiguration", 404),
            Map.entry("NoSuchTagSet", 404),
            Map.entry("NoSuchVersion", 404),
            Map.entry("NotModified", 304),
            Map.entry("OperationAborted", 409),
            Map.entry("OwnershipControlsNotFoundError", 404),
            Map.entry("PreconditionFailed", 412),
            Map.entry("ServerSideEncryptionConfigurationNotFoundError", 404));

    private S3Refusal() {}

    /** An error by its code; 400 unless the code is known to go with another status. */
    static AwsServiceException of(String code, String message) {
        return filled(S3Exception.builder(), STATUS.getOrDefault(code, 400), code, message);
    }

    static AwsServiceException accessDenied() {
        return of("AccessDenied", "Access Denied");
    }

    static AwsServiceException invalidArgument(String message) {
        return of("InvalidArgument", message);
    }

    static AwsServiceException malformedXml() {
        return of(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static AwsServiceException noSuchBucket() {
        return filled(NoSuchBucketException.builder(), 404, "NoSuchBucket", "The specified bucket does not exist");
    }

    static AwsServiceException noSuchKey() {
        return filled(NoSuchKeyException.builder(), 404, "NoSuchKey", "The specified key does not exist.");
    }

    static AwsServiceException alreadyOwnedByYou() {
        return filled(
                BucketAlreadyOwnedByYouException.builder(),
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.");
    }

    static AwsServiceException alreadyExists() {
        return filled(
                BucketAlreadyExistsException.builder(),
                409,
                "BucketAlreadyExists",
                "The requested bucket name is not available. The bucket namespace is shared by all users of the"
                        + " system. Please select a different name and try again.");
    }

    private static AwsServiceException filled(
            AwsServiceException.Builder builder, int status, String code, String message) {
        return builder.statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("S3")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
