package io.siteward.sandbox.aws.dynamodb;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item may be. Sets are not served.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">Values</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Sizes</a>
 */
final class ItemRules {
    static final int LARGEST_ITEM = 400 * 1024;
    private static final int MOST_DIGITS = 38;

    /** Of a list or a map, whatever is in it; each element takes one more. */
    private static final int COLLECTION_BYTES = 3;

    private ItemRules() {}

    /** The item as it is kept, numbers without needless zeroes; refuses values that are none. */
    static Map<String, AttributeValue> kept(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> kept = new LinkedHashMap<>();
        item.forEach((name, value) -> kept.put(name, kept(value)));
        return kept;
    }

    static AttributeValue kept(AttributeValue value) {
        long types = value.sdkFields().stream()
                .map(field -> given(field, value))
                .filter(Boolean::booleanValue)
                .count();
        if (types == 0) {
            throw DynamoDbRefusal.VALIDATION.because(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        if (types > 1) {
            throw DynamoDbRefusal.VALIDATION.because("Supplied AttributeValue has more than one datatypes set, must"
                    + " contain exactly one of the supported datatypes");
        }
        return switch (value.type()) {
            case N -> AttributeValue.fromN(number(value.n()));
            case L ->
                AttributeValue.fromL(value.l().stream().map(ItemRules::kept).toList());
            case M -> AttributeValue.fromM(kept(value.m()));
            case NUL -> {
                if (!value.nul()) {
                    throw DynamoDbRefusal.invalidParameter("Null attribute value types must have the value of true");
                }
                yield value;
            }
            case SS, NS, BS -> throw new UnsupportedOperationException("an attribute that is a set");
            default -> value;
        };
    }

    private static boolean given(SdkField<?> field, AttributeValue in) {
        Object value = field.getValueOrDefault(in);
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static String number(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            if (number.precision() > MOST_DIGITS) {
                throw DynamoDbRefusal.VALIDATION.because(
                        "Attempting to store more than 38 significant digits in a Number");
            }
            return number.toPlainString();
        } catch (NumberFormatException e) {
            throw DynamoDbRefusal.VALIDATION.because("The parameter cannot be converted to a numeric value: " + text);
        }
    }

    static void refuseTooLarge(Map<String, AttributeValue> item) {
        if (size(item) > LARGEST_ITEM) {
            throw DynamoDbRefusal.VALIDATION.because("Item size has exceeded the maximum allowed size");
        }
    }

    /** In bytes. */
    static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(entry -> utf8(entry.getKey()) + size(entry.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> (new BigDecimal(value.n()).precision() + 1) / 2 + 1;
            case B -> value.b().asByteArrayUnsafe().length;
            case M -> COLLECTION_BYTES + value.m().size() + size(value.m());
            case L ->
                COLLECTION_BYTES
                        + value.l().stream().mapToInt(each -> 1 + size(each)).sum();
            default -> 1;
        };
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
