package io.siteward.sandbox.kube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the values that CEL calculates with. */
final class CelValues {
    private CelValues() {}

    /** The value; integers become long, and double where the schema says {@code number}. A null member is left out. */
    static Object of(JsonNode node, @Nullable FieldSchema schema) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    FieldSchema known = schema == null ? null : schema.member(member.getKey());
                    map.put(member.getKey(), of(member.getValue(), known));
                }
            });
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(of(item, schema == null ? null : schema.items())));
            return list;
        }
        if (node.isNumber()) {
            boolean whole =
                    node.isIntegralNumber() && (schema == null || !schema.type().equals("number"));
            return whole ? (Object) node.longValue() : (Object) node.doubleValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }
}
