package io.siteward.contract;

import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * The moto server that {@code .ci/contract} started, an AWS in Python that others wrote.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">Server mode</a>
 */
public record Moto(URI endpoint) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * The server that the system property {@code siteward.moto} names.
     *
     * @throws IllegalStateException when it names none: a contract that is not tried does not hold
     */
    public static Moto running() {
        return Optional.ofNullable(System.getProperty("siteward.moto"))
                .map(url -> new Moto(URI.create(url)))
                .orElseThrow(() -> new IllegalStateException("no moto: run .ci/contract"));
    }

    /** Empties every service of every account. */
    public void reset() {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("moto was not reset: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The ARN of a new certificate, which moto leaves unvalidated. */
    String pendingCertificate(String domain) {
        try (WireClients clients = new WireClients(endpoint, "AKIAOURS")) {
            return clients.acm(Region.US_EAST_1)
                    .requestCertificate(request -> request.domainName(domain).validationMethod("DNS"))
                    .certificateArn();
        }
    }
}
