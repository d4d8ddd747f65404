package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What labels, annotations and finalizers may hold.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">Syntax
 *     and character set</a>
 */
final class MetadataRules {
    private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final Pattern KEY = Pattern.compile("(?:[^/]{1,253}/)?(?=[^/]{1,63}$)" + NAME);
    private static final Pattern LABEL_VALUE = Pattern.compile("(" + NAME + ")?");
    private static final int LONGEST_LABEL_VALUE = 63;

    private MetadataRules() {}

    /**
     * Refuses what is no text where only text can be, as in {@code siteward.io/paused: true} without quotes.
     *
     * @throws ApiError 400
     */
    static void requireText(ResourceKind kind, ObjectNode object) {
        for (String field : List.of("labels", "annotations", "finalizers")) {
            JsonNode values = object.path("metadata").path(field);
            boolean list = field.equals("finalizers");
            if (!values.isMissingNode() && !values.isNull() && !(list ? values.isArray() : values.isObject())) {
                throw notDecoded(kind, values, field, list ? "[]string" : "map[string]string");
            }
            for (JsonNode value : values) {
                if (!value.isTextual() && !value.isNull()) {
                    throw notDecoded(kind, value, field, "string");
                }
            }
        }
    }

    static List<ApiError.Cause> violations(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        List<ApiError.Cause> causes = new ArrayList<>();
        metadata.path("labels").properties().forEach(label -> {
            key("metadata.labels", label.getKey(), causes);
            labelValue(label.getValue().asText(), causes);
        });
        metadata.path("annotations").fieldNames().forEachRemaining(key -> key("metadata.annotations", key, causes));
        metadata.path("finalizers").forEach(finalizer -> key("metadata.finalizers", finalizer.asText(), causes));
        return causes;
    }

    private static ApiError notDecoded(ResourceKind kind, JsonNode value, String field, String wanted) {
        String type = value.isBoolean() ? "bool" : value.getNodeType().name().toLowerCase(Locale.ROOT);
        return ApiError.badRequest(
                ("%s in version \"%s\" cannot be handled as a %s: json: cannot unmarshal %s into Go struct field"
                                + " ObjectMeta.%s of type %s")
                        .formatted(kind.kind(), kind.version(), kind.kind(), type, field, wanted));
    }

    private static void key(String field, String key, List<ApiError.Cause> causes) {
        if (!KEY.matcher(key).matches()) {
            causes.add(ApiError.Cause.invalid(
                    field,
                    key,
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                            + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
                            + " validation is '" + NAME + "')"));
        }
    }

    private static void labelValue(String value, List<ApiError.Cause> causes) {
        if (value.length() > LONGEST_LABEL_VALUE) {
            causes.add(ApiError.Cause.invalid("metadata.labels", value, "must be no more than 63 characters"));
        }
        if (!LABEL_VALUE.matcher(value).matches()) {
            causes.add(ApiError.Cause.invalid(
                    "metadata.labels",
                    value,
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and"
                            + " must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or"
                            + " '12345', regex used for validation is '" + LABEL_VALUE + "')"));
        }
    }
}
