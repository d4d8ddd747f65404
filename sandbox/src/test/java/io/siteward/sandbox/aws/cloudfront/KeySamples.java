package io.siteward.sandbox.aws.cloudfront;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;

/** Key pairs, and what CloudFront is told of them. */
public final class KeySamples {
    private KeySamples() {}

    public static KeyPair p256() {
        return generate("EC", new ECGenParameterSpec("secp256r1"));
    }

    public static KeyPair rsa(int bits) {
        return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static PublicKeyConfig.Builder publicKey(String name, PublicKey key) {
        return PublicKeyConfig.builder().callerReference(name).name(name).encodedKey(pem(key));
    }

    /** Answers the key's id. */
    public static String create(CloudFrontClient client, String name, PublicKey key) {
        return client.createPublicKey(
                        request -> request.publicKeyConfig(publicKey(name, key).build()))
                .publicKey()
                .id();
    }

    static String create(CloudFrontClient client, String name) {
        return create(client, name, p256().getPublic());
    }

    static KeyGroupConfig keyGroup(String name, String... keys) {
        return KeyGroupConfig.builder().name(name).items(keys).build();
    }

    /** Answers the group's id. */
    public static String createGroup(CloudFrontClient client, String name, String... keys) {
        return client.createKeyGroup(request -> request.keyGroupConfig(keyGroup(name, keys)))
                .keyGroup()
                .id();
    }

    /** Reads the group and gives it other keys. */
    public static void setKeys(CloudFrontClient client, String group, List<String> keys) {
        var read = client.getKeyGroupConfig(request -> request.id(group));
        client.updateKeyGroup(request -> request.id(group)
                .ifMatch(read.eTag())
                .keyGroupConfig(read.keyGroupConfig().toBuilder().items(keys).build()));
    }
}
