package io.siteward.sign;

import java.util.Base64;

/**
 * Base64 as CloudFront wants it in URLs and cookies. It is not the URL-safe alphabet of RFC 4648: {@code +} becomes {@code
 * -}, {@code =} becomes {@code _} and {@code /} becomes {@code ~}.
 */
final class UrlSafeBase64 {
    private UrlSafeBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');
    }
}
