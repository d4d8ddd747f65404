package io.siteward.sandbox.aws.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the conditions of a statement, all of which must hold. */
final class ConditionsParser {
    private static final String IF_EXISTS = "IfExists";
    private static final String FOR_ALL_VALUES = "ForAllValues:";
    private static final String FOR_ANY_VALUE = "ForAnyValue:";

    private ConditionsParser() {}

    static List<Condition> parse(JsonNode node) throws MalformedPolicyException {
        if (!node.isMissingNode() && !node.isObject()) {
            throw new MalformedPolicyException("Invalid policy syntax.");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : node.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(condition(operator.getKey(), key.getKey(), PolicyParser.texts(key.getValue())));
            }
        }
        return List.copyOf(conditions);
    }

    private static Condition condition(String operatorText, String key, List<String> values)
            throws MalformedPolicyException {
        String name = operatorText;
        boolean ifExists = name.endsWith(IF_EXISTS);
        if (ifExists) {
            name = name.substring(0, name.length() - IF_EXISTS.length());
        }
        if (name.startsWith(FOR_ALL_VALUES)) {
            // True of no value at all; no key here has more than one.
            ifExists = true;
            name = name.substring(FOR_ALL_VALUES.length());
        } else if (name.startsWith(FOR_ANY_VALUE)) {
            name = name.substring(FOR_ANY_VALUE.length());
        }
        ConditionOperator operator = ConditionOperator.named(name)
                .orElseThrow(() -> new MalformedPolicyException("Invalid Condition type : " + operatorText));
        checkValues(operator, values);
        return new Condition(operator, ifExists, key, values);
    }

    private static void checkValues(ConditionOperator operator, List<String> values) throws MalformedPolicyException {
        try {
            values.forEach(operator::checkValue);
        } catch (RuntimeException e) {
            throw new MalformedPolicyException("Invalid policy syntax.");
        }
    }
}
