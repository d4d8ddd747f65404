package io.siteward.site;

import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** Signing keys beside a site: their halves in CloudFront, their manifests, and somebody who signs with them. */
final class SiteKeys {
    private final SiteWorld world;
    private final CloudFrontClient cloudFront;
    private final Map<String, KeyPair> pairs = new HashMap<>();
    private final Map<String, String> publicKeys = new HashMap<>();

    SiteKeys(SiteWorld world) {
        this.world = world;
        this.cloudFront = world.console(CloudFrontClient.class);
    }

    /** A signing key as it is once its operator has made it; returns the id of its key group. */
    String make(String name) {
        String group = makeGroup(name, name);
        announce(name, group);
        return group;
    }

    /** The public half in a group of its own. */
    String makeGroup(String name, String groupName) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            pairs.put(name, pair);
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(pair.getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            String id = cloudFront
                    .createPublicKey(create -> create.publicKeyConfig(
                            config -> config.callerReference(name).name(name).encodedKey(pem)))
                    .publicKey()
                    .id();
            publicKeys.put(name, id);
            return cloudFront
                    .createKeyGroup(create -> create.keyGroupConfig(
                            config -> config.name(groupName).items(id)))
                    .keyGroup()
                    .id();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its manifest, as it is before its operator has looked at it. */
    SigningKey apply(String name) {
        SigningKey key = new SigningKey();
        key.getMetadata().setName(name);
        key.getMetadata().setNamespace("web");
        world.keys.put(name, key);
        return key;
    }

    /** Its manifest, once its operator has said which group trusts it. */
    void announce(String name, String group) {
        apply(name)
                .setStatus(SigningKeyStatus.empty()
                        .in("test-fleet", SiteWorld.ACCOUNT)
                        .seeing(group, null, null, List.of()));
    }

    /** The query that opens a URL for an hour. */
    String signature(String name, String url) {
        long expires = world.clock.instant().getEpochSecond() + 3600;
        String policy = "{\"Statement\":[{\"Resource\":\"" + url
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + expires + "}}}]}";
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(Objects.requireNonNull(pairs.get(name)).getPrivate());
            signer.update(policy.getBytes(StandardCharsets.UTF_8));
            String signature = Base64.getEncoder()
                    .encodeToString(signer.sign())
                    .replace('+', '-')
                    .replace('=', '_')
                    .replace('/', '~');
            return "Expires=" + expires + "&Signature=" + signature + "&Key-Pair-Id=" + publicKeys.get(name)
                    + "&Hash-Algorithm=SHA256";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
