package io.siteward.sandbox.aws.policy;

import java.util.List;
import java.util.Optional;

/**
 * One operator on one condition key.
 *
 * @param ifExists whether it also holds when the request lacks the key
 * @param values any one of them satisfies a positive operator; a negated operator needs all of them to differ
 */
public record Condition(ConditionOperator operator, boolean ifExists, String key, List<String> values) {
    boolean holds(AccessRequest request) {
        Optional<String> actual = request.contextValue(key);
        if (operator == ConditionOperator.NULL) {
            return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == actual.isEmpty());
        }
        if (actual.isEmpty()) {
            // A key that is missing satisfies what is negated, and nothing else.
            return ifExists || operator.negated();
        }
        return operator.negated() != values.stream().anyMatch(value -> operator.matches(value, actual.get()));
    }
}
