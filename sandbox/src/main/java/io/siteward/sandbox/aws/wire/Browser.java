package io.siteward.sandbox.aws.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.http.conn.DnsResolver;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/**
 * A plain HTTP client that finds {@code *.localhost} on loopback, as browsers do and as Java does not on every machine.
 *
 * <p>It follows no redirects and keeps no cookies.
 */
public final class Browser implements AutoCloseable {
    /** What RFC 6761 asks of a resolver; many systems' do not. */
    static final DnsResolver LOOPBACK = host -> host.endsWith(".localhost")
            ? new InetAddress[] {InetAddress.getLoopbackAddress()}
            : SystemDefaultDnsResolver.INSTANCE.resolve(host);

    private final SdkHttpClient http =
            ApacheHttpClient.builder().dnsResolver(LOOPBACK).build();

    /** The same as {@link #send} with GET and no headers. */
    public ViewerResponse get(URI address) {
        return send("GET", address, Map.of());
    }

    /**
     * Sends a request without a body. The answer's headers are found under any spelling.
     *
     * @param headers by name
     * @throws UncheckedIOException when there is no answer
     */
    public ViewerResponse send(String method, URI address, Map<String, String> headers) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
        headers.forEach(request::putHeader);
        try {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(request.build())
                            .build())
                    .call();
            SdkBytes body = response.responseBody().isPresent()
                    ? SdkBytes.fromInputStream(response.responseBody().get())
                    : WireResponse.NOTHING;
            Map<String, List<String>> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            received.putAll(response.httpResponse().headers());
            return new ViewerResponse(response.httpResponse().statusCode(), received, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
