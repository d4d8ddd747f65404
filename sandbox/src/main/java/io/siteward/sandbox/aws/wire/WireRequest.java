package io.siteward.sandbox.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A request as it came.
 *
 * @param rawPath still percent-encoded
 * @param rawQuery still percent-encoded, without the question mark; empty when there is none
 * @param headers by lower-case name
 */
record WireRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers, SdkBytes body) {

    Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    /** The host that was asked for, in lower case and without the port. */
    String host() {
        return header("host").orElse("").toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    }

    Map<String, List<String>> query() {
        return parameters(rawQuery);
    }

    WireRequest withPath(String path) {
        return new WireRequest(method, path, rawQuery, headers, body);
    }

    /** Decodes the form of both a query and an urlencoded body: names and values, in their order. */
    static Map<String, List<String>> parameters(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequest("bad percent-encoding in the query: " + text, e);
        }
    }
}
