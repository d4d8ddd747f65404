package io.siteward.sandbox.aws.cloudfront.viewer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;

/**
 * Signs as CloudFront's documentation says.
 *
 * @param hash {@code SHA1} or {@code SHA256}
 */
record TestSigner(String keyPairId, KeyPair keys, String hash) {

    /** The URL with a canned policy for itself. */
    String canned(String url, long expires) {
        return joined(url) + "Expires=" + expires + "&" + rest(cannedPolicy(url, expires));
    }

    /** The URL with this policy. */
    String custom(String url, String policy) {
        return joined(url) + "Policy=" + encode(policy.getBytes(StandardCharsets.UTF_8)) + "&" + rest(policy);
    }

    /** The value of the header {@code Cookie}. */
    String cannedCookies(String url, long expires) {
        return "CloudFront-Expires=" + expires + "; " + cookies(cannedPolicy(url, expires));
    }

    /** The value of the header {@code Cookie}. */
    String customCookies(String policy) {
        return "CloudFront-Policy=" + encode(policy.getBytes(StandardCharsets.UTF_8)) + "; " + cookies(policy);
    }

    private static String cannedPolicy(String url, long expires) {
        return "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires + "}}}]}";
    }

    private static String joined(String url) {
        return url + (url.contains("?") ? "&" : "?");
    }

    private String rest(String policy) {
        String algorithm = hash.equals("SHA1") ? "" : "&Hash-Algorithm=" + hash;
        return "Signature=" + signature(policy) + "&Key-Pair-Id=" + keyPairId + algorithm;
    }

    private String cookies(String policy) {
        String algorithm = hash.equals("SHA1") ? "" : "; CloudFront-Hash-Algorithm=" + hash;
        return "CloudFront-Signature=" + signature(policy) + "; CloudFront-Key-Pair-Id=" + keyPairId + algorithm;
    }

    private String signature(String policy) {
        try {
            Signature signer = Signature.getInstance(
                    hash + "with" + (keys.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
            signer.initSign(keys.getPrivate());
            signer.update(policy.getBytes(StandardCharsets.UTF_8));
            return encode(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');
    }
}
