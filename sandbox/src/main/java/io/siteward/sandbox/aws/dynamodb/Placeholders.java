package io.siteward.sandbox.aws.dynamodb;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values that a request defines for its expression, all of which the expression must use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html">Names</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeValues.html">Values</a>
 */
final class Placeholders {
    private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> used = new LinkedHashSet<>();

    /**
     * Looks at the definitions.
     *
     * @param names empty when the request has no such member
     * @param values empty when the request has no such member
     */
    Placeholders(Optional<Map<String, String>> names, Optional<Map<String, AttributeValue>> values) {
        this.names = checked("ExpressionAttributeNames", names, NAME);
        this.values = ItemRules.kept(checked("ExpressionAttributeValues", values, VALUE));
    }

    private static <T> Map<String, T> checked(String member, Optional<Map<String, T>> given, Pattern form) {
        given.ifPresent(map -> {
            if (map.isEmpty()) {
                throw DynamoDbRefusal.VALIDATION.because(member + " must not be empty");
            }
            map.keySet().stream()
                    .filter(key -> !form.matcher(key).matches())
                    .findFirst()
                    .ifPresent(key -> {
                        throw DynamoDbRefusal.VALIDATION.because(
                                member + " contains invalid key: Syntax error; key: \"" + key + "\"");
                    });
        });
        return given.orElse(Map.of());
    }

    /** Refuses definitions where there is no expression. */
    void refuseWithout(String expression) {
        if (!names.isEmpty() || !values.isEmpty()) {
            throw DynamoDbRefusal.VALIDATION.because(
                    (names.isEmpty() ? "ExpressionAttributeValues" : "ExpressionAttributeNames")
                            + " can only be specified when using expressions: " + expression + " is null");
        }
    }

    String name(String placeholder, String expression) {
        used.add(placeholder);
        return Optional.ofNullable(names.get(placeholder))
                .orElseThrow(() -> DynamoDbRefusal.VALIDATION.because("Invalid " + expression + ": An expression"
                        + " attribute name used in the document path is not defined; attribute name: " + placeholder));
    }

    AttributeValue value(String placeholder, String expression) {
        used.add(placeholder);
        return Optional.ofNullable(values.get(placeholder))
                .orElseThrow(() -> DynamoDbRefusal.VALIDATION.because("Invalid " + expression + ": An expression"
                        + " attribute value used in expression is not defined; attribute value: " + placeholder));
    }

    void refuseUnused() {
        refuseUnused("ExpressionAttributeNames", names.keySet());
        refuseUnused("ExpressionAttributeValues", values.keySet());
    }

    private void refuseUnused(String member, Set<String> defined) {
        Set<String> unused = new LinkedHashSet<>(defined);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw DynamoDbRefusal.VALIDATION.because("Value provided in " + member + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
