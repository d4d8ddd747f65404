package io.siteward.sandbox.aws.secretsmanager;

import io.siteward.sandbox.aws.secretsmanager.StoredSecret.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * What Secrets Manager refuses in a request, looked at alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">CreateSecret</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html">DeleteSecret</a>
 */
final class SecretRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]+");
    private static final long SHORTEST_WINDOW = 7;
    private static final long LONGEST_WINDOW = 30;
    private static final int MOST_TAGS = 50;

    private SecretRules() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw SecretRefusal.VALIDATION.because("Invalid name. Must be a valid name containing alphanumeric"
                    + " characters, or any of the following: -/_+=.@!");
        }
    }

    /** The value that a request gives; empty when it gives none. */
    static Optional<Value> value(@Nullable String text, @Nullable SdkBytes bytes) {
        if (text != null && bytes != null) {
            throw SecretRefusal.INVALID_PARAMETER.because(
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        return text == null && bytes == null
                ? Optional.empty()
                : Optional.of(new Value(Optional.ofNullable(text), Optional.ofNullable(bytes)));
    }

    /** @param count how many tags there would be */
    static void checkTags(List<Tag> added, int count) {
        if (count > MOST_TAGS || added.stream().anyMatch(tag -> tag.key().startsWith("aws:"))) {
            throw SecretRefusal.INVALID_PARAMETER.because(
                    "A secret can have " + MOST_TAGS + " tags, and none that begins with aws:.");
        }
    }

    /** How long a secret can be restored. */
    static Duration window(DeleteSecretRequest request, boolean forced) {
        Long days = request.recoveryWindowInDays();
        if (forced && days != null) {
            throw SecretRefusal.INVALID_PARAMETER.because(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (days != null && (days < SHORTEST_WINDOW || days > LONGEST_WINDOW)) {
            throw SecretRefusal.INVALID_PARAMETER.because(
                    "RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        return forced ? Duration.ZERO : Duration.ofDays(days == null ? LONGEST_WINDOW : days);
    }
}
