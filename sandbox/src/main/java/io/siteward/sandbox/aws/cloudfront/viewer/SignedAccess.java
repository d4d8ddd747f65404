package io.siteward.sandbox.aws.cloudfront.viewer;

import io.siteward.sandbox.aws.cloudfront.ServedDistribution;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Who may read where a behaviour trusts key groups: he whose URL or cookies are signed by a key of theirs.
 *
 * @param keyGroups the ids of the groups
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html">Use
 *     signed URLs</a>
 * @see <a href="https://repost.aws/knowledge-center/cloudfront-troubleshoot-signed-url-cookies">The errors</a>
 */
record SignedAccess(ServedDistribution distribution, List<String> keyGroups) {
    private static final String IN_MEMORY_HOST = ".cloudfront.localhost";

    /** Why a request is turned away. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final String code;
        private final String text;

        Refused(String code, String text) {
            super(text);
            this.code = code;
            this.text = text;
        }
    }

    /** What CloudFront answers instead of the object; empty for those who may read. */
    Optional<Answer> refusal(ViewerSide viewer) {
        try {
            check(SignatureParameters.of(viewer), viewer);
            return Optional.empty();
        } catch (Refused e) {
            String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + e.code + "</Code><Message>"
                    + e.text + "</Message></Error>";
            return Optional.of(new Answer(403, Map.of("content-type", "text/xml"), SdkBytes.fromUtf8String(body)));
        }
    }

    private void check(SignatureParameters parameters, ViewerSide viewer) throws Refused {
        String keyPairId = parameters
                .keyPairId()
                .orElseThrow(() -> new Refused("MissingKey", "Missing Key-Pair-Id query parameter or cookie value"));
        PublicKey key = key(keyPairId).orElseThrow(() -> new Refused("InvalidKey", "Unknown Key"));
        SdkBytes signature = parameters
                .signature()
                .flatMap(SignedAccess::decode)
                .orElseThrow(() -> new Refused("MalformedSignature", "Could not unencode Signature"));
        String hash = parameters.hashAlgorithm().orElse("SHA1");
        for (String url : urls(viewer)) {
            AccessPolicy policy = policy(parameters, url);
            if (policy.allows(url, distribution.at(), viewer.ip()) && verifies(key, hash, policy.signed(), signature)) {
                return;
            }
        }
        throw new Refused("AccessDenied", "Access denied");
    }

    private Optional<PublicKey> key(String id) {
        return keyGroups.stream()
                .map(group -> distribution.trustedKeys().getOrDefault(group, Map.of()))
                .flatMap(keys -> Stream.ofNullable(keys.get(id)))
                .findFirst();
    }

    private static AccessPolicy policy(SignatureParameters parameters, String url) throws Refused {
        try {
            if (parameters.policy().isPresent()) {
                return AccessPolicy.custom(parameters
                        .policy()
                        .flatMap(SignedAccess::decode)
                        .orElseThrow(() -> new AccessPolicy.Malformed("not in base64")));
            }
            return AccessPolicy.canned(url, parameters.expires().orElse(""));
        } catch (AccessPolicy.Malformed e) {
            throw new Refused("MalformedPolicy", "Malformed Policy");
        }
    }

    /**
     * What the viewer may have been given to open. The host of the in-memory CloudFront stands for the distribution's
     * own names too, as its port stands for HTTPS.
     */
    private List<String> urls(ViewerSide viewer) {
        String query = SignatureParameters.without(viewer.query());
        String rest = viewer.uri() + (query.isEmpty() ? "" : "?" + query);
        String scheme = viewer.isSecure() ? "https://" : "http://";
        String host = viewer.header("host").orElse("");
        if (!host.replaceFirst(":[0-9]+$", "").endsWith(IN_MEMORY_HOST)) {
            return List.of(scheme + host + rest);
        }
        return Stream.concat(
                        Stream.of("http://" + host),
                        distribution.domainNames().stream().map(scheme::concat))
                .map(origin -> origin + rest)
                .toList();
    }

    private static Optional<SdkBytes> decode(String text) {
        String base64 = text.replace('-', '+').replace('_', '=').replace('~', '/');
        try {
            return Optional.of(SdkBytes.fromByteArray(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A signature that is none of the key's kind, and a hash that CloudFront does not know, verify nothing. */
    private static boolean verifies(PublicKey key, String hash, SdkBytes signed, SdkBytes signature) {
        if (!hash.equals("SHA1") && !hash.equals("SHA256")) {
            return false;
        }
        try {
            Signature verifier =
                    Signature.getInstance(hash + "with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
            verifier.initVerify(key);
            verifier.update(signed.asByteArrayUnsafe());
            return verifier.verify(signature.asByteArrayUnsafe());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
