package io.siteward.sandbox.aws.ssm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.Tag;

/**
 * What Parameter Store refuses in a parameter, looked at alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html">Names</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>
 */
final class ParameterRules {
    private static final Pattern NAME = Pattern.compile("/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*");
    private static final Pattern NESTED = Pattern.compile("\\{\\{.*}}", Pattern.DOTALL);
    private static final int MOST_LEVELS = 15;
    private static final int LONGEST_ARN = 1011;
    private static final int STANDARD_BYTES = 4096;
    private static final int ADVANCED_BYTES = 8192;
    private static final int MOST_TAGS = 50;

    private ParameterRules() {}

    /** @param arn what the parameter's would be; its length counts */
    static void checkName(String name, String arn) {
        if (!NAME.matcher(name).matches()) {
            throw SsmRefusal.VALIDATION.because("Parameter name: can't be prefixed with \"aws\" or \"ssm\""
                    + " (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol;"
                    + " each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_");
        }
        String first = name.replaceFirst("^/", "").toLowerCase(Locale.ROOT);
        if (first.startsWith("aws") && first.contains("/")) {
            throw SsmRefusal.ACCESS_DENIED.because("No access to reserved parameter name: " + name + ".");
        }
        if (first.startsWith("aws") || first.startsWith("ssm")) {
            throw SsmRefusal.VALIDATION.because(
                    "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        }
        if (name.contains("/") && !name.startsWith("/")) {
            throw SsmRefusal.VALIDATION.because("Parameter name must be a fully qualified name.");
        }
        if (name.chars().filter(character -> character == '/').count() > MOST_LEVELS) {
            throw SsmRefusal.HIERARCHY_LEVEL_LIMIT_EXCEEDED.because(
                    "A hierarchy can have a maximum of " + MOST_LEVELS + " levels.");
        }
        if (arn.length() > LONGEST_ARN) {
            throw SsmRefusal.VALIDATION.because("The parameter name is too long.");
        }
    }

    static void checkValue(String value, ParameterTier tier) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (value.isEmpty() || NESTED.matcher(value).find()) {
            throw SsmRefusal.VALIDATION.because(
                    "Parameter value can't be empty, nor reference or nest another parameter.");
        }
        if (tier == ParameterTier.STANDARD && bytes > STANDARD_BYTES) {
            throw SsmRefusal.VALIDATION.because("Standard tier parameters support a maximum parameter value of "
                    + STANDARD_BYTES + " characters. To create a larger parameter value, upgrade the parameter to use"
                    + " the advanced-parameter tier.");
        }
        if (bytes > ADVANCED_BYTES) {
            throw SsmRefusal.VALIDATION.because(
                    "Advanced tier parameters support a maximum parameter value of " + ADVANCED_BYTES + " characters.");
        }
    }

    static void checkMembers(PutParameterRequest request, ParameterType type) {
        if (request.keyId() != null && type != ParameterType.SECURE_STRING) {
            throw SsmRefusal.VALIDATION.because("KeyId is required for SecureString type parameter only.");
        }
        if (Boolean.TRUE.equals(request.overwrite()) && request.hasTags()) {
            throw SsmRefusal.VALIDATION.because(
                    "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please"
                            + " remove overwrite flag. To update tags for an existing parameter, please use"
                            + " AddTagsToResource or RemoveTagsFromResource.");
        }
    }

    /** @param count how many tags there would be */
    static void checkTags(List<Tag> added, int count) {
        if (added.stream().anyMatch(tag -> tag.key().toLowerCase(Locale.ROOT).startsWith("aws:"))) {
            throw SsmRefusal.VALIDATION.because("Tag keys that begin with aws: are reserved.");
        }
        if (count > MOST_TAGS) {
            throw SsmRefusal.TOO_MANY_TAGS.because("A parameter can have " + MOST_TAGS + " tags.");
        }
    }
}
