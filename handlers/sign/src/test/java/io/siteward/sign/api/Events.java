package io.siteward.sign.api;

import io.siteward.sign.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes events as API Gateway does. */
record Events(
        String method,
        Map<String, String> headers,
        Optional<Map<String, Object>> authorizer,
        String host,
        String body) {
    static final String SITE = "https://docs.example.com";

    /** A member of the group asks from a page of the site. */
    static Events post(String body) {
        return new Events(
                "POST",
                Map.of("Content-Type", "application/json", "origin", SITE),
                Optional.of(Map.of("claims", Map.of("sub", "u", "cognito:groups", "members"))),
                "api.example.com",
                body);
    }

    Events method(String other) {
        return new Events(other, headers, authorizer, host, body);
    }

    Events header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Events(method, more, authorizer, host, body);
    }

    Events withoutHeaders() {
        return new Events(method, Map.of(), authorizer, host, body);
    }

    Events anonymous() {
        return new Events(method, headers, Optional.empty(), host, body);
    }

    Events authorizer(Map<String, Object> other) {
        return new Events(method, headers, Optional.of(other), host, body);
    }

    Events host(String other) {
        return new Events(method, headers, authorizer, other, body);
    }

    Map<String, Object> members() {
        Map<String, Object> context = new LinkedHashMap<>(Map.of("domainName", host));
        authorizer.ifPresent(said -> context.put("authorizer", said));
        return new LinkedHashMap<>(Map.of(
                "httpMethod",
                method,
                "path",
                "/sign",
                "headers",
                headers,
                "requestContext",
                context,
                "body",
                body,
                "isBase64Encoded",
                false));
    }

    String json() {
        return JsonText.of(members());
    }
}
