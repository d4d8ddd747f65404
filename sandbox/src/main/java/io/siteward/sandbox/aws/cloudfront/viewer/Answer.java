package io.siteward.sandbox.aws.cloudfront.viewer;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A response on its way from the origin to the viewer.
 *
 * @param headers by lower-case name
 */
public record Answer(int status, Map<String, String> headers, SdkBytes body) {
    private static final int FIRST_ERROR = 400;

    public Answer {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    static Answer text(int status, String message) {
        return new Answer(status, Map.of("content-type", "text/html"), SdkBytes.fromUtf8String(message + "\n"));
    }

    boolean isError() {
        return status >= FIRST_ERROR;
    }

    Answer withStatus(int value) {
        return new Answer(value, headers, body);
    }

    Answer withHeaders(Map<String, String> value) {
        return new Answer(status, value, body);
    }

    Answer withHeader(String name, String value) {
        Map<String, String> added = new TreeMap<>(headers);
        added.put(name, value);
        return withHeaders(added);
    }
}
