package io.siteward.sandbox.aws.model;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/**
 * What AWS answers to a request that its model forbids.
 *
 * <p>Seen in AWS's own answers: CloudFront's {@code MalformedXML} for a missing member and for an enum in the body
 * (<a href="https://github.com/fog/fog-aws/issues/48">one</a>, <a
 * href="https://github.com/aws/aws-cli/issues/6275">two</a>); S3's {@code MalformedXML} for what stands in a body,
 * {@code MalformedACLError} for that of an ACL (<a href="https://github.com/aws/aws-sdk/issues/765">one</a>) and
 * {@code InvalidArgument} for what stands in a header (<a
 * href="https://github.com/versity/versitygw/issues/1367">one</a>). Documented: S3's other codes, in its <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">error responses</a>;
 * {@code ValidationException} and {@code ValidationError}, among the <a
 * href="https://docs.aws.amazon.com/acm/latest/APIReference/CommonErrors.html">common errors</a>.
 *
 * <p>Guessed: that CloudFront answers the same to a length, a range or a pattern, and {@code InvalidArgument} to what
 * stands in path, query or headers; that S3 answers the same to every rule that a body breaks.
 */
public final class ModelRefusal {
    private static final String NOT_AS_PUBLISHED =
            "The XML you provided was not well-formed or did not validate against our published schema";

    private ModelRefusal() {}

    /**
     * The refusal.
     *
     * @param violations what was found in the request; at least one
     */
    public static AwsServiceException of(List<Violation> violations, SdkRequest request) {
        String service = violations.get(0).service();
        boolean inBody = isInBody(violations.get(0), request);
        return switch (service) {
            case "s3" -> inBody ? s3Body(violations.get(0)) : refusal("InvalidArgument", listed(violations));
            case "cloudfront" -> refusal(inBody ? "MalformedXML" : "InvalidArgument", listed(violations));
            case "sts" -> refusal("ValidationError", listed(violations));
            default -> refusal("ValidationException", listed(violations));
        };
    }

    /** S3 does not say what it found, but some operations have a code of their own for it. */
    private static AwsServiceException s3Body(Violation violation) {
        return switch (violation.operation()) {
            case "PutBucketAcl", "PutObjectAcl" -> refusal("MalformedACLError", NOT_AS_PUBLISHED);
            case "PutBucketVersioning" ->
                refusal(
                        "IllegalVersioningConfigurationException",
                        "The Versioning element must be specified as Enabled or Suspended");
            case "CreateBucket" ->
                violation.path().endsWith("locationConstraint")
                        ? refusal("InvalidLocationConstraint", "The specified location-constraint is not valid")
                        : refusal("MalformedXML", NOT_AS_PUBLISHED);
            default -> refusal("MalformedXML", NOT_AS_PUBLISHED);
        };
    }

    private static boolean isInBody(Violation violation, SdkRequest request) {
        return request.sdkFields().stream()
                .filter(field -> violation.isIn(field.memberName()))
                .allMatch(field -> field.location() == MarshallLocation.PAYLOAD);
    }

    private static String listed(List<Violation> violations) {
        String count = violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
        return count + " detected: "
                + violations.stream().map(Violation::message).collect(Collectors.joining("; "));
    }

    private static AwsServiceException refusal(String code, String message) {
        return AwsServiceException.builder()
                .statusCode(400)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
