package io.siteward.sandbox.aws.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.DateUtils;

/**
 * How scalar members are written as text in one place of a message.
 *
 * @param timestamps the place's usual form of a timestamp, for members that do not name one
 * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait">timestampFormat</a>
 */
record ScalarText(Format timestamps) {
    static final ScalarText IN_HEADER = new ScalarText(Format.RFC_822);
    /** Also the form in queries, paths and urlencoded bodies. */
    static final ScalarText IN_XML = new ScalarText(Format.ISO_8601);

    Object read(SdkField<?> field, String text) {
        try {
            return switch (Members.type(field)) {
                case STRING -> text;
                case BOOLEAN -> Boolean.valueOf(text);
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case INSTANT -> instant(field, text);
                case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
                default -> throw new IllegalStateException(field.memberName() + " has no form as text");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedRequest("bad value for " + field.memberName() + ": " + text, e);
        }
    }

    String write(SdkField<?> field, Object value) {
        if (value instanceof Instant instant) {
            return switch (format(field)) {
                case ISO_8601 -> DateUtils.formatIso8601Date(instant);
                case RFC_822 -> DateUtils.formatRfc822Date(instant);
                case UNIX_TIMESTAMP -> DateUtils.formatUnixTimestampInstant(instant);
                case UNIX_TIMESTAMP_MILLIS -> Long.toString(instant.toEpochMilli());
            };
        }
        return value instanceof SdkBytes bytes
                ? Base64.getEncoder().encodeToString(bytes.asByteArray())
                : value.toString();
    }

    private Instant instant(SdkField<?> field, String text) {
        return switch (format(field)) {
            case ISO_8601 -> DateUtils.parseIso8601Date(text);
            case RFC_822 -> DateUtils.parseRfc822Date(text);
            case UNIX_TIMESTAMP -> DateUtils.parseUnixTimestampInstant(text);
            case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
        };
    }

    Format format(SdkField<?> field) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(timestamps);
    }
}
