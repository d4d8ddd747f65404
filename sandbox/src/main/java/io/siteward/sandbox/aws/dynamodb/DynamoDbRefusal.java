package io.siteward.sandbox.aws.dynamodb;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/**
 * What DynamoDB refuses; every status is 400.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html">Backups</a>
 */
enum DynamoDbRefusal {
    CONDITIONAL_CHECK_FAILED("ConditionalCheckFailedException", ConditionalCheckFailedException::builder),
    BACKUPS_UNAVAILABLE("ContinuousBackupsUnavailableException", ContinuousBackupsUnavailableException::builder),
    RESOURCE_IN_USE("ResourceInUseException", ResourceInUseException::builder),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", ResourceNotFoundException::builder),
    TABLE_NOT_FOUND("TableNotFoundException", TableNotFoundException::builder),
    UNSIGNED("MissingAuthenticationTokenException", DynamoDbException::builder),
    VALIDATION("ValidationException", DynamoDbException::builder);

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method: it has no state.
    private final Supplier<? extends DynamoDbException.Builder> builder;

    DynamoDbRefusal(String code, Supplier<? extends DynamoDbException.Builder> builder) {
        this.code = code;
        this.builder = builder;
    }

    DynamoDbException because(String message) {
        return (DynamoDbException) builder.get()
                .statusCode(400)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** What stands before most sentences about a wrong item or table. */
    static DynamoDbException invalidParameter(String message) {
        return VALIDATION.because("One or more parameter values were invalid: " + message);
    }
}
