package io.siteward.sandbox.aws.model;

import java.util.regex.Pattern;

/**
 * The models' regular expressions, which are ECMAScript's, as Java's.
 *
 * <p>What both have means the same, but for what is refused here. A service matches the whole text.
 *
 * @see <a href="https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait">the trait {@code pattern}</a>
 */
final class PatternDialect {
    /** A character outside the first plane takes two escapes in Java; ECMAScript's models write five digits or six. */
    private static final Pattern LONG_ESCAPE = Pattern.compile("\\\\u[0-9A-Fa-f]{5}");

    /** All the characters outside the first plane, which IAM's and STS's models write so. */
    private static final String OTHER_PLANES = "\\u10000-\\u10FFFF";

    private static final String OTHER_PLANES_IN_JAVA = "\\x{10000}-\\x{10FFFF}";

    private PatternDialect() {}

    /**
     * The same expression for Java.
     *
     * @throws IllegalStateException when Java reads it in another way, or not at all
     */
    static Pattern compile(String modelled) {
        String expression = modelled.replace(OTHER_PLANES, OTHER_PLANES_IN_JAVA);
        if (LONG_ESCAPE.matcher(expression).find()) {
            throw different(expression, "an escape of more than four digits");
        }
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char each = expression.charAt(i);
            if (each == '\\') {
                i++;
            } else if (inClass && each == '[') {
                throw different(expression, "a class in a class, which Java takes for a union");
            } else if (inClass && expression.startsWith("&&", i)) {
                throw different(expression, "&& in a class, which Java takes for an intersection");
            } else {
                inClass = each == '[' || (inClass && each != ']');
            }
        }
        return Pattern.compile(expression);
    }

    private static IllegalStateException different(String expression, String what) {
        return new IllegalStateException("the pattern " + expression + " has " + what + ": say what it means in Java");
    }
}
