package io.siteward.crash;

import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/** A signing key that somebody else keeps: its public half, the group that trusts it, and its manifest. */
final class IssuedKey {
    private static final String PEM = pem();

    private IssuedKey() {}

    /** One that has its group. */
    static Flow.Deed named(String name) {
        return world -> {
            String id = world.cloudFront()
                    .createPublicKey(create -> create.publicKeyConfig(
                            config -> config.callerReference(name).name(name).encodedKey(PEM)))
                    .publicKey()
                    .id();
            String group = world.cloudFront()
                    .createKeyGroup(create ->
                            create.keyGroupConfig(config -> config.name(name).items(id)))
                    .keyGroup()
                    .id();
            SigningKey key = new SigningKey();
            key.getMetadata().setName(name);
            key.setStatus(SigningKeyStatus.empty().in("test-fleet", World.OURS).seeing(group, null, null, List.of()));
            world.cluster.keys.put(name, key);
        };
    }

    private static String pem() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(
                                    generator.generateKeyPair().getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
