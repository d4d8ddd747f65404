package io.siteward.sandbox.aws.cloudfront.viewer;

import io.siteward.sandbox.aws.wire.ViewerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a viewer asks for, as it goes through CloudFront; a function may change it on the way.
 *
 * @param uri still percent-encoded, without the query
 * @param query without the question mark; may be empty
 * @param headers by lower-case name
 */
record ViewerSide(String method, String uri, String query, Map<String, String> headers) {

    static ViewerSide of(ViewerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new ViewerSide(
                request.method(), request.rawPath(), request.rawQuery().orElse(""), headers);
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** The port stands for HTTPS; this header, as load balancers set it, shows what happens without. */
    boolean isSecure() {
        return !header("x-forwarded-proto").orElse("https").equals("http");
    }

    /** This machine's, unless a header ends with another as load balancers write it. */
    String ip() {
        return header("x-forwarded-for")
                .map(all -> all.substring(all.lastIndexOf(',') + 1).strip())
                .orElse("127.0.0.1");
    }

    /** What functions and origins see of a signed request. */
    ViewerSide withoutSignature() {
        return new ViewerSide(method, uri, SignatureParameters.without(query), headers);
    }

    ViewerSide withUri(String value) {
        return new ViewerSide(method, value, query, headers);
    }

    ViewerSide get(String otherUri) {
        return new ViewerSide("GET", otherUri, "", headers);
    }
}
