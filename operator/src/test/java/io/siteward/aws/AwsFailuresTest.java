package io.siteward.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Failure;
import io.siteward.graph.Failure.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsFailuresTest {
    @ParameterizedTest
    @CsvSource({
        // status, code, kind, seconds until another try makes sense
        "400, Throttling, RETRIABLE, 10",
        "400, ThrottlingException, RETRIABLE, 10",
        "429, TooManyRequestsException, RETRIABLE, 10",
        "503, SlowDown, RETRIABLE, 10",
        "400, TooManyInvalidationsInProgress, RETRIABLE, 10",
        "500, InternalError, RETRIABLE, 10",
        "503, ServiceUnavailable, RETRIABLE, 10",
        "400, RequestTimeout, RETRIABLE, 10",
        "500, SomethingNew, RETRIABLE, 10",
        "412, PreconditionFailed, RETRIABLE, 1",
        "400, InvalidIfMatchVersion, RETRIABLE, 1",
        "409, OperationAborted, RETRIABLE, 1",
        "409, ConcurrentModification, RETRIABLE, 1",
        "409, BucketAlreadyOwnedByYou, RETRIABLE, 1",
        "409, DistributionAlreadyExists, RETRIABLE, 1",
        "409, OriginAccessControlAlreadyExists, RETRIABLE, 1",
        "404, NoSuchBucket, RETRIABLE, 1",
        "404, NoSuchDistribution, RETRIABLE, 1",
        "404, OwnershipControlsNotFoundError, RETRIABLE, 1",
        "404, ServerSideEncryptionConfigurationNotFoundError, RETRIABLE, 1",
        "400, ResourceNotFoundException, RETRIABLE, 1",
        "400, TrustedKeyGroupDoesNotExist, RETRIABLE, 1",
        "409, OriginAccessControlInUse, BLOCKED, 15",
        "409, ResourceInUse, BLOCKED, 15",
        "409, ResponseHeadersPolicyInUse, BLOCKED, 15",
        "409, FunctionInUse, BLOCKED, 15",
        "409, DistributionNotDisabled, BLOCKED, 15",
        "409, BucketNotEmpty, BLOCKED, 15",
        "400, TooManyDistributionsAssociatedToOriginAccessControl, BLOCKED, 15",
        "400, TooManyDistributionsAssociatedToKeyGroup, BLOCKED, 15",
        "400, TooManyDistributionsWithFunctionAssociations, BLOCKED, 15",
        // Of a function of Lambda@Edge, which we never associate.
        "400, TooManyDistributionsWithSingleFunctionARN, TERMINAL, 300",
        "400, TooManyDistributions, TERMINAL, 300",
        "400, TooManyOriginAccessControls, TERMINAL, 300",
        "400, TooManyBuckets, TERMINAL, 300",
        "400, LimitExceededException, TERMINAL, 300",
        "400, TooLongCSPInResponseHeadersPolicy, TERMINAL, 300",
        "403, AccessDenied, TERMINAL, 300",
        "400, AccessDeniedException, TERMINAL, 300",
        "403, SomethingForbidden, TERMINAL, 300",
        "400, ExpiredToken, TERMINAL, 60",
        "403, ExpiredTokenException, TERMINAL, 60",
        "403, InvalidAccessKeyId, TERMINAL, 300",
        "403, SignatureDoesNotMatch, TERMINAL, 300",
        "403, RequestTimeTooSkewed, TERMINAL, 60",
        "409, BucketAlreadyExists, TERMINAL, 300",
        "409, CNAMEAlreadyExists, TERMINAL, 300",
        "400, InvalidArgument, TERMINAL, 300",
        "400, InvalidViewerCertificate, TERMINAL, 300",
        "400, ValidationException, TERMINAL, 300",
        "400, MalformedPolicy, TERMINAL, 300",
        "400, IllegalLocationConstraintException, TERMINAL, 300",
        "400, MalformedXML, BUG, 300",
        "400, IllegalUpdate, BUG, 300",
        "501, NotImplemented, BUG, 300",
        "400, NeverHeardOf, RETRIABLE, 30",
    })
    void saysWhatACodeMeans(int status, String code, Kind kind, long seconds) {
        Failure failure = AwsFailures.failure(answer(status, code, "told by AWS"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retryAfter()).hasSeconds(seconds);
        assertThat(failure.requestId()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @CsvSource({
        "TooManyDistributions, true",
        "LimitExceededException, true",
        "TooManyDistributionsAssociatedToCachePolicy, false",
        "TooManyRequestsException, false",
        "AccessDenied, false",
        "NeverHeardOf, false",
    })
    void knowsAUsedUpQuotaByItsCode(String code, boolean quota) {
        assertThat(AwsFailures.saysQuota(code)).isEqualTo(quota);
    }

    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect, RETRIABLE",
        "400, BadRequest, RETRIABLE",
        "403, Forbidden, TERMINAL",
        "404, NotFound, RETRIABLE",
        "409, OperationAborted, RETRIABLE",
        "412, PreconditionFailed, RETRIABLE",
        "429, TooManyRequests, RETRIABLE",
        "503, ServiceUnavailable, RETRIABLE",
        "418, Status418, RETRIABLE",
    })
    void goesByTheStatusWhereAnAnswerHasNoBody(int status, String code, Kind kind) {
        Failure failure = AwsFailures.failure(answer(status, null, null));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void theMessageIsTheSameWhileTheCauseIs() {
        Failure first = AwsFailures.failure(
                answer(403, "AccessDenied", "User x is not allowed (Service: S3, Status Code: 403, Request ID: ABC1)"));
        Failure second = AwsFailures.failure(
                answer(403, "AccessDenied", "User x is not allowed (Service: S3, Status Code: 403, Request ID: ZZZ9)"));

        assertThat(first.message()).endsWith("AWS says: User x is not allowed").isEqualTo(second.message());
    }

    @Test
    void keepsAwssSentenceOutWhereItNamesTheTime() {
        Failure failure = AwsFailures.failure(answer(403, "RequestExpired", "Signature expired: 20260101T000000Z"));

        assertThat(failure.message()).doesNotContain("2026").contains("clock");
    }

    @Test
    void saysInPlainWordsWhyNothingWasSent() {
        assertClientFailure(
                client("Unable to load credentials from any of the providers", null),
                Kind.TERMINAL,
                "NoCredentials",
                "AWS_ACCESS_KEY_ID");
        assertClientFailure(
                client("Unable to load region from any of the providers", null),
                Kind.TERMINAL,
                "NoRegion",
                "AWS_REGION");
        assertClientFailure(
                client("Unable to execute HTTP request", new UnknownHostException("s3.nowhere")),
                Kind.RETRIABLE,
                "UnknownHost",
                "does not resolve");
        assertClientFailure(
                client("Unable to execute HTTP request", new IOException("reset")),
                Kind.RETRIABLE,
                "ConnectionFailed",
                "connection");
        assertClientFailure(ApiCallTimeoutException.create(1000), Kind.RETRIABLE, "TimedOut", "in time");
        assertClientFailure(ApiCallAttemptTimeoutException.create(1000), Kind.RETRIABLE, "TimedOut", "in time");
        assertClientFailure(client("Key cannot be empty", null), Kind.BUG, "ClientError", "Key cannot be empty");
    }

    private static void assertClientFailure(SdkException exception, Kind kind, String code, String words) {
        Failure failure = AwsFailures.failure(exception);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains(words);
    }

    private static SdkException client(String message, @Nullable Throwable cause) {
        return SdkClientException.builder().message(message).cause(cause).build();
    }

    private static AwsServiceException answer(int status, @Nullable String code, @Nullable String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .requestId("r-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
