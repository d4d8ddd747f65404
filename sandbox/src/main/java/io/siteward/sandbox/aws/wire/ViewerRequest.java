package io.siteward.sandbox.aws.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a browser asks of a distribution.
 *
 * @param distributionId in capitals, as AWS spells it, however the browser wrote the host name
 * @param rawPath as sent, still percent-encoded, beginning with a slash
 * @param rawQuery as sent, without the question mark; empty when there is none
 * @param headers by lower-case name
 */
public record ViewerRequest(
        String method,
        String distributionId,
        String rawPath,
        Optional<String> rawQuery,
        Map<String, List<String>> headers,
        SdkBytes body) {

    /** The header's first value. */
    public Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }
}
