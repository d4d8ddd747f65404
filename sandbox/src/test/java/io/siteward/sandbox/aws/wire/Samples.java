package io.siteward.sandbox.aws.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/**
 * Made-up values for the members of any shape: the same at every run, different for each member, and awkward where the
 * member's place allows it.
 *
 * @param given values for members that take no made-up one, by member name
 */
record Samples(Map<String, Object> given) {
    /** Shapes may contain themselves. No other is so deep. */
    private static final int DEPTH = 10;

    private static final String AWKWARD = " <&>\"' é€ +%/?=\r\n\t]]>";

    SdkPojo fill(SdkPojo builder, Predicate<SdkField<?>> wanted) {
        return fill(builder, wanted, DEPTH);
    }

    private SdkPojo fill(SdkPojo builder, Predicate<SdkField<?>> wanted, int depth) {
        builder.sdkFields().stream().filter(wanted).forEach(field -> {
            boolean header = field.location() == MarshallLocation.HEADER;
            // The SDK does not escape attributes.
            String suffix = header || field.containsTrait(XmlAttributeTrait.class) ? "" : AWKWARD;
            Object fixed = given.get(field.memberName());
            boolean fits = field.marshallingType().getTargetClass().isInstance(fixed);
            field.set(builder, fits ? fixed : value(field.memberName() + suffix, field, depth));
        });
        return builder;
    }

    private Object value(String name, SdkField<?> field, int depth) {
        int seed = name.hashCode() & 0xFFFF;
        return switch (Members.type(field)) {
            case STRING -> name;
            case BOOLEAN -> true;
            case INTEGER -> seed;
            case LONG -> seed + (1L << 40);
            case SHORT -> (short) (seed & 0xFF);
            case BYTE -> (byte) (seed & 0x7F);
            case FLOAT -> seed + 0.5f;
            case DOUBLE -> seed + 0.25;
            case BIG_DECIMAL -> new BigDecimal("12345678901234567890.123");
            case INSTANT -> Instant.parse("2026-01-02T03:04:05Z").plusSeconds(seed);
            case SDK_BYTES -> SdkBytes.fromByteArray(new byte[] {0, -1, (byte) seed, '\r', '\n'});
            case SDK_POJO -> Members.nested(field, nested -> fill(nested, any -> depth > 0, depth - 1));
            case LIST -> list(name, Members.element(field), depth);
            case MAP -> map(name, Members.mapValue(field), depth);
            default -> throw new IllegalStateException("no sample for " + name);
        };
    }

    private List<Object> list(String name, SdkField<?> element, int depth) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < breadth(depth); i++) {
            values.add(value(i + name, element, depth - 1));
        }
        return values;
    }

    private Map<String, Object> map(String name, SdkField<?> mapValue, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < breadth(depth); i++) {
            values.put("key" + i, value(i + name, mapValue, depth - 1));
        }
        return values;
    }

    /** Two of everything near the top, where they can be mixed up; further down that would be thousands. */
    private static int breadth(int depth) {
        return depth == 0 ? 0 : depth > DEPTH - 4 ? 2 : 1;
    }
}
