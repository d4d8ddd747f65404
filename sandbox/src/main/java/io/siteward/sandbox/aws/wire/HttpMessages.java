package io.siteward.sandbox.aws.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;

/** Messages of the JDK's HTTP server, read and sent whole. */
final class HttpMessages {
    private static final Logger LOG = LoggerFactory.getLogger(HttpMessages.class);

    private HttpMessages() {}

    static WireRequest read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new WireRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                headers,
                SdkBytes.fromInputStream(exchange.getRequestBody()));
    }

    static void send(HttpExchange exchange, WireResponse response) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] body = response.body().asByteArrayUnsafe();
        response.headers().forEach((name, values) -> {
            // A modelled length is what HEAD is about; elsewhere the body has one, and a wrong one would hang.
            if (head || !name.equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(response.status(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    static WireResponse viewed(ViewerHandler viewers, String distributionId, WireRequest request) {
        try {
            ViewerResponse response = viewers.handle(new ViewerRequest(
                    request.method(),
                    distributionId,
                    request.rawPath(),
                    Optional.of(request.rawQuery()).filter(query -> !query.isEmpty()),
                    request.headers(),
                    request.body()));
            return new WireResponse(response.status(), response.headers(), response.body());
        } catch (RuntimeException | Error e) {
            LOG.error("{} {} of a viewer failed, which is a defect", request.method(), request.rawPath(), e);
            return WireResponse.of(500, "text/plain", "the in-memory CloudFront failed: " + e + "\n");
        }
    }
}
