package io.siteward.sandbox.aws.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** The members of the SDK's shapes, as their {@code sdkFields()} describe them. */
final class Members {
    private Members() {}

    /** What the shape has for this member; the SDK says "absent" by null or by a collection that it made itself. */
    static Optional<Object> value(SdkField<?> field, Object shape) {
        Object value = field.getValueOrDefault(shape);
        boolean absent = value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
        return absent ? Optional.empty() : Optional.of(value);
    }

    static MarshallingKnownType type(SdkField<?> field) {
        return field.marshallingType().getKnownType();
    }

    /** The members that stand in the body's document. */
    static Stream<SdkField<?>> inBody(SdkPojo shape) {
        return shape.sdkFields().stream().filter(field -> field.location() == MarshallLocation.PAYLOAD);
    }

    /** The member that is the whole body. */
    static Optional<SdkField<?>> wholeBody(SdkPojo shape) {
        return shape.sdkFields().stream()
                .filter(field -> field.containsTrait(PayloadTrait.class))
                .findFirst();
    }

    static SdkField<?> element(SdkField<?> list) {
        return list.getRequiredTrait(ListTrait.class).memberFieldInfo();
    }

    static SdkField<?> mapValue(SdkField<?> map) {
        return map.getRequiredTrait(MapTrait.class).valueFieldInfo();
    }

    /** A nested shape, filled by the caller. */
    static Object nested(SdkField<?> field, Function<SdkPojo, SdkPojo> fill) {
        return build(fill.apply(field.constructor().get()));
    }

    static Object build(SdkPojo builder) {
        return ((Buildable) builder).build();
    }

    /** The map's entries with their keys as text, in the map's order. */
    static Map<String, Object> entries(Object map) {
        return ((Map<?, ?>) map)
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toString(),
                                Map.Entry::getValue,
                                (first, second) -> second,
                                LinkedHashMap::new));
    }
}
