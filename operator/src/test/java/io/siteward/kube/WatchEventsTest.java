package io.siteward.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchEventsTest {
    private static final String FIRST =
            "{\"type\":\"ADDED\",\"object\":{\"note\":\"Köln 東京 \uD83D\uDE80\",\"rate\":1.10,\"n\":12345678901234567890}}";
    private static final String LONG = "{\"type\":\"MODIFIED\",\"object\":{\"drift\":\"" + "é漢".repeat(200) + "\"}}";

    private final Asked asked = new Asked();
    private final HttpResponse.BodySubscriber<byte[]> taken = HttpResponse.BodySubscribers.ofByteArray();
    private final WatchEvents<byte[]> events = new WatchEvents<>(taken);

    @Test
    void handsOnTheSameEventsInAsciiWhereverTheBytesAreCut() throws IOException {
        byte[] sent = (FIRST + "\n" + LONG + "\n").getBytes(UTF_8);
        for (int cut = 0; cut <= sent.length; cut++) {
            assertThat(handedOn(List.of(
                            ByteBuffer.wrap(sent, 0, cut).slice(),
                            ByteBuffer.wrap(sent, cut, sent.length - cut).slice())))
                    .as("cut at byte %d", cut)
                    .containsExactly(FIRST, LONG);
        }
    }

    @Test
    void handsOnTheSameEventsWhenEveryByteComesAlone() throws IOException {
        byte[] sent = (FIRST + "\n\n" + LONG + "\n").getBytes(UTF_8);
        List<ByteBuffer> bytes = new ArrayList<>();
        for (int i = 0; i < sent.length; i++) {
            bytes.add(ByteBuffer.wrap(sent, i, 1).slice());
        }
        assertThat(handedOn(bytes)).containsExactly(FIRST, LONG);
    }

    @Test
    void asksForMoreWhileALineIsNotWhole() {
        events.onSubscribe(asked);
        long before = asked.requested;
        events.onNext(List.of(ByteBuffer.wrap("{\"type\":".getBytes(UTF_8))));
        assertThat(asked.requested).isEqualTo(before + 1);
    }

    @Test
    void dropsAnEventThatWasCutOff() {
        events.onSubscribe(asked);
        events.onNext(List.of(ByteBuffer.wrap((FIRST + "\n{\"type\":\"ADD").getBytes(UTF_8))));
        events.onComplete();
        assertThat(body()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Bad gateway</html>",
                "{\"type\":\"ADDED\",\"object\":{}",
                "{\"type\":\"ADDED\",\"object\":{}} {}",
                "{\"type\":\"ADDED\"}",
                "{\"type\":\"SHRUNK\",\"object\":{}}",
                "[]",
                "null"
            })
    void endsTheStreamAtALineThatIsNoEventAsABrokenConnectionWould(String line) {
        events.onSubscribe(asked);
        events.onNext(List.of(ByteBuffer.wrap((line + "\n").getBytes(UTF_8))));
        events.onNext(List.of(ByteBuffer.wrap((FIRST + "\n").getBytes(UTF_8))));
        events.onComplete();

        assertThat(asked.cancelled).isTrue();
        assertThatThrownBy(this::body).hasCauseInstanceOf(IOException.class);
    }

    /** The events that come out of it, as they were sent. */
    private static List<String> handedOn(List<ByteBuffer> buffers) throws IOException {
        HttpResponse.BodySubscriber<byte[]> taken = HttpResponse.BodySubscribers.ofByteArray();
        WatchEvents<byte[]> events = new WatchEvents<>(taken);
        events.onSubscribe(new Asked());
        buffers.forEach(buffer -> events.onNext(List.of(buffer)));
        events.onComplete();
        byte[] body = taken.getBody().toCompletableFuture().join();
        for (byte each : body) {
            assertThat(each).isPositive();
        }
        ObjectMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        List<String> read = new ArrayList<>();
        for (String line : Arrays.asList(new String(body, UTF_8).split("\n"))) {
            read.add(json.readTree(line).toString());
        }
        return read;
    }

    private String body() {
        CompletableFuture<byte[]> body = taken.getBody().toCompletableFuture();
        return new String(body.join(), UTF_8);
    }

    private static final class Asked implements Flow.Subscription {
        private long requested;
        private boolean cancelled;

        @Override
        public void request(long count) {
            requested += count;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
