package io.siteward.sign.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofDays(1);
    private static final Deadline UNHURRIED = Deadline.after(LONG, () -> 0);

    @Test
    void whoNeverAnswersIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThatThrownBy(() -> new HttpCalls(SHORT, SHORT, UNHURRIED).post(address, Map.of(), new byte[1]))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** With TLS it is the handshake that waits. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoNeverAnswersIsWaitedForNoLongerThanThereIsTime(String scheme) throws Exception {
        HttpCalls calls = new HttpCalls(LONG, LONG, Deadline.after(SHORT, () -> 0));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create(scheme + "://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThatThrownBy(() -> calls.post(address, Map.of(), new byte[1]))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void nobodyIsCalledWhenThereIsNoTimeLeft() {
        try (StoreServer server = new StoreServer()) {
            HttpCalls calls = new HttpCalls(LONG, LONG, Deadline.after(Duration.ofNanos(999_999), () -> 0));

            assertThatThrownBy(() -> calls.get(URI.create(server.address()), Map.of()))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("no time left");
            assertThat(server.calls()).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (StoreServer elsewhere = new StoreServer()) {
            elsewhere.fail(307, "");

            assertThat(new HttpCalls(LONG, LONG, UNHURRIED)
                            .get(URI.create(elsewhere.address()), Map.of())
                            .status())
                    .isEqualTo(307);
        }
    }
}
