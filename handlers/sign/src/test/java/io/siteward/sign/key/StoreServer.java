package io.siteward.sign.key;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.siteward.sign.json.JsonException;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Parameter Store, Secrets Manager and Lambda's credentials on one port of this machine. */
public final class StoreServer implements AutoCloseable {
    private final String scheme;
    private final HttpServer server;
    private final Map<String, String> values = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Runnable> after = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /** Without TLS. */
    public StoreServer() {
        this("http", plain());
    }

    /** With TLS, for localhost. */
    public static StoreServer overTls(SSLContext tls) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new StoreServer("https", server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoreServer(String scheme, HttpServer server) {
        this.scheme = scheme;
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    private static HttpServer plain() {
        try {
            return HttpServer.create(loopback(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** What came, in order. */
    public record Call(String method, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return Objects.requireNonNull(headers.get(name), name).get(0);
        }
    }

    /** What is answered instead. */
    private record Fault(int status, String body, int times) {}

    public String address() {
        return scheme
                + (scheme.equals("http") ? "://127.0.0.1:" : "://localhost:")
                + server.getAddress().getPort();
    }

    public synchronized void put(String name, String value) {
        values.put(name, value);
    }

    public synchronized void remove(String name) {
        values.remove(name);
    }

    /** Something happens once, when a value has been read and before anything else is. */
    public synchronized void afterReading(String name, Runnable then) {
        after.put(name, then);
    }

    /** The next call is answered with a failure; a status of 0 ends the connection. */
    public synchronized void fail(int status, String body) {
        faults.add(new Fault(status, body, 1));
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(exchange.getRequestMethod(), Map.copyOf(exchange.getRequestHeaders()), body));
        Fault fault = faults.poll();
        if (fault != null && fault.status() == 0) {
            exchange.close();
            return;
        }
        if (fault != null) {
            send(exchange, fault.status(), fault.body());
            return;
        }
        String value = value(exchange.getRequestHeaders().getFirst("X-Amz-Target"), body);
        send(exchange, value == null ? 400 : 200, value == null ? "{\"__type\":\"ParameterNotFound\"}" : value);
    }

    private @Nullable String value(@Nullable String target, String body) {
        if (target == null) {
            return values.get("credentials");
        }
        try {
            Map<?, ?> request = (Map<?, ?>) JsonParser.parse(body);
            boolean isParameter = target.equals("AmazonSSM.GetParameter");
            String name = String.valueOf(request.get(isParameter ? "Name" : "SecretId"));
            String value = values.get(name);
            Optional.ofNullable(after.remove(name)).ifPresent(Runnable::run);
            if (value == null) {
                return null;
            }
            return JsonText.of(
                    isParameter ? Map.of("Parameter", Map.of("Value", value)) : Map.of("SecretString", value));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "/");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
