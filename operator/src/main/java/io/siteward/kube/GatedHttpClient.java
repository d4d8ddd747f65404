package io.siteward.kube;

import io.siteward.gate.Call;
import io.siteward.gate.Gate;
import io.siteward.gate.Outcome;
import io.siteward.gate.Subject;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client whose writes pass the gate and whose watches can be read by fabric8: see {@link WatchEvents}. A refusal
 * is a failed future: fabric8 loses what is thrown on retries.
 */
final class GatedHttpClient extends HttpClient {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final HttpClient delegate;
    private final Gate gate;
    private final String cluster;
    private final Function<URI, Subject> subjects;

    GatedHttpClient(HttpClient delegate, Gate gate, String cluster, Function<URI, Subject> subjects) {
        this.delegate = delegate;
        this.gate = gate;
        this.cluster = cluster;
        this.subjects = subjects;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        if (READS.contains(request.method())) {
            return delegate.sendAsync(request, isWatch(request) ? events(responseBodyHandler) : responseBodyHandler);
        }
        try {
            Gate.Passage passage = gate.before(call(request));
            return sent(request, responseBodyHandler)
                    .whenComplete((response, failure) -> passage.after(outcome(response, failure)));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isWatch(HttpRequest request) {
        String query = Optional.ofNullable(request.uri().getQuery()).orElse("");
        return List.of(query.split("&")).contains("watch=true");
    }

    /** A watch that is refused is answered with one document, like any other request. */
    private static <T> HttpResponse.BodyHandler<T> events(HttpResponse.BodyHandler<T> handler) {
        return response ->
                response.statusCode() == 200 ? new WatchEvents<>(handler.apply(response)) : handler.apply(response);
    }

    /** What the JDK throws at once, for example for a bad header, is a failed call like any other. */
    private <T> CompletableFuture<HttpResponse<T>> sent(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return delegate.sendAsync(request, handler);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> responseBodyHandler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushPromiseHandler) {
        throw new UnsupportedOperationException("fabric8 takes no push promises");
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException("fabric8 sends asynchronously");
    }

    private Call call(HttpRequest request) {
        String operation =
                request.method() + " " + KubernetesPath.of(request.uri()).kind();
        return new Call(subjects.apply(request.uri()), Call.Target.KUBERNETES, cluster, "kubernetes", operation, true);
    }

    private static <T> Outcome outcome(@Nullable HttpResponse<T> response, @Nullable Throwable failure) {
        if (response == null) {
            return Outcome.failed(0, KubernetesFailures.unanswered(String.valueOf(failure)));
        }
        int status = response.statusCode();
        return status < 400
                ? Outcome.succeeded(status, null)
                : Outcome.failed(status, KubernetesFailures.answered(status, "HTTP " + status));
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return delegate.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return delegate.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return delegate.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return delegate.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return delegate.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return delegate.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return delegate.authenticator();
    }

    @Override
    public Version version() {
        return delegate.version();
    }

    @Override
    public Optional<Executor> executor() {
        return delegate.executor();
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return delegate.newWebSocketBuilder();
    }
}
