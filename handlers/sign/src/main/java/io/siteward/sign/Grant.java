package io.siteward.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A policy with its signature: what a viewer shows CloudFront, as parameters of a URL or as cookies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html">signed
 *     cookies</a>
 */
public final class Grant {
    private final Map<String, String> parts;

    private Grant(Map<String, String> parts) {
        this.parts = parts;
    }

    /**
     * The policy with the signature of a key.
     *
     * @throws GeneralSecurityException when the key cannot sign
     */
    public static Grant sign(Policy policy, SigningKey key, HashAlgorithm hash) throws GeneralSecurityException {
        Map<String, String> parts = new LinkedHashMap<>();
        if (policy.isCanned()) {
            parts.put("Expires", Long.toString(policy.expires()));
        } else {
            parts.put("Policy", UrlSafeBase64.encode(policy.json().getBytes(StandardCharsets.UTF_8)));
        }
        parts.put("Signature", UrlSafeBase64.encode(key.sign(policy.json(), hash)));
        parts.put("Key-Pair-Id", key.keyPairId());
        // CloudFront takes SHA-1 where nothing is said, and knows no word for it.
        if (hash != HashAlgorithm.SHA1) {
            parts.put("Hash-Algorithm", hash.name());
        }
        return new Grant(parts);
    }

    /** The parameters of a URL, without what separates them from it. */
    public String query() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining("&"));
    }

    /** The URL with the parameters after its own. */
    public String appendedTo(String url) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + query();
    }

    /** The values of the cookies by their names. */
    public Map<String, String> cookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        parts.forEach((name, value) -> cookies.put("CloudFront-" + name, value));
        return cookies;
    }
}
