package io.siteward.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes the members of an answer as JSON. */
final class JsonWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ScalarText SCALARS = new ScalarText(Format.UNIX_TIMESTAMP);

    void members(SdkPojo shape, ObjectNode object) {
        Members.inBody(shape)
                .forEach(field -> Members.value(field, shape)
                        .ifPresent(value -> object.set(field.unmarshallLocationName(), node(field, value))));
    }

    private JsonNode node(SdkField<?> field, Object value) {
        return switch (Members.type(field)) {
            case SDK_POJO -> {
                ObjectNode object = NODES.objectNode();
                members((SdkPojo) value, object);
                yield object;
            }
            case LIST -> {
                ArrayNode array = NODES.arrayNode();
                ((List<?>) value).forEach(each -> array.add(node(Members.element(field), each)));
                yield array;
            }
            case MAP -> {
                ObjectNode object = NODES.objectNode();
                Members.entries(value).forEach((key, each) -> object.set(key, node(Members.mapValue(field), each)));
                yield object;
            }
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, BIG_DECIMAL ->
                NODES.numberNode(new BigDecimal(value.toString()));
            case INSTANT -> timestamp(field, SCALARS.write(field, value));
            default -> NODES.textNode(SCALARS.write(field, value));
        };
    }

    private static JsonNode timestamp(SdkField<?> field, String text) {
        return switch (SCALARS.format(field)) {
            case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS -> NODES.numberNode(new BigDecimal(text));
            case ISO_8601, RFC_822 -> NODES.textNode(text);
        };
    }
}
