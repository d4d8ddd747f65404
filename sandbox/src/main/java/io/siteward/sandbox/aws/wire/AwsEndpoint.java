package io.siteward.sandbox.aws.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.InMemoryService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * An {@link InMemoryAws} over HTTP on loopback: what {@code AWS_ENDPOINT_URL} points at.
 *
 * <p>The signing name in a request's credential scope names the service, the access key names the account. The signature
 * itself is <b>not</b> verified. A request without one is anonymous: a form is taken for STS, anything else for S3,
 * with the bucket in the path or in the host ({@code bucket.localhost}), and the service judges it. A request to {@code <distribution id>.cloudfront.localhost} is a
 * viewer's.
 *
 * <p>A service's AWS exception becomes AWS's error answer; an operation that it does not have, 501
 * {@code NotImplemented}; any other exception, 500 and a stack trace in the log. When a fault throws
 * {@link SdkClientException}, the connection is closed without an answer.
 */
public final class AwsEndpoint implements AutoCloseable {
    private static final int THREADS = 16;
    private static final String VIEWERS = ".cloudfront.localhost";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, ServiceEndpoint> services;
    private final Credentials credentials;
    private final ViewerHandler viewers;
    private final AtomicLong requests = new AtomicLong();

    private AwsEndpoint(
            HttpServer server, Map<String, ServiceEndpoint> services, Credentials credentials, ViewerHandler viewers) {
        this.server = server;
        this.services = services;
        this.credentials = credentials;
        this.viewers = viewers;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "in-memory-aws");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The same without viewers. */
    public static AwsEndpoint start(InMemoryAws aws, Credentials credentials, int port) throws IOException {
        return start(aws, credentials, ViewerHandler.NONE, port);
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws IllegalStateException when this version of the SDK does not have the internals that are read here
     */
    public static AwsEndpoint start(InMemoryAws aws, Credentials credentials, ViewerHandler viewers, int port)
            throws IOException {
        // Read when the server's classes are loaded. Without it each small answer waits 40 ms for the client's ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Map<String, ServiceEndpoint> services = aws.services().values().stream()
                .collect(Collectors.toMap(InMemoryService::signingName, each -> new ServiceEndpoint(aws, each)));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        AwsEndpoint endpoint = new AwsEndpoint(server, services, credentials, viewers);
        server.setExecutor(endpoint.threads);
        server.createContext("/", endpoint::serve);
        server.start();
        return endpoint;
    }

    /** Where it listens; an address and not a name, so that every SDK puts the bucket into the path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** How many requests of AWS's services came in, also if they were refused; viewers' are not among them. */
    public long requests() {
        return requests.get();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            WireRequest request = HttpMessages.read(exchange);
            HttpMessages.send(exchange, answer(request));
        } catch (SdkClientException lost) {
            // Closing the exchange before any header was sent closes the connection.
            return;
        }
    }

    /** A token instead of a signature, in a form, is how a role is assumed with a web identity or SAML. */
    private static String unsignedService(WireRequest request) {
        return request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded") ? "sts" : "s3";
    }

    private WireResponse answer(WireRequest request) {
        String host = request.host();
        if (host.endsWith(VIEWERS)) {
            String id = host.substring(0, host.length() - VIEWERS.length()).toUpperCase(Locale.ROOT);
            return HttpMessages.viewed(viewers, id, request);
        }
        String requestId = String.format(Locale.ROOT, "%016X", requests.incrementAndGet());
        Optional<CredentialScope> scope;
        try {
            scope = CredentialScope.of(request);
        } catch (MalformedRequest e) {
            return WireResponse.of(400, "text/plain", e.getMessage() + "\n");
        }
        String service = scope.map(CredentialScope::service).orElseGet(() -> unsignedService(request));
        ServiceEndpoint endpoint = services.get(service);
        if (endpoint == null) {
            return WireResponse.of(501, "text/plain", "there is no in-memory " + service + " here\n");
        }
        WireResponse response = scope.map(signed -> credentials
                        .caller(signed.accessKeyId())
                        .map(caller -> endpoint.answer(request, caller.in(signed.region()), requestId))
                        .orElseGet(() -> endpoint.fail(endpoint.errors().unknownAccessKey(), requestId)))
                .orElseGet(() -> endpoint.answer(request, Caller.ANONYMOUS, requestId));
        return response.withHeader(endpoint.errors().requestIdHeader(), requestId);
    }
}
