package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in, before it is known what it is about.
 *
 * @param path the parts between the slashes
 * @param query the first value of each parameter
 * @param contentType the body's media type in lower case and without parameters
 * @param body missing when there is none
 */
record ApiRequest(
        String method, List<String> path, Map<String, String> query, String accept, String contentType, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    static ApiRequest of(HttpExchange exchange) throws IOException {
        String contentType =
                header(exchange, "Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new ApiRequest(
                exchange.getRequestMethod(),
                Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                        .filter(part -> !part.isEmpty())
                        .map(ApiRequest::decoded)
                        .toList(),
                query(Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse("")),
                header(exchange, "Accept"),
                contentType,
                body(exchange.getRequestBody().readAllBytes(), contentType));
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean isSet(String flag) {
        return query.containsKey(flag) && !List.of("false", "0").contains(parameter(flag));
    }

    /** The body of a create or update, or of a delete with options. */
    ObjectNode object() {
        if (!contentType.equals("application/json") && !contentType.equals("application/yaml")) {
            throw ApiError.unsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types"
                            + " include: application/json, application/yaml");
        }
        if (!(body instanceof ObjectNode object)) {
            throw ApiError.badRequest("the body of the request is not an object");
        }
        return object;
    }

    private static JsonNode body(byte[] bytes, String contentType) {
        if (bytes.length == 0) {
            return JsonNodes.EMPTY;
        }
        if (contentType.contains("protobuf")) {
            throw ApiError.unsupportedMediaType("the embedded Kubernetes API does not read " + contentType
                    + ": send JSON or YAML; with kubectl, apply" + " or create -f a manifest");
        }
        try {
            return (contentType.endsWith("yaml") ? YAML : JSON).readTree(bytes);
        } catch (IOException e) {
            throw ApiError.badRequest("the body of the request cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : raw.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            query.putIfAbsent(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String header(HttpExchange exchange, String name) {
        return String.join(",", exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }
}
