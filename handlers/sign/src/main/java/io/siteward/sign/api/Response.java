package io.siteward.sign.api;

import io.siteward.sign.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What API Gateway sends back.
 *
 * @param cookies the values of the {@code Set-Cookie} headers
 */
record Response(int status, Map<String, String> headers, List<String> cookies, String body) {
    static Response json(Map<String, ?> body, List<String> cookies) {
        return new Response(200, Map.of("Content-Type", "application/json"), cookies, JsonText.of(body));
    }

    static Response empty(Map<String, String> headers) {
        return new Response(204, headers, List.of(), "");
    }

    /** A refusal, as RFC 9457 has it. */
    static Response problem(Refusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", refusal.status().title());
        body.put("status", refusal.status().code());
        body.put("detail", text(refusal.detail()));
        Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
        headers.put("Content-Type", "application/problem+json");
        return new Response(refusal.status().code(), headers, List.of(), JsonText.of(body));
    }

    /** Names that the caller sent may have half a character in them, of which there is no JSON in UTF-8. */
    private static String text(String detail) {
        return new String(detail.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    Response with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Response(status, all, cookies, body);
    }

    /** As a function answers API Gateway. */
    String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("statusCode", status);
        members.put("headers", headers);
        if (!cookies.isEmpty()) {
            members.put("multiValueHeaders", Map.of("Set-Cookie", cookies));
        }
        members.put("body", body);
        members.put("isBase64Encoded", false);
        return JsonText.of(members);
    }
}
