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

class HttpCallsTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void whoNeverAnswersIsNotWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThatThrownBy(() -> new HttpCalls(SHORT, SHORT).post(address, Map.of(), new byte[1]))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (StoreServer elsewhere = new StoreServer()) {
            elsewhere.fail(307, "");

            assertThat(new HttpCalls(SHORT.multipliedBy(100), SHORT.multipliedBy(100))
                            .get(URI.create(elsewhere.address()), Map.of())
                            .status())
                    .isEqualTo(307);
        }
    }
}
