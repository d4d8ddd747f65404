package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.crd.v1alpha1.KeyAlgorithm;
import io.siteward.sandbox.aws.CallRecord;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Where private halves are kept, and what is done about it. */
class StoredKeysTest {
    private static final String FOLDER = "siteward/test-fleet/web/docs-key/";

    static Stream<Arguments> allKinds() {
        return Stream.of(KeyStorage.values())
                .flatMap(storage -> Stream.of(KeyAlgorithm.values()).map(each -> Arguments.of(storage, each)));
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void thePrivateHalfOfWhatIsPublishedIsStoredWithItsIdAndAlgorithm(KeyStorage storage, KeyAlgorithm algorithm)
            throws Exception {
        SigningKeyWorld world = new SigningKeyWorld("{region: eu-central-1, store: {%s: {}},".formatted(storage.member)
                + " source: {generated: {algorithm: " + algorithm + "}}}");
        world.look();

        JsonNode stored = new ObjectMapper().readTree(world.stored(storage).get("1"));
        String id = stored.path("keyPairId").asText();
        assertThat(stored.path("algorithm").asText()).isEqualTo(algorithm.name());
        assertThat(world.ring().members()).containsExactly(id);
        assertThat(world.stored(storage)).hasSize(2).containsEntry("current", "{\"generation\":1}");
        assertThat(verifies(algorithm, stored.path("privateKey").asText(), publicPem(world.cloud, id)))
                .isTrue();
    }

    private static String publicPem(KeyCloud cloud, String id) {
        return cloud.client(CloudFrontClient.class)
                .getPublicKey(get -> get.id(id))
                .publicKey()
                .publicKeyConfig()
                .encodedKey();
    }

    private static boolean verifies(KeyAlgorithm algorithm, String privateKey, String pem) throws Exception {
        KeyFactory keys = KeyFactory.getInstance(algorithm == KeyAlgorithm.RSA2048 ? "RSA" : "EC");
        String signature = algorithm == KeyAlgorithm.RSA2048 ? "SHA256withRSA" : "SHA256withECDSA";
        PrivateKey signing =
                keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
        Signature signer = Signature.getInstance(signature);
        signer.initSign(signing);
        signer.update(new byte[] {1, 2, 3});
        byte[] signed = signer.sign();
        String body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature verifier = Signature.getInstance(signature);
        verifier.initVerify(
                keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body))));
        verifier.update(new byte[] {1, 2, 3});
        return verifier.verify(signed);
    }

    /** Neither in a status nor in an Event, and no call of the operator asks for it. */
    @ParameterizedTest
    @EnumSource
    void thePrivateHalfIsNowhereElse(KeyStorage storage) throws Exception {
        SigningKeyWorld world = world(storage, "deletionPolicy: Delete");
        world.look();
        String privateKey = new ObjectMapper()
                .readTree(world.stored(storage).get("1"))
                .path("privateKey")
                .asText();
        world.cloud.aws.forgetCalls();
        world.annotate("siteward.io/rotate", "1");
        world.live(Duration.ofDays(8));
        world.delete();
        world.live(Duration.ofMinutes(5));

        assertThat(world.isGone()).isTrue();
        assertThat(world.writes.toString() + world.events)
                .hasSizeGreaterThan(1000)
                .doesNotContain(privateKey);
        assertThat(operations(world))
                .isNotEmpty()
                .doesNotContain("GetParameter", "GetParameters", "GetSecretValue", "BatchGetSecretValue");
    }

    @Test
    void underAKeyOfOnesOwnOnlyThatOneEncrypts() {
        KeyCloud cloud = new KeyCloud();
        String arn = cloud.kms.put(KeyCloud.ACCOUNT, KeyCloud.REGION, "keys");
        // The right to use one's own key is given by its owner: it is not in the operator's policy.
        cloud.liftOperatorsPolicy();
        for (KeyStorage storage : KeyStorage.values()) {
            String name = "key-" + storage.service;
            SigningKeyWorld world = new SigningKeyWorld(
                    cloud,
                    name,
                    "{region: eu-central-1, store: {%s: {kmsKeyArn: '%s'}}}".formatted(storage.member, arn));
            world.look();
            assertThat(world.condition("Ready").status()).isEqualTo("True");
            String folder = "siteward/test-fleet/web/" + name + "/1";
            String id = storage == KeyStorage.PARAMETER_STORE ? "/" + folder : folder;
            assertThat(cloud.resources.encryptionKey(storage.service, KeyCloud.ACCOUNT, KeyCloud.REGION, id))
                    .contains(arn);
        }
    }

    @Test
    void secretsBearTheirOwnersTags() {
        SigningKeyWorld world = world(KeyStorage.SECRETS_MANAGER, "");
        world.look();
        for (String name : Set.of("1", "current")) {
            assertThat(describe(world, name).tags())
                    .extracting(Tag::key, Tag::value)
                    .containsAll(world.identity().ownerTags().entrySet().stream()
                            .map(tag -> tuple(tag.getKey(), tag.getValue()))
                            .toList());
        }
    }

    /** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
    @Test
    void aSecretIsDeletedWithoutAWindowAndItsNumberIsNotUsedWhileItsNameIsTaken() {
        SigningKeyWorld world = world(KeyStorage.SECRETS_MANAGER, "deletionPolicy: Delete");
        world.look();
        world.delete();
        world.look();
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).isEmpty();
        world.look();
        world.apply("{region: eu-central-1, store: {secretsManager: {}}}");
        world.look();
        assertThat(world.condition("Synced").message()).contains("has not yet finished deleting the secret");

        world.live(KeyCloud.FORCED_DELETION.plusMinutes(1));
        assertThat(world.condition("Ready").status()).isEqualTo("True");
        assertThat(world.status().generations())
                .singleElement()
                .satisfies(only -> assertThat(only.number()).isEqualTo(2));
    }

    @Test
    void aPointerThatSomebodyDeletesIsRestored() {
        SigningKeyWorld world = world(KeyStorage.SECRETS_MANAGER, "");
        world.look();
        delete(world, "current");
        world.live(Duration.ofHours(2));
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).containsEntry("current", "{\"generation\":1}");
        assertThat(world.status().generations()).hasSize(1);
    }

    @Test
    void aPointerThatSomebodyWroteIsWrittenAgain() {
        SigningKeyWorld world = world(KeyStorage.SECRETS_MANAGER, "");
        world.look();
        world.cloud
                .client(SecretsManagerClient.class)
                .putSecretValue(put -> put.secretId(FOLDER + "current")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .secretString("{\"generation\":7}"));
        world.live(Duration.ofHours(2));
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).containsEntry("current", "{\"generation\":1}");
    }

    /** Its number and its name stay taken for a week. */
    @Test
    void aPrivateHalfThatSomebodyDeletesIsReplacedByAnotherPair() {
        SigningKeyWorld world = world(KeyStorage.SECRETS_MANAGER, "");
        world.look();
        delete(world, "1");
        world.live(Duration.ofDays(9));
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER))
                .containsOnlyKeys("current", "2")
                .containsEntry("current", "{\"generation\":2}");
        assertThat(world.ring().members()).hasSize(1);
    }

    /** A public half that somebody deletes in CloudFront leaves a private one, of which only its number is known. */
    @Test
    void aPrivateHalfWithoutItsPublicOneIsFoundAndRemoved() {
        SigningKeyWorld world = world(KeyStorage.SECRETS_MANAGER, "");
        world.look();
        world.annotate("siteward.io/rotate", "1");
        world.reaper.beforeNext("DeleteSecret");
        world.live(Duration.ofDays(9));
        assertThat(world.reaper.hasStruck()).isTrue();
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).containsOnlyKeys("current", "2");
    }

    /** While it was trusted others were revoked, so that its number is far below the pointer's. */
    @Test
    void aPrivateHalfWithoutItsPublicOneIsFoundThoughManyHaveComeSince() {
        SigningKeyWorld world = world(KeyStorage.SECRETS_MANAGER, "");
        world.look();
        world.annotate("siteward.io/rotate", "1");
        world.live(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            world.annotate("siteward.io/revoke", world.currentKey());
            world.live(Duration.ofHours(1));
        }
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).containsOnlyKeys("1", "7", "current");
        world.reaper.beforeNext("DeleteSecret");
        world.live(Duration.ofDays(9));
        assertThat(world.reaper.hasStruck()).isTrue();
        assertThat(world.stored(KeyStorage.SECRETS_MANAGER)).containsOnlyKeys("7", "current");
    }

    @ParameterizedTest
    @EnumSource
    void anotherKmsKeyIsUsedFromTheNextRotationOn(KeyStorage storage) {
        SigningKeyWorld world = world(storage, "");
        String arn = world.cloud.kms.put(KeyCloud.ACCOUNT, KeyCloud.REGION, "keys");
        world.cloud.liftOperatorsPolicy();
        world.look();
        world.apply("{region: eu-central-1, store: {%s: {kmsKeyArn: '%s'}}}".formatted(storage.member, arn));
        world.live(Duration.ofHours(2));
        assertThat(world.ring().highest()).isEqualTo(1);
        world.annotate("siteward.io/rotate", "1");
        world.live(Duration.ofHours(2));
        String second = storage == KeyStorage.PARAMETER_STORE ? "/" + FOLDER + "2" : FOLDER + "2";
        assertThat(world.cloud.resources.encryptionKey(storage.service, KeyCloud.ACCOUNT, KeyCloud.REGION, second))
                .contains(arn);
    }

    @Test
    void parametersBearTheirOwnersTagsButThePointer() {
        SigningKeyWorld world = world(KeyStorage.PARAMETER_STORE, "");
        world.look();
        Map<String, String> tags = world
                .cloud
                .client(SsmClient.class)
                .listTagsForResource(list -> list.resourceType("Parameter").resourceId("/" + FOLDER + "1"))
                .tagList()
                .stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
        assertThat(tags).containsAllEntriesOf(world.identity().ownerTags());
    }

    private static SigningKeyWorld world(KeyStorage storage, String more) {
        return new SigningKeyWorld("{region: eu-central-1, store: {%s: {}}%s}"
                .formatted(storage.member, more.isEmpty() ? "" : ", " + more));
    }

    private static void delete(SigningKeyWorld world, String name) {
        world.cloud.client(SecretsManagerClient.class).deleteSecret(delete -> delete.secretId(FOLDER + name));
    }

    private static DescribeSecretResponse describe(SigningKeyWorld world, String name) {
        return world.cloud.client(SecretsManagerClient.class).describeSecret(get -> get.secretId(FOLDER + name));
    }

    private static Set<String> operations(SigningKeyWorld world) {
        return world.cloud.aws.calls().stream().map(CallRecord::operation).collect(Collectors.toSet());
    }
}
