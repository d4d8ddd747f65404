package io.siteward.sandbox.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a URL to what answers it, and from a refusal to its {@code Status}. */
final class ApiHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final Catalog catalog;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final ResourceApi resources;
    private final CallCounter calls;

    ApiHandler(Catalog catalog, ResourceApi resources, CallCounter calls) {
        this.catalog = catalog;
        this.discovery = new Discovery(catalog);
        this.openApi = new OpenApi(catalog);
        this.resources = resources;
        this.calls = calls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Responses responses = new Responses(exchange);
        try {
            if (asksForWebSocket(exchange)) {
                // fabric8's client watches over a WebSocket first; after a 200 it turns to HTTP at once, after most
                // other codes it gives up or tries again.
                responses.send(200, "text/plain", new byte[0]);
            } else {
                route(exchange, ApiRequest.of(exchange), responses);
            }
        } catch (ApiError e) {
            responses.send(e.code(), e.status());
        } catch (IOException e) {
            LOG.debug("the client of {} has gone: {}", exchange.getRequestURI(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            responses.send(500, ApiError.internal(e).status());
        } finally {
            exchange.close();
        }
    }

    private void route(HttpExchange exchange, ApiRequest request, Responses responses) throws IOException {
        List<String> path = request.path();
        if (!isAboutObjects(path)) {
            calls.count(KubernetesCall.ofPath(client(exchange), request));
        }
        String top = path.isEmpty() ? "" : path.get(0);
        switch (top) {
            case "healthz", "livez", "readyz" ->
                responses.send(200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
            case "version" -> responses.send(200, discovery.version());
            case "openapi" -> responses.send(200, openApi.document(path));
            case "api" -> core(exchange, request, responses);
            case "apis" -> groups(exchange, request, responses);
            default -> throw ApiError.noSuchPath();
        }
    }

    private void core(HttpExchange exchange, ApiRequest request, Responses responses) throws IOException {
        switch (request.path().size()) {
            case 1 -> responses.send(200, discovery.coreVersions());
            case 2 -> responses.send(200, discovery.resources(request.path().get(1)));
            default -> objects(exchange, request);
        }
    }

    private void groups(HttpExchange exchange, ApiRequest request, Responses responses) throws IOException {
        List<String> path = request.path();
        switch (path.size()) {
            case 1 -> responses.send(200, discovery.groups());
            case 2 -> responses.send(200, discovery.group(path.get(1)));
            case 3 -> responses.send(200, discovery.resources(path.get(1) + "/" + path.get(2)));
            default -> objects(exchange, request);
        }
    }

    private void objects(HttpExchange exchange, ApiRequest request) throws IOException {
        Target target = Target.of(request.path(), catalog);
        calls.count(KubernetesCall.of(client(exchange), request, target));
        resources.handle(exchange, request, target);
    }

    private static boolean isAboutObjects(List<String> path) {
        return (path.size() > 2 && path.get(0).equals("api"))
                || (path.size() > 3 && path.get(0).equals("apis"));
    }

    private static String client(HttpExchange exchange) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("User-Agent"), "");
    }

    private static boolean asksForWebSocket(HttpExchange exchange) {
        String upgrade = exchange.getRequestHeaders().getFirst("Upgrade");
        return upgrade != null && upgrade.equalsIgnoreCase("websocket");
    }
}
