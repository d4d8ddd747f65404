package io.siteward.sandbox.aws.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The framing {@code aws-chunked}: chunks with their sizes in hexadecimal, then trailing headers.
 *
 * <p>Signatures of chunks are dropped, as all signatures are. Trailers become headers, so that a checksum is found where
 * it would be without the framing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">streaming with trailers</a>
 */
final class AwsChunked {
    private final byte[] framed;
    private int position;

    private AwsChunked(byte[] framed) {
        this.framed = framed;
    }

    static boolean isFramed(WireRequest request) {
        return request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    }

    static WireRequest unframe(WireRequest request) {
        AwsChunked chunks = new AwsChunked(request.body().asByteArrayUnsafe());
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        byte[] body = chunks.body();
        headers.putAll(chunks.trailers());
        headers.put("content-length", List.of(Integer.toString(body.length)));
        String encoding = Stream.of(
                        request.header("content-encoding").orElse("").split(","))
                .map(String::trim)
                .filter(each -> !each.isEmpty() && !each.equals("aws-chunked"))
                .collect(Collectors.joining(","));
        headers.remove("content-encoding");
        if (!encoding.isEmpty()) {
            headers.put("content-encoding", List.of(encoding));
        }
        return new WireRequest(
                request.method(), request.rawPath(), request.rawQuery(), headers, SdkBytes.fromByteArray(body));
    }

    private byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = size(line());
            if (size == 0) {
                return body.toByteArray();
            }
            if (size > framed.length - position) {
                throw new MalformedRequest("a chunk is shorter than it says");
            }
            body.write(framed, position, size);
            position += size;
            line();
        }
    }

    private static int size(String line) {
        try {
            return Integer.parseInt(line.split(";", 2)[0].trim(), 16);
        } catch (NumberFormatException e) {
            throw new MalformedRequest("bad size of a chunk: " + line, e);
        }
    }

    private Map<String, List<String>> trailers() {
        Map<String, List<String>> trailers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                trailers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        List.of(line.substring(colon + 1).trim()));
            }
        }
        return trailers;
    }

    /** The next line without its end; empty at the end of everything. */
    private String line() {
        int start = position;
        while (position < framed.length && framed[position] != '\n') {
            position++;
        }
        String line = new String(framed, start, position - start, StandardCharsets.US_ASCII);
        position = Math.min(position + 1, framed.length);
        return line.stripTrailing();
    }
}
