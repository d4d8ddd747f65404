package io.siteward.sign;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A private key, with the id under which CloudFront has its public half. */
public final class SigningKey {
    private static final Pattern KEY_PAIR_ID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final int RSA_BITS = 2048;

    /** The order of P-256: no other curve has it. */
    private static final BigInteger P256 =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final String keyPairId;
    private final KeyAlgorithm algorithm;
    private final PrivateKey privateKey;
    private final @Nullable Provider provider;

    private SigningKey(String keyPairId, KeyAlgorithm algorithm, PrivateKey privateKey, @Nullable Provider provider) {
        this.keyPairId = keyPairId;
        this.algorithm = algorithm;
        this.privateKey = privateKey;
        this.provider = provider;
    }

    /**
     * A key from its stored form.
     *
     * @param pkcs8 the private key as DER
     * @param provider who signs; none: what the JDK has. A key is loaded by the provider that signs with it, as another's
     *     would be converted for each signature.
     * @throws GeneralSecurityException when the bytes are not a key of that algorithm
     */
    public static SigningKey of(String keyPairId, KeyAlgorithm algorithm, byte[] pkcs8, @Nullable Provider provider)
            throws GeneralSecurityException {
        if (!KEY_PAIR_ID.matcher(keyPairId).matches()) {
            throw new GeneralSecurityException("The key's id is not one of CloudFront's.");
        }
        KeyFactory factory = provider == null
                ? KeyFactory.getInstance(algorithm.keyFactory())
                : KeyFactory.getInstance(algorithm.keyFactory(), provider);
        PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        if (!isOf(algorithm, key)) {
            throw new GeneralSecurityException("The key is not one of " + algorithm + ".");
        }
        return new SigningKey(keyPairId, algorithm, key, provider);
    }

    private static boolean isOf(KeyAlgorithm algorithm, PrivateKey key) {
        return switch (algorithm) {
            case RSA2048 -> key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() == RSA_BITS;
            case ECDSAP256 ->
                key instanceof ECPrivateKey ec && ec.getParams().getOrder().equals(P256);
        };
    }

    /** Under which CloudFront has the public half. */
    public String keyPairId() {
        return keyPairId;
    }

    /**
     * A signature over a text in UTF-8.
     *
     * @throws GeneralSecurityException when the provider cannot
     */
    byte[] sign(String text, HashAlgorithm hash) throws GeneralSecurityException {
        String name = algorithm.signature(hash);
        Signature signature = provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        signature.initSign(privateKey);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }
}
