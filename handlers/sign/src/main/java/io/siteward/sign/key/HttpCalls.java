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

/**
 * Calls over HTTP, one attempt each, with an end. By the JDK's older client: the newer one starts a thread of its own, and
 * took a quarter longer for the first two calls of a process.
 */
final class HttpCalls {
    /** More than any parameter or secret. */
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final Duration toConnect;
    private final Duration toAnswer;

    HttpCalls(Duration toConnect, Duration toAnswer) {
        this.toConnect = toConnect;
        this.toAnswer = toAnswer;
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

    Answer post(URI address, Map<String, String> headers, byte[] body) throws IOException {
        HttpURLConnection connection = connection("POST", address, headers);
        // Kept until it is answered, so that the JDK can send it again over a new connection when Lambda froze the
        // process
        // and the old one ended meanwhile.
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return answer(connection);
    }

    private HttpURLConnection connection(String method, URI address, Map<String, String> headers) throws IOException {
        if (!(address.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not HTTP");
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) toConnect.toMillis());
        connection.setReadTimeout((int) toAnswer.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    /** Reads to the end, so that the connection can be used again. */
    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            // There is no error stream where there is no body.
            byte[] body = in == null ? new byte[0] : in.readNBytes(LONGEST_ANSWER);
            return new Answer(status, new String(body, StandardCharsets.UTF_8));
        }
    }
}
