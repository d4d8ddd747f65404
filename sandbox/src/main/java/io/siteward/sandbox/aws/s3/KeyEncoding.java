package io.siteward.sandbox.aws.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncodingType;

/** How keys stand in a list: plain, or escaped where the caller fears characters that XML cannot carry. */
enum KeyEncoding {
    PLAIN,
    URL;

    static KeyEncoding of(@Nullable EncodingType asked) {
        return asked == EncodingType.URL ? URL : PLAIN;
    }

    @Nullable String encode(@Nullable String key) {
        if (key == null || this == PLAIN) {
            return key;
        }
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
