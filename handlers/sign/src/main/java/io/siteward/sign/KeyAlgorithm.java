package io.siteward.sign;

/** The kinds of key that CloudFront verifies with. */
public enum KeyAlgorithm {
    /** RSA with 2048 bits, PKCS #1 v1.5. */
    RSA2048("RSA", "RSA"),
    /** ECDSA on P-256; the signature is DER. */
    ECDSAP256("EC", "ECDSA");

    private final String keyFactory;
    private final String signature;

    KeyAlgorithm(String keyFactory, String signature) {
        this.keyFactory = keyFactory;
        this.signature = signature;
    }

    /** The JCA's name of the keys. */
    String keyFactory() {
        return keyFactory;
    }

    /** The JCA's name of the signatures. */
    String signature(HashAlgorithm hash) {
        return hash.name() + "with" + signature;
    }
}
