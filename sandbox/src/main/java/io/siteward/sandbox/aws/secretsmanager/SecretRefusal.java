package io.siteward.sandbox.aws.secretsmanager;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.EncryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * What Secrets Manager refuses; every status is 400.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">CreateSecret</a>
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html">Common errors</a>
 */
enum SecretRefusal {
    ACCESS_DENIED("AccessDeniedException", SecretsManagerException::builder),
    DECRYPTION_FAILURE("DecryptionFailure", DecryptionFailureException::builder),
    ENCRYPTION_FAILURE("EncryptionFailure", EncryptionFailureException::builder),
    INVALID_NEXT_TOKEN("InvalidNextTokenException", InvalidNextTokenException::builder),
    INVALID_PARAMETER("InvalidParameterException", InvalidParameterException::builder),
    INVALID_REQUEST("InvalidRequestException", InvalidRequestException::builder),
    RESOURCE_EXISTS("ResourceExistsException", ResourceExistsException::builder),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", ResourceNotFoundException::builder),
    UNSIGNED("MissingAuthenticationTokenException", SecretsManagerException::builder),
    VALIDATION("ValidationException", SecretsManagerException::builder);

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method: it has no state.
    private final Supplier<? extends SecretsManagerException.Builder> builder;

    SecretRefusal(String code, Supplier<? extends SecretsManagerException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    SecretsManagerException because(String message) {
        return (SecretsManagerException) builder.get()
                .statusCode(400)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("SecretsManager")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
