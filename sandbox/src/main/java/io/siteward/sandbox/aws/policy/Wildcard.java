package io.siteward.sandbox.aws.policy;

import java.util.Collection;
import java.util.regex.Pattern;

/** The matching of policies: {@code *} is any run of characters, {@code ?} any one. */
public final class Wildcard {
    private Wildcard() {}

    public static boolean matches(String pattern, String text) {
        // Most patterns are plain texts, and there are many calls to judge.
        return in(pattern) ? compiled(pattern, 0).matcher(text).matches() : pattern.equals(text);
    }

    static boolean matchesAny(Collection<String> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    /** The matching of actions, which are equal whatever their case. */
    static boolean matchesAnyIgnoringCase(Collection<String> patterns, String text) {
        return patterns.stream()
                .anyMatch(pattern -> in(pattern)
                        ? compiled(pattern, Pattern.CASE_INSENSITIVE)
                                .matcher(text)
                                .matches()
                        : pattern.equalsIgnoreCase(text));
    }

    /** Whether the text has a wildcard, and so is no fixed value. */
    public static boolean in(String text) {
        return text.contains("*") || text.contains("?");
    }

    private static Pattern compiled(String pattern, int flags) {
        StringBuilder regex = new StringBuilder();
        pattern.chars().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }
}
