package io.siteward.sandbox.aws.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** An answer as it is sent. */
record WireResponse(int status, Map<String, List<String>> headers, SdkBytes body) {
    static final SdkBytes NOTHING = SdkBytes.fromByteArray(new byte[0]);

    static WireResponse of(int status, String contentType, String body) {
        return new WireResponse(status, Map.of("Content-Type", List.of(contentType)), SdkBytes.fromUtf8String(body));
    }

    WireResponse withHeader(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.of(value));
        return new WireResponse(status, more, body);
    }
}
