package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Whole answers to one request. */
final class Responses {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange exchange;

    Responses(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void send(int code, JsonNode body) throws IOException {
        send(code, body, List.of());
    }

    /** @param warnings shown by clients, kubectl among them */
    void send(int code, JsonNode body, List<String> warnings) throws IOException {
        // 299 is "miscellaneous persistent warning" (RFC 7234); the agent is unknown, written "-".
        warnings.forEach(warning -> exchange.getResponseHeaders()
                .add("Warning", "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
        send(code, "application/json", JSON.writeValueAsBytes(body));
    }

    void send(int code, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
