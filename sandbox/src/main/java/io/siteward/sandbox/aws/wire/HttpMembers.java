package io.siteward.sandbox.aws.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/**
 * The members that stand outside the body: in path, query, headers and status.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html">HTTP bindings</a>
 */
final class HttpMembers {

    void read(WireRequest request, Route route, SdkPojo target) {
        Map<String, String> path = route.variables(request).orElseThrow();
        Map<String, List<String>> query = request.query();
        query.keySet().removeAll(route.template().query().keySet());
        for (SdkField<?> field : target.sdkFields()) {
            switch (field.location()) {
                case PATH, GREEDY_PATH -> {
                    String value = path.get(field.locationName());
                    if (value != null) {
                        field.set(target, ScalarText.IN_XML.read(field, value));
                    }
                }
                case QUERY_PARAM -> readQuery(query, field, target);
                case HEADER -> readHeader(request, field, target);
                case PAYLOAD, STATUS_CODE -> {}
            }
        }
    }

    private static void readQuery(Map<String, List<String>> query, SdkField<?> field, SdkPojo target) {
        switch (Members.type(field)) {
            case LIST -> {
                List<String> texts = query.getOrDefault(field.locationName(), List.of());
                setList(ScalarText.IN_XML, texts, field, target);
            }
            case MAP -> {
                Map<String, String> rest = new LinkedHashMap<>();
                query.forEach((name, values) -> rest.put(name, values.get(0)));
                // It takes what no other member does.
                target.sdkFields().forEach(other -> rest.remove(other.locationName()));
                if (!rest.isEmpty()) {
                    field.set(target, rest);
                }
            }
            default -> {
                List<String> texts = query.get(field.locationName());
                if (texts != null) {
                    field.set(target, ScalarText.IN_XML.read(field, texts.get(0)));
                }
            }
        }
    }

    private static void readHeader(WireRequest request, SdkField<?> field, SdkPojo target) {
        String name = field.locationName().toLowerCase(Locale.ROOT);
        switch (Members.type(field)) {
            case MAP -> {
                Map<String, String> found = new LinkedHashMap<>();
                request.headers().forEach((header, values) -> {
                    if (header.startsWith(name)) {
                        found.put(header.substring(name.length()), String.join(",", values));
                    }
                });
                if (!found.isEmpty()) {
                    field.set(target, found);
                }
            }
            case LIST -> {
                List<String> texts = request.headers().getOrDefault(name, List.of()).stream()
                        .flatMap(value -> List.of(value.split(",")).stream())
                        .map(String::trim)
                        .toList();
                setList(ScalarText.IN_HEADER, texts, field, target);
            }
            default ->
                request.header(name).ifPresent(value -> field.set(target, ScalarText.IN_HEADER.read(field, value)));
        }
    }

    private static void setList(ScalarText form, List<String> texts, SdkField<?> field, SdkPojo target) {
        if (!texts.isEmpty()) {
            List<Object> values = new ArrayList<>();
            texts.forEach(text -> values.add(form.read(Members.element(field), text)));
            field.set(target, values);
        }
    }

    Map<String, List<String>> headers(SdkPojo response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (SdkField<?> field : response.sdkFields()) {
            if (field.location() == MarshallLocation.HEADER) {
                Members.value(field, response).ifPresent(value -> writeHeader(field, value, headers));
            }
        }
        return headers;
    }

    private static void writeHeader(SdkField<?> field, Object value, Map<String, List<String>> headers) {
        String name = field.unmarshallLocationName();
        switch (Members.type(field)) {
            case MAP ->
                Members.entries(value).forEach((key, each) -> headers.put(name + key, List.of(each.toString())));
            case LIST ->
                headers.put(
                        name,
                        List.of(String.join(
                                ",",
                                ((List<?>) value)
                                        .stream()
                                                .map(each -> ScalarText.IN_HEADER.write(Members.element(field), each))
                                                .toList())));
            default -> headers.put(name, List.of(ScalarText.IN_HEADER.write(field, value)));
        }
    }

    int status(SdkPojo response, int usual) {
        return response.sdkFields().stream()
                .filter(field -> field.location() == MarshallLocation.STATUS_CODE)
                .flatMap(field -> Members.value(field, response).stream())
                .map(Integer.class::cast)
                .findFirst()
                .orElse(usual);
    }
}
