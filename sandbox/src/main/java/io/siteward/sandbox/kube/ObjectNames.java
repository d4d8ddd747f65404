package io.siteward.sandbox.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What objects may be called.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object Names and IDs</a>
 */
final class ObjectNames {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    /** No vowels and nothing that looks like one: a generated name spells no word. */
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int LONGEST_GENERATED_PREFIX = 58;

    private final RandomGenerator random;

    ObjectNames(RandomGenerator random) {
        this.random = random;
    }

    String generated(String prefix) {
        StringBuilder name =
                new StringBuilder(prefix.substring(0, Math.min(prefix.length(), LONGEST_GENERATED_PREFIX)));
        for (int i = 0; i < 5; i++) {
            name.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
        }
        return name.toString();
    }

    List<ApiError.Cause> violations(ResourceKind kind, String name) {
        List<ApiError.Cause> causes = new ArrayList<>();
        if (name.isEmpty()) {
            causes.add(new ApiError.Cause(
                    "metadata.name", "FieldValueRequired", "Required value: name or generateName is required"));
            return causes;
        }
        int longest = kind.isNamespace() ? 63 : 253;
        if (name.length() > longest) {
            causes.add(ApiError.Cause.invalid(
                    "metadata.name", name, "must be no more than %d characters".formatted(longest)));
        }
        if (kind.isNamespace() && !LABEL_PATTERN.matcher(name).matches()) {
            causes.add(ApiError.Cause.invalid(
                    "metadata.name",
                    name,
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must "
                            + "start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used "
                            + "for validation is '" + LABEL + "')"));
        } else if (!kind.isNamespace() && !SUBDOMAIN_PATTERN.matcher(name).matches()) {
            causes.add(ApiError.Cause.invalid(
                    "metadata.name",
                    name,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                            + "and must start and end with an alphanumeric character (e.g. 'example.com', regex used "
                            + "for validation is '" + SUBDOMAIN_PATTERN + "')"));
        }
        return causes;
    }
}
