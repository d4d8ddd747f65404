package io.siteward.sandbox.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.NoSuchPublicKeyException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyInUseException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;

/** Public keys and the groups they are in. */
class KeysTest {
    private final CloudFrontOnTheWire wire = new CloudFrontOnTheWire();
    private final CloudFrontClient client = wire.client;

    @AfterEach
    void close() {
        wire.close();
    }

    /** https://github.com/hashicorp/terraform-provider-aws/issues/40295 */
    @Test
    void answersThePublicKeyWithALineBreakAtItsEnd() {
        String pem = KeySamples.pem(KeySamples.rsa(2048).getPublic());
        String id = client.createPublicKey(request -> request.publicKeyConfig(
                        key -> key.callerReference("one").name("one").encodedKey(pem.strip())))
                .publicKey()
                .id();

        assertThat(id).matches("K[A-Z0-9]{13}");
        assertThat(config(id).encodedKey()).isEqualTo(pem);
    }

    @Test
    void changesNothingOfAPublicKeyButItsComment() {
        String id = KeySamples.create(client, "one");
        wire.clock.advance(Duration.ofDays(1));

        updateKey(wire, id, key -> key.comment("retiring"));

        assertThat(config(id).comment()).isEqualTo("retiring");
        assertThat(listedKeys()).singleElement().satisfies(summary -> {
            assertThat(summary.comment()).isEqualTo("retiring");
            assertThat(summary.createdTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        });
    }

    @Test
    void keepsTheCallerReferenceOfADeletedPublicKeyUnlessToldOtherwise() {
        PublicKey key = KeySamples.p256().getPublic();
        deleteKey(wire, KeySamples.create(client, "one", key));
        assertThatThrownBy(() -> KeySamples.create(client, "one", key))
                .isInstanceOf(PublicKeyAlreadyExistsException.class);

        wire.service.change(settings -> settings.withCallerReferencesStay(false));
        deleteKey(wire, KeySamples.create(client, "two", key));
        assertThatCode(() -> KeySamples.create(client, "two", key)).doesNotThrowAnyException();
    }

    @Test
    void letsAPublicKeyGoWhenNoGroupHoldsItAnyMore() {
        String leaving = KeySamples.create(client, "one");
        String group = KeySamples.createGroup(client, "group", leaving, KeySamples.create(client, "two"));
        assertThatThrownBy(() -> deleteKey(wire, leaving)).isInstanceOf(PublicKeyInUseException.class);

        KeySamples.setKeys(client, group, List.of(KeySamples.create(client, "three")));
        deleteKey(wire, leaving);

        assertThatThrownBy(() -> config(leaving)).isInstanceOf(NoSuchPublicKeyException.class);
    }

    @Test
    void listsKeysAndGroupsPageByPage() {
        List<String> keys = IntStream.range(0, 3)
                .mapToObj(n -> KeySamples.create(client, "key-" + n))
                .toList();
        List<String> groups = keys.stream()
                .map(key -> KeySamples.createGroup(client, "of-" + key, key))
                .toList();

        var first = client.listPublicKeys(request -> request.maxItems("2")).publicKeyList();
        var second = client.listPublicKeys(request -> request.marker(first.nextMarker()))
                .publicKeyList();
        assertThat(Stream.concat(first.items().stream(), second.items().stream()))
                .extracting(PublicKeySummary::id)
                .containsExactlyElementsOf(keys);
        assertThat(second.nextMarker()).isNull();

        var firstGroups = client.listKeyGroups(request -> request.maxItems("2")).keyGroupList();
        var secondGroups = client.listKeyGroups(request -> request.marker(firstGroups.nextMarker()))
                .keyGroupList();
        assertThat(Stream.concat(firstGroups.items().stream(), secondGroups.items().stream()))
                .extracting(summary -> summary.keyGroup().id())
                .containsExactlyElementsOf(groups);
    }

    @Test
    void hasGroupsOfItsOwnInEachAccount() {
        String group = KeySamples.createGroup(client, "group", KeySamples.create(client, "one"));

        assertThat(client.getKeyGroup(request -> request.id(group))
                        .keyGroup()
                        .keyGroupConfig()
                        .name())
                .isEqualTo("group");
        assertThat(wire.otherClient.listKeyGroups(request -> {}).keyGroupList().quantity())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource({"publicKeys", "keyGroups"})
    void refuses(Refused refused) {
        refused.check(wire);
    }

    static Stream<Refused> publicKeys() {
        return Stream.of(
                encoded("a shorter RSA key", KeySamples.pem(KeySamples.rsa(1024).getPublic())),
                encoded(
                        "another curve",
                        KeySamples.pem(KeySamples.generate("EC", new ECGenParameterSpec("secp384r1"))
                                .getPublic())),
                encoded("no PEM", "not a key"),
                encoded("a PEM of something else", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
                Refused.by(
                        "PublicKeyConfig",
                        400,
                        "InvalidArgument",
                        "a comment over 128 characters",
                        w -> createKey(w, key -> key.comment("c".repeat(129)))),
                Refused.by("CreatePublicKey", 409, "PublicKeyAlreadyExists", "same name", w -> {
                    KeySamples.create(w.client, "one");
                    createKey(w, key -> key.callerReference("another").name("one"));
                }),
                Refused.by("CreatePublicKey", 409, "PublicKeyAlreadyExists", "same CallerReference", w -> {
                    KeySamples.create(w.client, "one");
                    createKey(w, key -> key.callerReference("one").name("another"));
                }),
                Refused.by(
                        "CreatePublicKey",
                        400,
                        "TooManyPublicKeys",
                        "an eleventh",
                        w -> IntStream.range(0, 11).forEach(n -> KeySamples.create(w.client, "key-" + n))),
                Refused.by(
                        "GetPublicKey",
                        404,
                        "NoSuchPublicKey",
                        "unknown",
                        w -> w.client.getPublicKey(request -> request.id("K0000000000000"))),
                immutable(
                        "another key",
                        key -> key.encodedKey(KeySamples.pem(KeySamples.p256().getPublic()))),
                immutable("another name", key -> key.name("another")),
                immutable("another CallerReference", key -> key.callerReference("another")),
                Refused.by("UpdatePublicKey", 412, "PreconditionFailed", "stale ETag", w -> {
                    String id = KeySamples.create(w.client, "one");
                    var read = w.client.getPublicKeyConfig(request -> request.id(id));
                    w.client.updatePublicKey(request ->
                            request.id(id).ifMatch("E0000000000000").publicKeyConfig(read.publicKeyConfig()));
                }),
                Refused.by("DeletePublicKey", 400, "InvalidIfMatchVersion", "without If-Match", w -> {
                    String id = KeySamples.create(w.client, "one");
                    w.client.deletePublicKey(request -> request.id(id));
                }),
                Refused.by("DeletePublicKey", 409, "PublicKeyInUse", "in a group", w -> {
                    String id = KeySamples.create(w.client, "one");
                    KeySamples.createGroup(w.client, "group", id);
                    deleteKey(w, id);
                }));
    }

    static Stream<Refused> keyGroups() {
        return Stream.of(
                Refused.by("CreateKeyGroup", 409, "KeyGroupAlreadyExists", "same name", w -> {
                    String key = KeySamples.create(w.client, "one");
                    KeySamples.createGroup(w.client, "group", key);
                    KeySamples.createGroup(w.client, "group", key);
                }),
                Refused.by("UpdateKeyGroup", 409, "KeyGroupAlreadyExists", "another's name", w -> {
                    String key = KeySamples.create(w.client, "one");
                    KeySamples.createGroup(w.client, "group", key);
                    String id = KeySamples.createGroup(w.client, "another", key);
                    String etag =
                            w.client.getKeyGroup(request -> request.id(id)).eTag();
                    w.client.updateKeyGroup(
                            request -> request.id(id).ifMatch(etag).keyGroupConfig(KeySamples.keyGroup("group", key)));
                }),
                Refused.by("CreateKeyGroup", 400, "TooManyKeyGroups", "an eleventh", w -> {
                    String key = KeySamples.create(w.client, "one");
                    IntStream.range(0, 11).forEach(n -> KeySamples.createGroup(w.client, "group-" + n, key));
                }),
                Refused.by(
                        "CreateKeyGroup",
                        400,
                        "TooManyPublicKeysInKeyGroup",
                        "six keys",
                        w -> KeySamples.createGroup(
                                w.client,
                                "group",
                                IntStream.range(0, 6)
                                        .mapToObj(n -> KeySamples.create(w.client, "key-" + n))
                                        .toArray(String[]::new))),
                Refused.by(
                        "CreateKeyGroup",
                        400,
                        "InvalidArgument",
                        "no key",
                        w -> KeySamples.createGroup(w.client, "group")),
                Refused.by(
                        "CreateKeyGroup",
                        400,
                        "InvalidArgument",
                        "an unknown key",
                        w -> KeySamples.createGroup(w.client, "group", "K0000000000000")),
                Refused.by("CreateKeyGroup", 400, "InvalidArgument", "a key twice", w -> {
                    String key = KeySamples.create(w.client, "one");
                    KeySamples.createGroup(w.client, "group", key, key);
                }),
                Refused.by(
                        "GetKeyGroup",
                        404,
                        "NoSuchResource",
                        "unknown",
                        w -> w.client.getKeyGroup(request -> request.id("00000000-0000-0000-0000-000000000000"))),
                Refused.by(
                        "UpdateKeyGroup",
                        404,
                        "NoSuchResource",
                        "unknown",
                        w -> w.client.updateKeyGroup(request ->
                                request.id("none").ifMatch("E1").keyGroupConfig(KeySamples.keyGroup("group", "K1")))),
                Refused.by("UpdateKeyGroup", 412, "PreconditionFailed", "stale ETag", w -> {
                    String key = KeySamples.create(w.client, "one");
                    String id = KeySamples.createGroup(w.client, "group", key);
                    w.client.updateKeyGroup(request ->
                            request.id(id).ifMatch("E0000000000000").keyGroupConfig(KeySamples.keyGroup("group", key)));
                }),
                Refused.by("DeleteKeyGroup", 400, "InvalidIfMatchVersion", "without If-Match", w -> {
                    String id = KeySamples.createGroup(w.client, "group", KeySamples.create(w.client, "one"));
                    w.client.deleteKeyGroup(request -> request.id(id));
                }));
    }

    private static Refused encoded(String what, String pem) {
        return Refused.by(
                "PublicKeyConfig", 400, "InvalidArgument", what, w -> createKey(w, key -> key.encodedKey(pem)));
    }

    private static Refused immutable(String what, Consumer<PublicKeyConfig.Builder> change) {
        return Refused.by(
                "UpdatePublicKey",
                400,
                "CannotChangeImmutablePublicKeyFields",
                what,
                w -> updateKey(w, KeySamples.create(w.client, "one"), change));
    }

    private static void createKey(CloudFrontOnTheWire wire, Consumer<PublicKeyConfig.Builder> change) {
        wire.client.createPublicKey(request -> request.publicKeyConfig(
                KeySamples.publicKey("a-key", KeySamples.p256().getPublic())
                        .applyMutation(change)
                        .build()));
    }

    private static void updateKey(CloudFrontOnTheWire wire, String id, Consumer<PublicKeyConfig.Builder> change) {
        var read = wire.client.getPublicKeyConfig(request -> request.id(id));
        wire.client.updatePublicKey(request -> request.id(id)
                .ifMatch(read.eTag())
                .publicKeyConfig(
                        read.publicKeyConfig().toBuilder().applyMutation(change).build()));
    }

    private static void deleteKey(CloudFrontOnTheWire wire, String id) {
        String etag = wire.client.getPublicKey(request -> request.id(id)).eTag();
        wire.client.deletePublicKey(request -> request.id(id).ifMatch(etag));
    }

    private PublicKeyConfig config(String id) {
        return client.getPublicKeyConfig(request -> request.id(id)).publicKeyConfig();
    }

    private List<PublicKeySummary> listedKeys() {
        return client.listPublicKeys(request -> {}).publicKeyList().items();
    }
}
