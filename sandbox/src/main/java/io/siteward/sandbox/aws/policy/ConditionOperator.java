package io.siteward.sandbox.aws.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operators of conditions. Each compares a value of the policy with that of the request.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM</a>
 */
public enum ConditionOperator {
    STRING_EQUALS("StringEquals", String::equals),
    STRING_NOT_EQUALS("StringNotEquals", String::equals),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", String::equalsIgnoreCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", String::equalsIgnoreCase),
    STRING_LIKE("StringLike", Wildcard::matches),
    STRING_NOT_LIKE("StringNotLike", Wildcard::matches),
    // ArnEquals and ArnLike behave identically.
    ARN_EQUALS("ArnEquals", Arn::matches),
    ARN_NOT_EQUALS("ArnNotEquals", Arn::matches),
    ARN_LIKE("ArnLike", Arn::matches),
    ARN_NOT_LIKE("ArnNotLike", Arn::matches),
    BOOL("Bool", String::equalsIgnoreCase),
    IP_ADDRESS("IpAddress", CidrBlock::contains),
    NOT_IP_ADDRESS("NotIpAddress", CidrBlock::contains),
    NUMERIC_EQUALS("NumericEquals", comparing(BigDecimal::new, order -> order == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", comparing(BigDecimal::new, order -> order == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", comparing(BigDecimal::new, order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", comparing(BigDecimal::new, order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", comparing(BigDecimal::new, order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", comparing(BigDecimal::new, order -> order >= 0)),
    DATE_LESS_THAN("DateLessThan", comparing(Instant::parse, order -> order < 0)),
    DATE_GREATER_THAN("DateGreaterThan", comparing(Instant::parse, order -> order > 0)),
    NULL("Null", (value, actual) -> false);

    private static final Map<String, ConditionOperator> BY_NAME = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(operator -> folded(operator.spelling), Function.identity()));

    private final String spelling;
    // Each is a method or a lambda that holds no state; the type cannot say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiPredicate<String, String> matching;

    ConditionOperator(String spelling, BiPredicate<String, String> matching) {
        this.spelling = spelling;
        this.matching = matching;
    }

    static Optional<ConditionOperator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(folded(name)));
    }

    public boolean negated() {
        return spelling.contains("Not");
    }

    boolean matches(String value, String actual) {
        return matching.test(value, actual);
    }

    /**
     * Refuses a value of the policy that is of the wrong form.
     *
     * @throws RuntimeException for a bad range, number or date
     */
    void checkValue(String value) {
        if (this == IP_ADDRESS || this == NOT_IP_ADDRESS) {
            CidrBlock.parse(value);
        } else if (spelling.startsWith("Numeric") || spelling.startsWith("Date")) {
            matches(value, value);
        } else if ((this == BOOL || this == NULL) && !value.matches("(?i)true|false")) {
            throw new IllegalArgumentException("neither true nor false: " + value);
        }
    }

    private static <T extends Comparable<T>> BiPredicate<String, String> comparing(
            Function<String, T> reader, IntPredicate order) {
        return (value, actual) -> order.test(reader.apply(actual).compareTo(reader.apply(value)));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
