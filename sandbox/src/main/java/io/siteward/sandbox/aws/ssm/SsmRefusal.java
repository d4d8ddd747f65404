package io.siteward.sandbox.aws.ssm;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.InvalidKeyIdException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.InvalidResourceIdException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.TooManyTagsErrorException;

/**
 * What Parameter Store refuses; every status is 400.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html">Common errors</a>
 */
enum SsmRefusal {
    ACCESS_DENIED("AccessDeniedException", SsmException::builder),
    HIERARCHY_LEVEL_LIMIT_EXCEEDED(
            "HierarchyLevelLimitExceededException", HierarchyLevelLimitExceededException::builder),
    HIERARCHY_TYPE_MISMATCH("HierarchyTypeMismatchException", HierarchyTypeMismatchException::builder),
    INVALID_KEY_ID("InvalidKeyId", InvalidKeyIdException::builder),
    INVALID_NEXT_TOKEN("InvalidNextToken", InvalidNextTokenException::builder),
    INVALID_RESOURCE_ID("InvalidResourceId", InvalidResourceIdException::builder),
    PARAMETER_ALREADY_EXISTS("ParameterAlreadyExists", ParameterAlreadyExistsException::builder),
    PARAMETER_NOT_FOUND("ParameterNotFound", ParameterNotFoundException::builder),
    PARAMETER_VERSION_NOT_FOUND("ParameterVersionNotFound", ParameterVersionNotFoundException::builder),
    TOO_MANY_TAGS("TooManyTagsError", TooManyTagsErrorException::builder),
    UNSIGNED("MissingAuthenticationTokenException", SsmException::builder),
    VALIDATION("ValidationException", SsmException::builder);

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method: it has no state.
    private final Supplier<? extends SsmException.Builder> builder;

    SsmRefusal(String code, Supplier<? extends SsmException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    SsmException because(String message) {
        return (SsmException) builder.get()
                .statusCode(400)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Ssm")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
