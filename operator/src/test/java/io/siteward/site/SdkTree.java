package io.siteward.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The SDK's shapes as a tree, in the order in which AWS documents their members. What is absent is left out, and so are
 * empty lists and the quantities beside lists.
 */
final class SdkTree {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SdkTree() {}

    static JsonNode of(Object value) {
        if (value instanceof SdkPojo shape) {
            return shape(shape);
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> array.add(of(item)));
            return array;
        }
        return JSON.valueToTree(value);
    }

    private static JsonNode shape(SdkPojo shape) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (value == null || field.memberName().equals("Quantity")) {
                continue;
            }
            JsonNode member = of(value);
            if (!member.isContainerNode() || !member.isEmpty()) {
                object.set(field.memberName(), member);
            }
        }
        boolean onlyItems = object.size() == 1 && object.has("Items");
        return onlyItems ? object.get("Items") : object;
    }
}
