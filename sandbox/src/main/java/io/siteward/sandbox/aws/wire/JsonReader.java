package io.siteward.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Reads the members of a request from JSON. */
final class JsonReader {
    private static final ScalarText SCALARS = new ScalarText(Format.UNIX_TIMESTAMP);

    SdkPojo members(JsonNode object, SdkPojo target) {
        Members.inBody(target).forEach(field -> {
            JsonNode value = object.path(field.locationName());
            if (!value.isMissingNode() && !value.isNull()) {
                field.set(target, value(field, value));
            }
        });
        return target;
    }

    private Object value(SdkField<?> field, JsonNode node) {
        return switch (Members.type(field)) {
            case SDK_POJO -> Members.nested(field, nested -> members(node, nested));
            case LIST -> list(Members.element(field), node);
            case MAP -> map(Members.mapValue(field), node);
            default -> SCALARS.read(field, node.asText());
        };
    }

    private List<Object> list(SdkField<?> element, JsonNode array) {
        List<Object> values = new ArrayList<>();
        array.forEach(each -> values.add(value(element, each)));
        return values;
    }

    private Map<String, Object> map(SdkField<?> mapValue, JsonNode object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.properties().forEach(entry -> values.put(entry.getKey(), value(mapValue, entry.getValue())));
        return values;
    }
}
