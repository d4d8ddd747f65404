package io.siteward.sandbox.aws.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text.
 *
 * @param allowed the values that there are; empty for any
 * @param pattern what the whole text must match
 */
record TextShape(List<String> allowed, Optional<Pattern> pattern, Limits length) implements Shape {

    @Override
    public void check(Object value, String path, RequestCheck check) {
        String text = (String) value;
        check.report(length.ofLength(text.codePointCount(0, text.length())), path, text);
        check.report(
                pattern.filter(whole -> !whole.matcher(text).matches())
                        .map(whole -> "Member must satisfy regular expression pattern: " + whole),
                path,
                text);
        check.report(
                allowed.isEmpty() || allowed.contains(text),
                path,
                Optional.of(text),
                "Member must satisfy enum value set: " + allowed);
    }
}
