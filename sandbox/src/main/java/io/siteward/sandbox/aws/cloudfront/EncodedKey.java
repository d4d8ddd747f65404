package io.siteward.sandbox.aws.cloudfront;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key as CloudFront takes it: the PEM of a SubjectPublicKeyInfo with an RSA key of 2048 bits or a point of P-256.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *     signers</a>
 */
final class EncodedKey {
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----\\s*([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final int RSA_BITS = 2048;

    private EncodedKey() {}

    /** The key; empty when the text is no such key. */
    static Optional<PublicKey> parse(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
        return key("RSA", der).or(() -> key("EC", der)).filter(EncodedKey::isTaken);
    }

    private static Optional<PublicKey> key(String algorithm, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            // It is a key of another algorithm, or none.
            return Optional.empty();
        }
    }

    private static boolean isTaken(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                ? rsa.getModulus().bitLength() == RSA_BITS
                : key instanceof ECPublicKey point
                        && point.getParams().getCurve().equals(p256().getCurve());
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK does not know P-256", e);
        }
    }
}
