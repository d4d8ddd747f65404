package io.siteward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.siteward.sandbox.kube.EmbeddedKubernetes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** The embedded Kubernetes API, which the operator, and nobody else, reaches by a way on which everything can go wrong. */
final class FaultyCluster extends TestCluster {
    /** What a watch is told whose version the server has forgotten. */
    private static final String GONE = """
            {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired",\
            "message":"too old resource version","code":410}}
            """;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(CRDS, InstantSource.system(), 0);
    private final KubernetesClient people = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(kubernetes.uri().toString())
                    .build())
            .build();
    private final HttpClient onward = HttpClient.newHttpClient();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "way-to-the-cluster");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();
    private HttpServer way;

    /** What goes wrong with a request. */
    enum Kind {
        /** It is answered with this status and goes no further. */
        REFUSED,
        /** It is carried out, and the connection closes instead of an answer. */
        ANSWER_LOST,
        /** It is a watch, and its version is too old. */
        FORGOTTEN
    }

    private record Fault(Kind kind, Predicate<String> request, int status) {}

    FaultyCluster() {
        people.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .endMetadata()
                        .build())
                .create();
        way = open(0);
    }

    @Override
    KubernetesClient people() {
        return people;
    }

    @Override
    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + way.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(50)
                .build();
    }

    @Override
    List<String> writes() {
        return List.copyOf(writes);
    }

    @Override
    void forgetWrites() {
        writes.clear();
    }

    /** The embedded API refuses them by itself. */
    @Override
    List<String> violations() {
        return List.of();
    }

    /** What is asked with this method of a path that contains this part is answered with this status, until {@link #heal}. */
    void refuse(String method, String part, int status) {
        faults.add(new Fault(Kind.REFUSED, matching(method, part), status));
    }

    /** Every second request of this kind is carried out, and its answer lost, until {@link #heal}. */
    void loseEverySecondAnswer(String method, String part) {
        boolean[] lose = {false};
        faults.add(new Fault(
                Kind.ANSWER_LOST,
                request -> {
                    if (!matching(method, part).test(request)) {
                        return false;
                    }
                    synchronized (lose) {
                        lose[0] = !lose[0];
                        return lose[0];
                    }
                },
                0));
    }

    /** The next watch that begins is told that its version is too old. */
    void forgetVersions() {
        boolean[] told = {false};
        faults.add(new Fault(
                Kind.FORGOTTEN,
                request -> {
                    synchronized (told) {
                        boolean now = !told[0] && request.contains("watch=true");
                        told[0] |= now;
                        return now;
                    }
                },
                0));
    }

    void heal() {
        faults.clear();
    }

    /** The watches that stand are closed, as a server does when their time is over. */
    void endWatches() {
        for (InputStream watch : watches) {
            try {
                watch.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Nothing listens, and what is connected is cut off. */
    void shutDown() {
        endWatches();
        way.stop(0);
    }

    void startAgain() {
        way = open(way.getAddress().getPort());
    }

    @Override
    public void close() {
        people.close();
        way.stop(0);
        executor.shutdownNow();
        kubernetes.close();
    }

    private static Predicate<String> matching(String method, String part) {
        return request -> request.startsWith(method + " ") && request.contains(part);
    }

    private HttpServer open(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(executor);
            server.createContext("/", this::handle);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String upgrade = exchange.getRequestHeaders().getFirst("Upgrade");
            if ("websocket".equalsIgnoreCase(upgrade)) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (!READS.contains(exchange.getRequestMethod())) {
                writes.add(request);
            }
            Optional<Fault> fault = faults.stream()
                    .filter(candidate -> candidate.request().test(request))
                    .findFirst();
            if (fault.isPresent() && fault.get().kind() != Kind.ANSWER_LOST) {
                answer(exchange, fault.get());
                return;
            }
            passOn(exchange, fault.isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, Fault fault) throws IOException {
        boolean refused = fault.kind() == Kind.REFUSED;
        String text = refused
                ? "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"refused by the test\","
                        + "\"code\":" + fault.status() + "}"
                : GONE;
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(refused ? fault.status() : 200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void passOn(HttpExchange exchange, boolean answerIsLost) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(kubernetes.uri() + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String header : List.of("Content-Type", "Accept")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                    .ifPresent(value -> request.header(header, value));
        }
        HttpResponse<InputStream> answer = onward.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answerIsLost) {
                body.readAllBytes();
                return;
            }
            watches.add(body);
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            try (OutputStream out = exchange.getResponseBody()) {
                copy(body, out);
            }
        } finally {
            watches.remove(answer.body());
        }
    }

    /** Until the server ends it, or {@link #endWatches}, which is an ordinary end to who reads it. */
    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        to.flush();
        while (true) {
            int read;
            try {
                read = from.read(buffer);
            } catch (IOException e) {
                return;
            }
            if (read < 0) {
                return;
            }
            to.write(buffer, 0, read);
            to.flush();
        }
    }
}
