package io.siteward.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Default;
import io.siteward.crd.schema.AllowedValues;
import io.siteward.crd.schema.DateTime;
import io.siteward.crd.schema.ListType;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts into a generated schema what the generator leaves out or gets wrong: list types, the values of strings, formats,
 * defaults of objects (it fills them with zeros), rules (it writes each twice, once for the field and once for the
 * accessor), whole numbers (it writes 6.0), the root.
 */
final class SchemaCompletion {
    void completeRoot(ObjectNode root, Class<?> resource) {
        root.put(
                "description",
                resource.getAnnotation(JsonClassDescription.class).value());
        root.putArray("required").add("spec");
        Type[] specAndStatus = ((ParameterizedType) resource.getGenericSuperclass()).getActualTypeArguments();
        ObjectNode properties = (ObjectNode) root.path("properties");
        completeMember((ObjectNode) properties.path("spec"), (Class<?>) specAndStatus[0]);
        completeMember((ObjectNode) properties.path("status"), (Class<?>) specAndStatus[1]);
    }

    private void completeMember(ObjectNode schema, Class<?> type) {
        schema.put("description", type.getAnnotation(JsonClassDescription.class).value());
        completeRecord(schema, type);
    }

    private void completeRecord(ObjectNode schema, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = (ObjectNode) schema.path("properties").path(component.getName());
            Field field = fieldOf(type, component);
            Default standard = field.getAnnotation(Default.class);
            if (standard != null && property.path("default").isObject()) {
                property.set("default", CrdSource.read(standard.value()));
            }
            complete(property, component.getAnnotatedType(), field);
        }
    }

    private void complete(ObjectNode schema, AnnotatedType type, AnnotatedElement annotations) {
        removeDoubles((ArrayNode) schema.get("x-kubernetes-validations"));
        useWholeNumbers(schema);
        AllowedValues values = allowedValues(annotations);
        if (values != null) {
            boolean numbers = schema.path("type").asText().equals("integer");
            ArrayNode list = schema.putArray("enum");
            for (String value : values.value()) {
                if (numbers) {
                    list.add(Integer.parseInt(value));
                } else {
                    list.add(value);
                }
            }
        }
        if (annotations.isAnnotationPresent(DateTime.class)) {
            schema.put("format", "date-time");
        }
        descend(schema, type, annotations);
    }

    /** Those of the member, or of an annotation that it has. */
    private static @Nullable AllowedValues allowedValues(AnnotatedElement annotations) {
        for (Annotation each : annotations.getAnnotations()) {
            AllowedValues values = each instanceof AllowedValues own
                    ? own
                    : each.annotationType().getAnnotation(AllowedValues.class);
            if (values != null) {
                return values;
            }
        }
        return null;
    }

    private void descend(ObjectNode schema, AnnotatedType type, AnnotatedElement annotations) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            AnnotatedType inner = arguments[arguments.length - 1];
            boolean isList = rawType(type.getType()).equals(List.class);
            if (isList) {
                setListType(schema, annotations.getAnnotation(ListType.class));
            }
            complete((ObjectNode) schema.path(isList ? "items" : "additionalProperties"), inner, inner);
            return;
        }
        Class<?> raw = rawType(type.getType());
        if (raw.isRecord()) {
            completeRecord(schema, raw);
        } else if (raw.equals(int.class) || raw.equals(long.class) || raw.equals(Long.class)) {
            schema.put("format", raw.equals(int.class) ? "int32" : "int64");
        }
    }

    private static void setListType(ObjectNode schema, ListType list) {
        schema.put("x-kubernetes-list-type", list.value().name().toLowerCase(Locale.ROOT));
        if (list.keys().length > 0) {
            ArrayNode keys = schema.putArray("x-kubernetes-list-map-keys");
            for (String key : list.keys()) {
                keys.add(key);
            }
        }
    }

    private static void removeDoubles(@Nullable ArrayNode rules) {
        if (rules != null) {
            Set<JsonNode> once = new LinkedHashSet<>();
            rules.forEach(once::add);
            rules.removeAll().addAll(once);
        }
    }

    private static void useWholeNumbers(ObjectNode schema) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (keyword.getValue().isFloatingPointNumber()) {
                schema.put(keyword.getKey(), keyword.getValue().decimalValue().intValueExact());
            }
        }
    }

    private static Field fieldOf(Class<?> record, RecordComponent component) {
        try {
            return record.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }

    private static Class<?> rawType(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }
}
