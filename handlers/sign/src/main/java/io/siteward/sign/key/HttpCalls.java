package io.siteward.sign.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls over HTTP, one attempt each, with an end. By the JDK's older client: the newer one starts a thread of its own, and
 * took a quarter longer for the first two calls of a process.
 */
final class HttpCalls {
    /** More than any parameter or secret. */
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final Duration toConnect;
    private final Duration toAnswer;
    private final Deadline deadline;

    /**
     * Calls.
     *
     * @param toAnswer between two parts of an answer
     * @param deadline after which none begins
     */
    HttpCalls(Duration toConnect, Duration toAnswer, Deadline deadline) {
        this.toConnect = toConnect;
        this.toAnswer = toAnswer;
        this.deadline = deadline;
    }

    /** What came back. */
    record Answer(int status, String body) {
        /** Nothing that a log could show. */
        @Override
        public String toString() {
            return "Answer " + status;
        }
    }

    /** What a text names that can be called; empty when that is nothing. */
    static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return isHttp && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    Answer get(URI address, Map<String, String> headers) throws IOException {
        return answer(connection("GET", address, headers));
    }

    /** The connection is kept, for a call that follows soon. */
    Answer post(URI address, Map<String, String> headers, byte[] body) throws IOException {
        HttpURLConnection connection = connection("POST", address, headers);
        send(connection, body);
        return answer(connection);
    }

    /**
     * The connection is not kept. The buffers of one that is have the bytes that came last, as they were before TLS, until
     * a thread ends it that stands still while Lambda freezes the process.
     */
    Answer postAndDisconnect(URI address, Map<String, String> headers, byte[] body) throws IOException {
        HttpURLConnection connection = connection("POST", address, headers);
        send(connection, body);
        try {
            // Its stream is not closed before: the JDK would not know then which connection to end.
            return answer(connection, stream(connection));
        } finally {
            connection.disconnect();
        }
    }

    private static void send(HttpURLConnection connection, byte[] body) throws IOException {
        // Kept until it is answered, so that the JDK can send it again over a new connection when Lambda froze the
        // process and the old one ended meanwhile.
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private HttpURLConnection connection(String method, URI address, Map<String, String> headers) throws IOException {
        if (!(address.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not HTTP");
        }
        Duration left = deadline.left();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(milliseconds(toConnect, left));
        connection.setReadTimeout(milliseconds(toAnswer, left));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static int milliseconds(Duration wanted, Duration left) {
        return (int) (wanted.compareTo(left) < 0 ? wanted : left).toMillis();
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        try (InputStream in = stream(connection)) {
            return answer(connection, in);
        }
    }

    /** There is no error stream where there is no body. */
    private static @Nullable InputStream stream(HttpURLConnection connection) throws IOException {
        return connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
    }

    /** Reads to the end, so that the connection can be used again. */
    private static Answer answer(HttpURLConnection connection, @Nullable InputStream in) throws IOException {
        byte[] body = in == null ? new byte[0] : in.readNBytes(LONGEST_ANSWER);
        return new Answer(connection.getResponseCode(), new String(body, StandardCharsets.UTF_8));
    }
}
