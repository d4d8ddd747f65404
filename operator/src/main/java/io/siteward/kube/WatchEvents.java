package io.siteward.kube;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.Watcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a watch over plain HTTP, one event a line, handed on in whole lines of ASCII: what is not ASCII is escaped
 * as JSON has it.
 *
 * <p>fabric8 7.5.2's {@code WatchHTTPManager}, which takes over where a server offers no WebSocket, decodes every buffer
 * by itself and takes all of the decoder's array: a character of several bytes leaves NULs behind it, and one that lies
 * across two buffers is lost. The event cannot be parsed then, and the informer stops for good.
 *
 * <p>A line that is no event, such as a proxy's apology, ends the stream as a broken connection would, so that the watch
 * is taken up again where it stood.
 *
 * @param <T> what fabric8 makes of the body
 */
final class WatchEvents<T> implements HttpResponse.BodySubscriber<T> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Set<String> TYPES =
            Arrays.stream(Watcher.Action.values()).map(Watcher.Action::name).collect(Collectors.toSet());

    private final HttpResponse.BodySubscriber<T> delegate;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private boolean broken;

    WatchEvents(HttpResponse.BodySubscriber<T> delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<T> getBody() {
        return delegate.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        delegate.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (broken) {
            return;
        }
        try {
            List<ByteBuffer> lines = new ArrayList<>();
            for (ByteBuffer buffer : buffers) {
                read(buffer, lines);
            }
            if (lines.isEmpty()) {
                // Nobody was given anything, so nobody will ask for more.
                Objects.requireNonNull(subscription).request(1);
            } else {
                delegate.onNext(lines);
            }
        } catch (IOException e) {
            broken = true;
            Objects.requireNonNull(subscription).cancel();
            delegate.onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!broken) {
            delegate.onError(failure);
        }
    }

    /** What came after the last line's end is part of an event that was cut off. */
    @Override
    public void onComplete() {
        if (!broken) {
            delegate.onComplete();
        }
    }

    private void read(ByteBuffer buffer, List<ByteBuffer> lines) throws IOException {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next != '\n') {
                line.write(next);
            } else if (line.size() > 0) {
                lines.add(ByteBuffer.wrap(ascii(line.toByteArray())));
                line.reset();
            }
        }
    }

    private static byte[] ascii(byte[] event) throws IOException {
        JsonNode read = JSON.readTree(event);
        if (!TYPES.contains(read.path("type").asText()) || !read.path("object").isObject()) {
            throw new IOException("The watch sent a line that is no event.");
        }
        return (JSON.writeValueAsString(read) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
