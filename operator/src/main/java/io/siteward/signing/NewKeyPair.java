package io.siteward.signing;

import io.siteward.crd.v1alpha1.KeyAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;

/**
 * A key pair that was just made. It lives as long as it takes to publish the one half and to store the other, and its
 * private half is in no text but the one that is stored.
 */
final class NewKeyPair {
    private static final int PEM_LINE = 64;

    private final KeyAlgorithm algorithm;
    private final KeyPair pair;

    private NewKeyPair(KeyAlgorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
    }

    static NewKeyPair make(KeyAlgorithm algorithm, SecureRandom random) {
        AlgorithmParameterSpec parameters = switch (algorithm) {
            case RSA2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
            case ECDSAP256 -> new ECGenParameterSpec("secp256r1");
        };
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm == KeyAlgorithm.RSA2048 ? "RSA" : "EC");
            generator.initialize(parameters, random);
            return new NewKeyPair(algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA 2048 and P-256", e);
        }
    }

    /** The public half, as CloudFront takes it. */
    String publicPem() {
        Base64.Encoder encoder = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        return "-----BEGIN PUBLIC KEY-----\n"
                + encoder.encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** What signers read: all that they need, in one text, so that they never see halves of two pairs. */
    String stored(String publicKeyId) {
        return "{\"keyPairId\":\"%s\",\"algorithm\":\"%s\",\"privateKey\":\"%s\"}"
                .formatted(
                        publicKeyId,
                        algorithm,
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }
}
