package io.siteward.contract;

import static io.siteward.contract.Side.answer;
import static io.siteward.contract.Side.read;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyResponse;

/** Public keys and key groups. */
final class KeyBehaviours {
    private static final String PEM = pem();

    private KeyBehaviours() {}

    static List<Behaviour> all() {
        return List.of(
                Behaviour.of("a public key comes back as it was made", "docs ours true", side -> {
                            String id =
                                    key(side.cloudFront(), "docs").publicKey().id();
                            var config = side.cloudFront()
                                    .getPublicKey(get -> get.id(id))
                                    .publicKey()
                                    .publicKeyConfig();
                            return config.name() + " " + config.comment() + " "
                                    + config.encodedKey().equals(PEM);
                        })
                        .motoShows("docs  true", "moto forgets a public key's comment"),
                Behaviour.of("public keys are listed", "[docs]", side -> {
                    key(side.cloudFront(), "docs");
                    return side.cloudFront().listPublicKeys(list -> {}).publicKeyList().items().stream()
                            .map(summary -> summary.name())
                            .toList()
                            .toString();
                }),
                Behaviour.of("a public key is deleted", "404 NoSuchPublicKey", side -> {
                            CreatePublicKeyResponse made = key(side.cloudFront(), "docs");
                            String id = made.publicKey().id();
                            side.cloudFront()
                                    .deletePublicKey(delete -> delete.id(id).ifMatch(made.eTag()));
                            return read(() -> side.cloudFront().getPublicKey(get -> get.id(id)));
                        })
                        .motoShows("500 null", "moto fails where there is no such public key"),
                Behaviour.of("a public key's name is taken once", "409 PublicKeyAlreadyExists", side -> {
                            key(side.cloudFront(), "docs");
                            return answer(() -> key(side.cloudFront(), "docs"));
                        })
                        .motoShows("ok", "moto takes a name twice"),
                Behaviour.of("a public key of a group cannot go", "409 PublicKeyInUse", side -> {
                            CreatePublicKeyResponse made = key(side.cloudFront(), "docs");
                            group(side.cloudFront(), made.publicKey().id());
                            return answer(() -> side.cloudFront()
                                    .deletePublicKey(delete ->
                                            delete.id(made.publicKey().id()).ifMatch(made.eTag())));
                        })
                        .motoShows("ok", MotoGap.IN_USE),
                Behaviour.of("a key group comes back as it was made", "docs 1", side -> {
                    String key = key(side.cloudFront(), "docs").publicKey().id();
                    String id = group(side.cloudFront(), key).keyGroup().id();
                    var config = side.cloudFront()
                            .getKeyGroup(get -> get.id(id))
                            .keyGroup()
                            .keyGroupConfig();
                    return config.name() + " " + config.items().size();
                }),
                Behaviour.of("key groups are listed", "[docs]", side -> {
                    group(
                            side.cloudFront(),
                            key(side.cloudFront(), "docs").publicKey().id());
                    return side.cloudFront().listKeyGroups(list -> {}).keyGroupList().items().stream()
                            .map(summary -> summary.keyGroup().keyGroupConfig().name())
                            .toList()
                            .toString();
                }),
                Behaviour.of(
                                "a key group needs keys that exist",
                                "400 InvalidArgument",
                                side -> answer(() -> group(side.cloudFront(), "K0000000000000")))
                        .motoShows("ok", MotoGap.UNCHECKED));
    }

    private static CreatePublicKeyResponse key(CloudFrontClient cloudFront, String name) {
        return cloudFront.createPublicKey(create -> create.publicKeyConfig(
                key -> key.callerReference(name).name(name).comment("ours").encodedKey(PEM)));
    }

    private static CreateKeyGroupResponse group(CloudFrontClient cloudFront, String key) {
        return cloudFront.createKeyGroup(
                create -> create.keyGroupConfig(group -> group.name("docs").items(key)));
    }

    private static String pem() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPublic().getEncoded();
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
