package io.siteward.sandbox.kube.crd;

import static io.siteward.sandbox.kube.crd.Violation.Reason.FIELD_VALUE_INVALID;
import static io.siteward.sandbox.kube.crd.Violation.Reason.FIELD_VALUE_NOT_SUPPORTED;
import static io.siteward.sandbox.kube.crd.Violation.Reason.FIELD_VALUE_TOO_LONG;
import static io.siteward.sandbox.kube.crd.Violation.Reason.FIELD_VALUE_TOO_MANY;
import static io.siteward.sandbox.kube.crd.Violation.Reason.FIELD_VALUE_TYPE_INVALID;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rules about one value, whatever stands above or below it. */
final class ValueRules {
    private ValueRules() {}

    /** Says that a value has another type than its schema; null if it has the right one. */
    static @Nullable Violation wrongType(JsonNode value, FieldSchema schema, String path) {
        String wanted = schema.type();
        String actual = typeOf(value);
        boolean right = wanted.isEmpty() || wanted.equals(actual) || (wanted.equals("number") && value.isNumber());
        return right ? null : invalidType(path, wanted, actual);
    }

    /** What else is wrong with a value of the right type. */
    static List<Violation> violations(JsonNode value, FieldSchema schema, String path) {
        List<Violation> found = new ArrayList<>();
        if (value.isTextual()) {
            Violation wrong = wrongText(value, schema, path);
            if (wrong != null) {
                found.add(wrong);
            }
        } else if (value.isNumber()) {
            number(value, schema, path, found);
        } else if (value.isArray()) {
            size(value, schema, path, "Items", "items", found);
        } else if (value.isObject()) {
            size(value, schema, path, "Properties", "properties", found);
        }
        oneOf(value, schema, path, found);
        return found;
    }

    /** Of length, pattern and format the API server tells the first that is wrong. */
    private static @Nullable Violation wrongText(JsonNode value, FieldSchema schema, String path) {
        String text = value.asText();
        int length = text.codePointCount(0, text.length());
        JsonNode max = schema.keyword("maxLength");
        if (max != null && length > max.asInt()) {
            String unit = max.asInt() == 1 ? "byte" : "bytes";
            return Violation.of(path, FIELD_VALUE_TOO_LONG, "may not be more than " + max.asInt() + " " + unit);
        }
        JsonNode min = schema.keyword("minLength");
        if (min != null && length < min.asInt()) {
            return invalid(path, value, "should be at least " + min.asInt() + " chars long");
        }
        JsonNode pattern = schema.keyword("pattern");
        if (pattern != null && !Pattern.compile(pattern.asText()).matcher(text).find()) {
            return invalid(path, value, "should match '" + pattern.asText() + "'");
        }
        boolean wrongTime = "date-time".equals(schema.json().path("format").asText()) && !isDateTime(text);
        return wrongTime ? invalidType(path, "date-time", text) : null;
    }

    private static void number(JsonNode value, FieldSchema schema, String path, List<Violation> found) {
        JsonNode min = schema.keyword("minimum");
        if (min != null && value.decimalValue().compareTo(min.decimalValue()) < 0) {
            found.add(invalid(path, value, "should be greater than or equal to " + plain(min)));
        }
        JsonNode max = schema.keyword("maximum");
        if (max != null && value.decimalValue().compareTo(max.decimalValue()) > 0) {
            found.add(invalid(path, value, "should be less than or equal to " + plain(max)));
        }
    }

    private static void size(
            JsonNode value, FieldSchema schema, String path, String keyword, String noun, List<Violation> found) {
        JsonNode max = schema.keyword("max" + keyword);
        if (max != null && value.size() > max.asInt()) {
            String unit = max.asInt() == 1 ? "item" : "items";
            found.add(Violation.of(
                    path,
                    FIELD_VALUE_TOO_MANY,
                    Integer.toString(value.size()),
                    "must have at most " + max.asInt() + " " + unit));
        }
        JsonNode min = schema.keyword("min" + keyword);
        if (min != null && value.size() < min.asInt()) {
            found.add(Violation.of(
                    path,
                    FIELD_VALUE_INVALID,
                    Integer.toString(value.size()),
                    path + " in body should have at least " + min.asInt() + " " + noun));
        }
    }

    private static void oneOf(JsonNode value, FieldSchema schema, String path, List<Violation> found) {
        JsonNode values = schema.keyword("enum");
        if (values == null || StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals)) {
            return;
        }
        String supported = StreamSupport.stream(values.spliterator(), false)
                .map(one -> '"' + one.asText() + '"')
                .collect(Collectors.joining(", "));
        found.add(Violation.of(path, FIELD_VALUE_NOT_SUPPORTED, value.toString(), "supported values: " + supported));
    }

    private static Violation invalid(String path, JsonNode value, String what) {
        return Violation.of(path, FIELD_VALUE_INVALID, value.toString(), path + " in body " + what);
    }

    private static Violation invalidType(String path, String wanted, String actual) {
        String shown = '"' + actual + '"';
        return Violation.of(
                path, FIELD_VALUE_TYPE_INVALID, shown, path + " in body must be of type " + wanted + ": " + shown);
    }

    private static String typeOf(JsonNode value) {
        if (value.isIntegralNumber()) {
            return "integer";
        }
        return value.isTextual() ? "string" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String plain(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
