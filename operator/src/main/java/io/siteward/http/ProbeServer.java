package io.siteward.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The HTTP server of {@code /healthz}, {@code /readyz} and {@code /metrics}. */
public final class ProbeServer implements AutoCloseable {
    private final HttpServer server;

    private ProbeServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param port 0 for any that is free
     * @param health what must be well, or else the process should be restarted
     * @param readiness what must be well for the operator to do its work
     * @param metrics the figures in Prometheus' text format
     * @throws IOException when the port is taken
     */
    public static ProbeServer start(int port, List<Check> health, List<Check> readiness, Supplier<String> metrics)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/healthz", exchange -> answer(exchange, health));
        server.createContext("/readyz", exchange -> answer(exchange, readiness));
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
        // A readiness check may wait for AWS; the others must not wait for it.
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "probes");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return new ProbeServer(server);
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, List<Check> checks) throws IOException {
        boolean well = true;
        StringBuilder lines = new StringBuilder();
        for (Check check : checks) {
            Optional<String> problem = check.problem().get();
            well &= problem.isEmpty();
            lines.append(check.name()).append(": ").append(problem.orElse("ok")).append('\n');
        }
        answer(
                exchange,
                well ? 200 : 503,
                "text/plain; charset=utf-8",
                well && checks.isEmpty() ? "ok\n" : lines.toString());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
