package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.KeyAlgorithm;
import io.siteward.sandbox.aws.CallRecord;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
class KeyQuotaTest {
    private static final String SPEC = "{region: eu-central-1, source: {generated: {algorithm: ECDSAP256}}}";

    private final KeyCloud cloud = new KeyCloud();

    @Test
    void aNewKeyLeavesAPlaceForRotationsWhoeverHasTakenTheOthers() {
        publishByHand(8);
        SigningKeyWorld first = world("first");
        first.look();
        assertThat(first.condition("Ready").status()).isEqualTo("True");

        SigningKeyWorld second = world("second");
        int calls = cloud.aws.calls().size();
        second.look();
        assertThat(second.condition("Accepted").message())
                .startsWith("The account has 9 of 10 public keys, and the last place is kept for rotations");
        assertThat(writesSince(calls)).isEmpty();

        first.annotate("siteward.io/rotate", "1");
        first.live(Duration.ofDays(8));
        assertThat(first.ring().current().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void whereThereIsNoPlaceForAGroupNothingIsMade() {
        String key = publishByHand(1).get(0);
        for (int i = 0; i < 10; i++) {
            String name = "group-" + i;
            cloud.client(CloudFrontClient.class)
                    .createKeyGroup(create ->
                            create.keyGroupConfig(group -> group.name(name).items(key)));
        }
        int calls = cloud.aws.calls().size();
        SigningKeyWorld made = world("made");
        made.look();
        SigningKeyWorld brought = world("brought");
        KeyFlows.brought("", "by-hand-0").accept(brought);
        brought.look();
        for (SigningKeyWorld world : List.of(made, brought)) {
            assertThat(world.condition("Accepted").reason()).isEqualTo("NoKeyGroupLeft");
            assertThat(world.condition("Accepted").message())
                    .startsWith("The account has all of its 10 key groups: share a signing key between sites");
        }
        assertThat(writesSince(calls)).isEmpty();
    }

    /** Each sees the free place before either has taken it. */
    @Test
    void twoThatRotateAtTheSameTimeWithOnePlaceLeftDoSoInTurns() {
        publishByHand(7);
        SigningKeyWorld one = world("one");
        SigningKeyWorld other = world("other");
        one.look();
        other.look();
        one.annotate("siteward.io/rotate", "1");
        other.annotate("siteward.io/rotate", "1");
        one.reaper.beforeCall("CreatePublicKey", other::look);
        one.look();
        assertThat(other.status().generations()).hasSize(2);
        assertThat(one.condition("Synced").status()).isEqualTo("False");
        assertThat(one.condition("Ready").status()).isEqualTo("True");
        together(one, other, Duration.ofMinutes(15));
        assertThat(one.condition("Synced").message())
                .startsWith(
                        "The account has all of its 10 public keys: the rotation waits until another key's has ended");

        together(one, other, Duration.ofDays(16));
        for (SigningKeyWorld world : List.of(one, other)) {
            assertThat(world.ring().current().orElseThrow().number()).isGreaterThan(1);
            assertThat(world.ring().generations()).hasSize(1);
            assertThat(world.condition("Ready").status()).isEqualTo("True");
        }
    }

    /** Each sees two free places, and both together would take the one that is kept. */
    @Test
    void ofTwoNewOnesThatTakeTheLastPlacesAtTheSameTimeOneGivesItsBack() {
        publishByHand(8);
        SigningKeyWorld one = world("one");
        SigningKeyWorld other = world("other");
        one.reaper.beforeCall("CreatePublicKey", other::look);
        one.look();
        together(one, other, Duration.ofHours(1));
        assertThat(List.of(
                        one.condition("Ready").status(),
                        other.condition("Ready").status()))
                .containsExactlyInAnyOrder("True", "False");
        assertThat(publicKeys()).isEqualTo(9);
    }

    @Test
    void whatIsRevokedAtOnceIsTrustedNoMoreThoughThereIsNoPlaceForAnother() {
        SigningKeyWorld world = world("one");
        world.look();
        world.annotate("siteward.io/rotate", "1");
        world.live(Duration.ofHours(1));
        String current = world.currentKey();
        assertThat(world.ring().members()).hasSize(2).contains(current);
        publishByHand(8);
        world.annotate("siteward.io/revoke", current + " now");
        world.look();
        assertThat(world.ring().members()).hasSize(1).doesNotContain(current);
        assertThat(world.condition("Synced").reason()).isEqualTo("NoPublicKeyLeft");
        assertThat(world.condition("Synced").message())
                .contains("Until then what signers sign is refused: they use " + current
                        + ", which is revoked and trusted no more.");
    }

    /** A group may not be empty, and whoever revoked a key has to know that it is believed all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"", " now"})
    void theOnlyKeyIsTrustedThoughItIsRevokedUntilThereIsAPlaceForAnotherAndThatIsSaid(String urgency) {
        SigningKeyWorld world = world("one");
        world.look();
        String only = world.currentKey();
        List<String> others = publishByHand(9);
        world.annotate("siteward.io/revoke", only + urgency);
        world.live(Duration.ofHours(1));
        assertThat(world.ring().members()).containsExactly(only);
        assertThat(world.condition("Synced").status()).isEqualTo("False");
        assertThat(world.condition("Synced").reason()).isEqualTo("NoPublicKeyLeft");
        assertThat(world.condition("Synced").message())
                .contains("Until then " + only + " is trusted though it is revoked: no other key can take its place."
                        + " To go on at once, delete a public key that nobody needs");

        CloudFrontClient people = cloud.client(CloudFrontClient.class);
        String etag = people.getPublicKey(get -> get.id(others.get(0))).eTag();
        people.deletePublicKey(delete -> delete.id(others.get(0)).ifMatch(etag));
        world.live(Duration.ofHours(1));
        assertThat(world.ring().members()).hasSize(1).doesNotContain(only);
        assertThat(world.currentKey()).isNotEqualTo(only);
        assertThat(world.condition("Synced").status()).isEqualTo("True");
    }

    @Test
    void aGroupNeverHasMoreThanFiveHoweverManyAreRevoked() {
        SigningKeyWorld world = world("one");
        KeyFlows.trusted().accept(world);
        world.reaper.watch(call -> assertThat(world.ring().members()).hasSizeLessThanOrEqualTo(3));
        world.annotate("siteward.io/rotate", "1");
        world.live(Duration.ofHours(1));
        for (int i = 0; i < 6; i++) {
            world.annotate("siteward.io/revoke", world.currentKey());
            world.live(Duration.ofMinutes(30));
        }
        assertThat(world.ring().current().orElseThrow().number()).isGreaterThan(5);
    }

    private SigningKeyWorld world(String name) {
        return new SigningKeyWorld(cloud, name, SPEC);
    }

    private static void together(SigningKeyWorld one, SigningKeyWorld other, Duration time) {
        for (Duration lived = Duration.ZERO; lived.compareTo(time) < 0; lived = lived.plus(Duration.ofMinutes(10))) {
            one.look();
            other.look();
            one.cloud.clock.advance(Duration.ofMinutes(10));
        }
    }

    /** Public keys that others have made; answers their ids. */
    private List<String> publishByHand(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> cloud.client(CloudFrontClient.class)
                        .createPublicKey(create -> create.publicKeyConfig(config -> config.name("by-hand-" + i)
                                .callerReference("by-hand-" + i)
                                .encodedKey(NewKeyPair.make(KeyAlgorithm.ECDSAP256, new SecureRandom())
                                        .publicPem())))
                        .publicKey()
                        .id())
                .toList();
    }

    private int publicKeys() {
        return cloud.client(CloudFrontClient.class)
                .listPublicKeys(list -> {})
                .publicKeyList()
                .items()
                .size();
    }

    private List<String> writesSince(int calls) {
        return cloud.aws.calls().subList(calls, cloud.aws.calls().size()).stream()
                .filter(CallRecord::isWrite)
                .map(CallRecord::operation)
                .toList();
    }
}
