package io.siteward.sandbox.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siteward.sandbox.signing.SignRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sandbox that runs answers about itself, on loopback: what its time is and where its pages are ({@code GET /}), that
 * time is to pass ({@code POST /clock?forward=8d}), and the functions that Lambda would run ({@code
 * /sites/<site>/sign}, or {@code /sites/<namespace>/<site>/sign}).
 */
final class SandboxServer implements AutoCloseable {
    private static final Pattern FUNCTION = Pattern.compile("/sites/(?:([^/]+)/)?([^/]+)/sign");
    private static final int THREADS = 4;

    private final Sandbox sandbox;
    private final SignRoute functions;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "sandbox");
        thread.setDaemon(true);
        return thread;
    });

    private SandboxServer(Sandbox sandbox, HttpServer server) {
        this.sandbox = sandbox;
        this.server = server;
        this.functions = new SignRoute(
                sandbox.cluster()::manifests,
                sandbox.aws()::origin,
                sandbox.aws().signerRole()::mayRead,
                OperatorEnvironment.ofTheSigner(sandbox.aws().uri()),
                sandbox.clock());
    }

    /** @throws SandboxFailure when there is no port */
    static SandboxServer start(Sandbox sandbox) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SandboxServer server = new SandboxServer(sandbox, http);
            http.setExecutor(server.threads);
            http.createContext("/", server::serve);
            http.start();
            return server;
        } catch (IOException e) {
            throw new SandboxFailure("The sandbox cannot listen: " + e.getMessage(), e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher function = FUNCTION.matcher(path);
            if (function.matches()) {
                String namespace = Optional.ofNullable(function.group(1))
                        .orElse(sandbox.cluster().namespace());
                functions.answer(exchange, new SignRoute.Site(namespace, function.group(2)));
            } else if (path.equals("/clock") && exchange.getRequestMethod().equals("POST")) {
                forward(exchange);
            } else if (path.equals("/")) {
                send(exchange, 200, new RunningSandbox(now(), sandbox.aws().pages()).json());
            } else {
                send(
                        exchange,
                        404,
                        "There are GET /, POST /clock?forward=8d, /sites/<site>/sign and"
                                + " /sites/<namespace>/<site>/sign.");
            }
        } catch (SandboxFailure e) {
            send(exchange, 500, String.valueOf(e.getMessage()));
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        Duration time;
        try {
            time = TimeSpan.parse(query.replaceFirst("^forward=", ""));
        } catch (IllegalArgumentException e) {
            send(exchange, 400, e.getMessage() + " Say POST /clock?forward=8d.");
            return;
        }
        sandbox.forward(time);
        send(exchange, 200, "It is " + now() + " now. The operator was started anew.");
    }

    private Instant now() {
        return sandbox.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
