package io.siteward.sandbox.aws.cloudfront.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a CloudFront function is given and what it returns.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html">Event
 *     structure</a>
 */
record FunctionEvent(ObjectNode json) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static FunctionEvent viewerRequest(String distributionId, ViewerSide viewer) {
        return new FunctionEvent(event(distributionId, "viewer-request", viewer));
    }

    static FunctionEvent viewerResponse(String distributionId, ViewerSide viewer, Answer answer) {
        ObjectNode event = event(distributionId, "viewer-response", viewer);
        ObjectNode response = event.putObject("response");
        response.put("statusCode", answer.status());
        response.put("statusDescription", "");
        response.set("headers", headers(answer.headers()));
        response.putObject("cookies");
        return new FunctionEvent(event);
    }

    /** Whether a viewer-request function answered by itself instead of passing the request on. */
    static boolean isResponse(JsonNode result) {
        return result.has("statusCode");
    }

    /**
     * The request as the function passed it on; a changed query is not looked at, as buckets know none.
     *
     * @throws EdgeFunction.Failed when there is no path with a leading slash, which CloudFront refuses
     */
    static ViewerSide request(JsonNode result, ViewerSide before) throws EdgeFunction.Failed {
        String uri = result.path("uri").asText();
        if (!uri.startsWith("/")) {
            throw new EdgeFunction.Failed(new IllegalStateException("the uri has no leading slash: " + uri));
        }
        Map<String, String> headers = headers(result);
        return new ViewerSide(before.method(), uri, before.query(), headers);
    }

    /** The answer the function made, or made of the one it was given. */
    static Answer response(JsonNode result, SdkBytes bodyBefore) {
        Map<String, String> headers = headers(result);
        return new Answer(result.path("statusCode").asInt(), headers, body(result.path("body"), bodyBefore));
    }

    private static Map<String, String> headers(JsonNode result) {
        Map<String, String> headers = new TreeMap<>();
        result.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().path("value").asText()));
        return headers;
    }

    private static SdkBytes body(JsonNode body, SdkBytes before) {
        if (body.isMissingNode()) {
            return before;
        }
        if (body.isTextual()) {
            return SdkBytes.fromUtf8String(body.asText());
        }
        String data = body.path("data").asText();
        return body.path("encoding").asText().equals("base64")
                ? SdkBytes.fromByteArray(Base64.getDecoder().decode(data))
                : SdkBytes.fromUtf8String(data);
    }

    private static ObjectNode event(String distributionId, String type, ViewerSide viewer) {
        ObjectNode event = NODES.objectNode();
        event.put("version", "1.0");
        ObjectNode context = event.putObject("context");
        context.put("distributionDomainName", viewer.header("host").orElse(""));
        context.put("distributionId", distributionId);
        context.put("eventType", type);
        context.put("requestId", "in-memory");
        event.putObject("viewer").put("ip", viewer.ip());
        ObjectNode request = event.putObject("request");
        request.put("method", viewer.method());
        request.put("uri", viewer.uri());
        request.set("querystring", pairs(viewer.query(), "&"));
        request.set("headers", headers(viewer.headers()));
        request.set("cookies", pairs(viewer.header("cookie").orElse(""), ";\\s*"));
        return event;
    }

    private static ObjectNode headers(Map<String, String> headers) {
        ObjectNode node = NODES.objectNode();
        headers.forEach((name, value) -> node.putObject(name).put("value", value));
        return node;
    }

    /** A name that comes more than once has all its values in {@code multiValue}. */
    private static ObjectNode pairs(String text, String separator) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : text.split(separator, -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts.length > 1 ? parts[1] : "");
            }
        }
        ObjectNode node = NODES.objectNode();
        values.forEach((name, all) -> {
            ObjectNode entry = node.putObject(name).put("value", all.get(0));
            if (all.size() > 1) {
                all.forEach(value -> entry.withArray("multiValue").addObject().put("value", value));
            }
        });
        return node;
    }
}
