package io.siteward.sandbox.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One of the terms that an expression joins by AND. */
sealed interface Term {
    /** The attribute that it is about. */
    String name();

    boolean holds(Map<String, AttributeValue> item);

    /** {@code attribute_not_exists(#name)}. */
    record Absent(String name) implements Term {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return !item.containsKey(name);
        }
    }

    /** {@code #name = :value}. */
    record Equal(String name, AttributeValue value) implements Term {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return value.equals(item.get(name));
        }
    }

    /** {@code begins_with(#name, :value)}, of text. */
    record Begins(String name, AttributeValue value) implements Term {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue found = item.get(name);
            return found != null
                    && found.s() != null
                    && value.s() != null
                    && found.s().startsWith(value.s());
        }
    }
}
