package io.siteward.sandbox.signing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as API Gateway hands it to a function: the event of a REST API's proxy integration, version 1.0, with what a
 * Cognito authorizer adds.
 *
 * <p>In the place of Cognito, any bearer token is believed, and names the caller's groups.
 *
 * @param headers by name, in any case
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">Input
 *     format</a>
 */
record ProxyEvent(String method, Map<String, List<String>> headers, String body, Instant at) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEARER = "Bearer ";

    String json() {
        ObjectNode event = JSON.createObjectNode()
                .put("resource", "/sign")
                .put("path", "/sign")
                .put("httpMethod", method);
        ObjectNode single = event.putObject("headers");
        headers.forEach((name, values) -> single.put(name, values.get(values.size() - 1)));
        event.set("multiValueHeaders", JSON.valueToTree(headers));
        event.putNull("queryStringParameters")
                .putNull("multiValueQueryStringParameters")
                .putNull("pathParameters")
                .putNull("stageVariables");
        event.set("requestContext", context());
        return event.put("body", body.isEmpty() ? null : body)
                .put("isBase64Encoded", false)
                .toString();
    }

    private ObjectNode context() {
        String host = header("Host").orElse("").replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        ObjectNode context = JSON.createObjectNode()
                .put("accountId", "111122223333")
                .put("apiId", "sandbox")
                .put("domainName", host)
                .put("httpMethod", method)
                .put("path", "/live/sign")
                .put("protocol", "HTTP/1.1")
                .put("requestTimeEpoch", at.toEpochMilli())
                .put("resourcePath", "/sign")
                .put("stage", "live");
        context.putObject("identity").put("sourceIp", "127.0.0.1");
        groups().ifPresent(groups -> context.putObject("authorizer")
                .putObject("claims")
                .put("sub", "somebody")
                .put("cognito:groups", groups));
        return context;
    }

    private Optional<String> groups() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().get(0))
                .findFirst();
    }
}
