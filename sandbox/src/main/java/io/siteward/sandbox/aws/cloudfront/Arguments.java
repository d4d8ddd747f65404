package io.siteward.sandbox.aws.cloudfront;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plain checks that CloudFront answers with {@code InvalidArgument}. */
final class Arguments {
    private Arguments() {}

    static void require(@Nullable Object value, String parameter) {
        check(value != null, "The parameter " + parameter + " is required.");
    }

    static void name(@Nullable String name, int longest) {
        check(name != null && !name.isBlank(), "The parameter Name is required.");
        length(name, longest, "Name");
    }

    static void length(@Nullable String value, int longest, String parameter) {
        check(value == null || value.length() <= longest, "The parameter " + parameter + " is too long.");
    }

    static <E> void oneOf(@Nullable E value, Set<E> known, String parameter) {
        require(value, parameter);
        check(known.contains(value), "The parameter " + parameter + " is invalid.");
    }

    static void check(boolean condition, String message) {
        if (!condition) {
            throw Refusal.INVALID_ARGUMENT.because(message);
        }
    }
}
