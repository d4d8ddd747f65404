package io.siteward.aws;

import static java.util.Map.entry;

import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * The one table of AWS's failures: what each code means to the engine.
 *
 * <p>Looked up in this order: the exact code, the first pattern that fits, the HTTP status. What is found nowhere is
 * retriable, after a pause that keeps a wrong guess cheap.
 */
public final class AwsFailures {
    /** A person has to act, and seldom within the minute. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** AWS has to calm down or recover. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Another look is enough. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Something else has to happen first, in AWS or in another site. */
    private static final Duration WAIT = Duration.ofSeconds(15);

    private static final Duration UNKNOWN = Duration.ofSeconds(30);

    private static final Rule THROTTLED =
            new Rule(Kind.RETRIABLE, PAUSE, "AWS is slowing us down; it goes on by itself.", false);
    private static final Rule SERVER_ERROR =
            new Rule(Kind.RETRIABLE, PAUSE, "AWS had an error of its own; it goes on by itself.", false);
    private static final Rule STALE = new Rule(Kind.RETRIABLE, SOON, "Someone else changed it meanwhile.", true);
    private static final Rule MISSING = new Rule(Kind.RETRIABLE, SOON, "It is not there.", true);
    private static final Rule IN_USE = new Rule(Kind.BLOCKED, WAIT, "It is in use.", true);
    private static final Rule DENIED = new Rule(
            Kind.TERMINAL, LONG, "AWS denies the call. Allow it to the operator's role, or look for a Deny.", true);
    private static final Rule QUOTA =
            new Rule(Kind.TERMINAL, LONG, "A quota of the account is used up. Raise it in Service Quotas.", true);
    private static final Rule EXPIRED = new Rule(
            Kind.TERMINAL,
            Duration.ofMinutes(1),
            "The AWS credentials have expired. Renew them; if they renew themselves, this passes.",
            false);
    private static final Rule BAD_CREDENTIALS = new Rule(
            Kind.TERMINAL,
            LONG,
            "AWS does not accept the credentials. Check the access key, its secret and the account.",
            false);
    private static final Rule CLOCK = new Rule(
            Kind.TERMINAL,
            Duration.ofMinutes(1),
            "The clock of this machine is wrong. Set it by a time server.",
            false);
    private static final Rule REFUSED = new Rule(Kind.TERMINAL, LONG, "AWS refuses the request.", true);
    private static final Rule MISTAKE = new Rule(Kind.BUG, LONG, "AWS cannot read the request.", true);

    private static final Map<String, Rule> BY_CODE = Map.ofEntries(
            // Throttling: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
            entry("Throttling", THROTTLED),
            entry("ThrottlingException", THROTTLED),
            entry("ThrottledException", THROTTLED),
            entry("RequestThrottled", THROTTLED),
            entry("RequestThrottledException", THROTTLED),
            entry("TooManyRequestsException", THROTTLED),
            entry("TooManyRequests", THROTTLED),
            entry("RequestLimitExceeded", THROTTLED),
            entry("BandwidthLimitExceeded", THROTTLED),
            entry("PriorRequestNotComplete", THROTTLED),
            entry("SlowDown", THROTTLED),
            entry("TooManyInvalidationsInProgress", THROTTLED),

            // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
            entry("InternalError", SERVER_ERROR),
            entry("InternalFailure", SERVER_ERROR),
            entry("ServiceUnavailable", SERVER_ERROR),
            entry("RequestTimeout", SERVER_ERROR),
            entry("RequestTimeoutException", SERVER_ERROR),

            // A stale ETag is 412 or 400: read again on both.
            entry("PreconditionFailed", STALE),
            entry("InvalidIfMatchVersion", STALE),
            entry("OperationAborted", STALE),
            entry("ConditionalRequestConflict", STALE),
            entry("ConcurrentModification", STALE),
            entry("ConcurrentModificationException", STALE),
            entry("ConflictException", STALE),

            // A key group's refusal, and ACM's, are named without the resource.
            entry("ResourceInUse", IN_USE),
            entry("ResourceInUseException", IN_USE),
            entry("CannotDeleteEntityWhileInUse", IN_USE),
            entry("CannotUpdateEntityWhileInUse", IN_USE),
            entry("DistributionNotDisabled", new Rule(Kind.BLOCKED, WAIT, "The distribution is not disabled.", true)),
            entry("ResourceNotDisabled", new Rule(Kind.BLOCKED, WAIT, "The resource is not disabled.", true)),
            entry("BucketNotEmpty", new Rule(Kind.BLOCKED, WAIT, "The bucket is not empty.", true)),

            // A shared object that can take no more distributions: another shard helps, not a person.
            entry("TooManyDistributionsWithFunctionAssociations", IN_USE),

            // Rights. S3 says AllAccessDisabled, IAM's services say the rest.
            entry("AccessDenied", DENIED),
            entry("AccessDeniedException", DENIED),
            entry("UnauthorizedOperation", DENIED),
            entry("UnauthorizedAccess", DENIED),
            entry("Forbidden", DENIED),
            entry("AllAccessDisabled", DENIED),
            entry("RegionDisabledException", DENIED),

            // https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
            entry("ExpiredToken", EXPIRED),
            entry("ExpiredTokenException", EXPIRED),
            entry("TokenRefreshRequired", EXPIRED),
            entry("InvalidAccessKeyId", BAD_CREDENTIALS),
            entry("InvalidClientTokenId", BAD_CREDENTIALS),
            entry("UnrecognizedClientException", BAD_CREDENTIALS),
            entry("SignatureDoesNotMatch", BAD_CREDENTIALS),
            entry("InvalidSignatureException", BAD_CREDENTIALS),
            entry("IncompleteSignature", BAD_CREDENTIALS),
            entry("MissingAuthenticationToken", BAD_CREDENTIALS),
            entry("AuthFailure", BAD_CREDENTIALS),
            entry("InvalidToken", BAD_CREDENTIALS),
            entry("InvalidSecurity", BAD_CREDENTIALS),
            entry("OptInRequired", BAD_CREDENTIALS),
            entry("NotSignedUp", BAD_CREDENTIALS),
            entry("AccountProblem", BAD_CREDENTIALS),
            entry("RequestTimeTooSkewed", CLOCK),
            entry("RequestExpired", CLOCK),
            entry("RequestInTheFuture", CLOCK),

            // Names and quotas that only a person can free.
            entry(
                    "BucketAlreadyExists",
                    new Rule(Kind.TERMINAL, LONG, "The bucket name belongs to someone else. Choose another.", false)),
            entry(
                    "CNAMEAlreadyExists",
                    new Rule(
                            Kind.TERMINAL,
                            LONG,
                            "An alias already belongs to another distribution. Remove it there.",
                            true)),
            entry("EntityLimitExceeded", QUOTA),
            entry("EntitySizeLimitExceeded", QUOTA),
            entry("LimitExceededException", QUOTA),
            entry("FunctionSizeLimitExceeded", QUOTA),

            // What a later look finds made: the next observation decides.
            entry("BucketAlreadyOwnedByYou", STALE),
            entry("ResourceExistsException", STALE),

            // Requests that we should never have made.
            entry("MalformedXML", MISTAKE),
            entry("MissingBody", MISTAKE),
            entry("MissingRequestBodyError", MISTAKE),
            entry("InconsistentQuantities", MISTAKE),
            entry("IllegalUpdate", MISTAKE),
            entry("IllegalDelete", MISTAKE),
            entry("UnsupportedOperation", MISTAKE),
            entry("MethodNotAllowed", MISTAKE),
            entry("NotImplemented", MISTAKE),
            entry("MissingParameter", MISTAKE),
            entry("UnknownOperationException", MISTAKE),
            entry("SerializationException", MISTAKE));

    /** Families of codes, in the order of the look-up. */
    private static final List<Family> BY_PATTERN = List.of(
            // TooManyDistributionsAssociatedToOriginAccessControl, …ToKeyGroup and the like: the object is full.
            new Family("TooManyDistributionsAssociatedTo\\p{Upper}.*", IN_USE),
            new Family("TooMany\\p{Upper}.*", QUOTA),
            new Family("TooLong\\p{Upper}.*", REFUSED),
            new Family("\\p{Upper}.*InUse", IN_USE),
            new Family("\\p{Upper}.*AlreadyExists(Exception)?", STALE),
            new Family("NoSuch\\p{Upper}.*", MISSING),
            new Family("\\p{Upper}.*NotFound(Error|Exception|Fault)?", MISSING),
            new Family("NotFound", MISSING),
            new Family("\\p{Upper}.*DoesNotExist", MISSING),
            new Family("\\p{Upper}.*(Throttled|Throttling)(Exception)?", THROTTLED),
            new Family("(Invalid|Malformed|Illegal|Validation)\\p{Alpha}*", REFUSED));

    private static final Pattern PASSING_DETAILS = Pattern.compile(
            "\\s*\\((Service|Request ID|RequestId)[^)]*\\)|\\s*Request ?I[dD]:? ?[A-Za-z0-9-]+"
                    + "|\\s*Encoded authorization failure message:.*",
            Pattern.DOTALL);

    private AwsFailures() {}

    /** The failure as the exception that leaves a gated client. */
    public static FailedCall failedCall(SdkException exception) {
        return new FailedCall(failure(exception), exception);
    }

    /** What the exception means to the engine. */
    public static Failure failure(SdkException exception) {
        return exception instanceof SdkServiceException answered ? answered(answered) : unanswered(exception);
    }

    /** Whether by this code AWS says that a quota is used up which only a person can have raised. */
    public static boolean saysQuota(String code) {
        return known(code).filter(QUOTA::equals).isPresent();
    }

    private static Failure answered(SdkServiceException exception) {
        String code = code(exception);
        Rule rule = isOfTheClock(exception) ? CLOCK : rule(code, exception.statusCode());
        return new Failure(rule.kind(), code, message(rule, exception), rule.retryAfter(), exception.requestId());
    }

    /**
     * Services but S3 say of a signature with a wrong time that it does not match, under the code of a wrong secret.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
     *     Signature Version 4</a>
     */
    private static boolean isOfTheClock(SdkServiceException exception) {
        String told = told(exception);
        return told != null && (told.startsWith("Signature expired") || told.startsWith("Signature not yet current"));
    }

    private static @Nullable String told(SdkServiceException exception) {
        return exception instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorMessage()
                : null;
    }

    private static String code(SdkServiceException exception) {
        String code = exception instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorCode()
                : null;
        // HEAD is answered without a body, so without a code.
        return code == null || code.isBlank() ? codeOfStatus(exception.statusCode()) : code;
    }

    private static String codeOfStatus(int status) {
        return switch (status) {
            case 301, 307 -> "PermanentRedirect";
            case 400 -> "BadRequest";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 409 -> "OperationAborted";
            case 412 -> "PreconditionFailed";
            case 429 -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            default -> "Status" + status;
        };
    }

    private static Rule rule(String code, int status) {
        return known(code).orElseGet(() -> ruleOfStatus(status));
    }

    private static Optional<Rule> known(String code) {
        return Optional.ofNullable(BY_CODE.get(code))
                .or(() -> BY_PATTERN.stream()
                        .filter(family -> family.pattern().matcher(code).matches())
                        .map(Family::rule)
                        .findFirst());
    }

    private static Rule ruleOfStatus(int status) {
        if (status >= 500) {
            return SERVER_ERROR;
        }
        return switch (status) {
            case 401, 403 -> DENIED;
            case 404 -> MISSING;
            case 409, 412 -> STALE;
            case 429 -> THROTTLED;
            default -> new Rule(Kind.RETRIABLE, UNKNOWN, "AWS answered with status " + status + ".", true);
        };
    }

    private static String message(Rule rule, SdkServiceException exception) {
        String told = told(exception);
        if (!rule.quotesAws() || told == null || told.isBlank()) {
            return rule.message();
        }
        return rule.message() + " AWS says: "
                + PASSING_DETAILS.matcher(told).replaceAll("").strip();
    }

    /** The call never reached AWS, or its answer never reached us. */
    private static Failure unanswered(SdkException exception) {
        if (exception instanceof ApiCallTimeoutException || exception instanceof ApiCallAttemptTimeoutException) {
            return failure(Kind.RETRIABLE, "TimedOut", "AWS did not answer in time.", PAUSE);
        }
        String told = Optional.ofNullable(exception.getMessage()).orElse("");
        if (told.contains("Unable to load credentials")) {
            String remedy = "No AWS credentials were found. Give the operator a role or set AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY.";
            return failure(Kind.TERMINAL, "NoCredentials", remedy, LONG);
        }
        if (told.contains("Unable to load region")) {
            return failure(Kind.TERMINAL, "NoRegion", "No AWS region is set. Set AWS_REGION.", LONG);
        }
        List<Throwable> causes = causes(exception);
        if (causes.stream().anyMatch(java.net.UnknownHostException.class::isInstance)) {
            return failure(Kind.RETRIABLE, "UnknownHost", "The name of AWS's endpoint does not resolve.", UNKNOWN);
        }
        if (causes.stream().anyMatch(java.io.IOException.class::isInstance)) {
            return failure(Kind.RETRIABLE, "ConnectionFailed", "The connection to AWS failed.", PAUSE);
        }
        // Anything else that the client refuses to send, for example a missing required member.
        return exception instanceof SdkClientException && !exception.retryable() && causes.isEmpty()
                ? failure(Kind.BUG, "ClientError", told, LONG)
                : failure(Kind.RETRIABLE, "ClientError", told, UNKNOWN);
    }

    private static List<Throwable> causes(Throwable exception) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Failure failure(Kind kind, String code, String message, Duration retryAfter) {
        return new Failure(kind, code, message, retryAfter, null);
    }

    /**
     * What a code means.
     *
     * @param quotesAws whether AWS's own sentence is worth repeating; not where it changes from call to call
     */
    private record Rule(Kind kind, Duration retryAfter, String message, boolean quotesAws) {}

    private record Family(Pattern pattern, Rule rule) {
        Family(String regex, Rule rule) {
            this(Pattern.compile(regex), rule);
        }
    }
}
