package io.siteward.sign.api;

import io.siteward.sign.rules.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as API Gateway hands it on to a function: the event of a REST API's proxy integration, version 1.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">its
 *     format</a>
 */
record Event(Map<?, ?> members) {
    /** Whether it is one. Events of version 2.0, which HTTP APIs make unless told otherwise, have no such member. */
    boolean isOfRestApi() {
        return text(members, "httpMethod").isPresent();
    }

    String method() {
        return text(members, "httpMethod").orElse("").toUpperCase(Locale.ROOT);
    }

    /** A header, whatever the case of its name; all its values, with commas between them, as HTTP has it. */
    Optional<String> header(String name) {
        List<String> values = headers("multiValueHeaders", name);
        if (values.isEmpty()) {
            values = headers("headers", name);
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    private List<String> headers(String member, String name) {
        List<String> values = new ArrayList<>();
        object(members, member).forEach((key, value) -> {
            if (((String) key).equalsIgnoreCase(name)) {
                List<?> found = value instanceof List<?> several ? several : List.of(value);
                found.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .forEach(values::add);
            }
        });
        return values;
    }

    /** What the authorizer said; it is not there, or null, where there is none. */
    Claims claims() {
        return new Claims(object(context(), "authorizer"));
    }

    /** The host that was called, as API Gateway knows it. */
    String host() {
        String host = text(context(), "domainName").or(() -> header("Host")).orElse("");
        int port = host.indexOf(':');
        return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    /** As it came, in base64 or not; empty where there is none. */
    String body() {
        return text(members, "body").orElse("");
    }

    boolean isBase64() {
        return Objects.equals(members.get("isBase64Encoded"), true);
    }

    private Map<?, ?> context() {
        return object(members, "requestContext");
    }

    private static Map<?, ?> object(Map<?, ?> members, String name) {
        return members.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static Optional<String> text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
