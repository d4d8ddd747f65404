package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.KeyGeneration;
import io.siteward.crd.v1alpha1.PendingCreate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyUpkeepTest {
    /** Twenty minutes, and the one after which a revoked key is trusted no more. */
    private static final Duration SETTLED = Duration.ofMinutes(22);

    private SigningKeyWorld world = new SigningKeyWorld("{region: eu-central-1}");

    @Test
    void makesAKeyAndSaysWhereItIs() {
        world.look();
        assertThat(world.condition("Ready").status()).isEqualTo("True");
        assertThat(world.condition("Synced").status()).isEqualTo("True");
        assertThat(world.status().pointer()).isEqualTo("/siteward/test-fleet/web/docs-key/current");
        assertThat(world.status().generations())
                .containsExactly(
                        new KeyGeneration(1, world.currentKey(), "Current", null, 604800, "2026-03-01T12:00:00Z"));
        assertThat(world.status().keyGroupId()).isNotEmpty();
        assertThat(world.events)
                .containsExactly(
                        "Progressed: Made key pair 1.",
                        "Progressed: The key group trusts " + world.currentKey() + " now, and no other key.",
                        "Progressed: Signers use key pair 1 from now on.");
    }

    @Test
    void saysWhoseItIsBeforeAnythingIsMade() {
        world.look();
        assertThat(world.writes)
                .filteredOn(status -> status.accountId() != null)
                .first()
                .satisfies(status -> assertThat(status.generations()).isEmpty());
    }

    @Test
    void writesNothingWhenNothingChanged() {
        world.look();
        world.writes.clear();
        int calls = world.cloud.aws.calls().size();
        world.look();
        assertThat(world.writes).isEmpty();
        assertThat(world.cloud
                        .aws
                        .calls()
                        .subList(calls, world.cloud.aws.calls().size()))
                .noneMatch(call -> call.isWrite());
    }

    @Test
    void rotatesWhenItIsTimeAndRetiresTheOldKey() {
        world = new SigningKeyWorld(
                "{region: eu-central-1, source: {generated: {rotation: {everyDays: 30, overlapDays: 7}}}}");
        world.live(Duration.ofDays(31));
        assertThat(states()).containsExactly("Retiring", "Current");
        assertThat(world.status().generations().get(0).until()).isNotNull();
        world.live(Duration.ofDays(7));
        assertThat(world.status().generations())
                .singleElement()
                .satisfies(only -> assertThat(only.number()).isEqualTo(2));
    }

    /** No distribution is listed, which may be because the list is old: a signer that knew better would lose its viewers. */
    @Test
    void pointsSignersAtOnceToTheFirstKeyAloneThoughNoDistributionIsListed() {
        world.look();
        String first = world.currentKey();
        world.annotate("siteward.io/rotate", "1");
        world.look();
        assertThat(states()).containsExactly("Current", "Pending");
        assertThat(world.condition("Reconciling").message())
                .isEqualTo("A new key is being made known to CloudFront; signers use it from 2026-03-01T12:20:00Z on at"
                        + " the earliest.");
        world.live(Duration.ofMinutes(19));
        assertThat(world.currentKey()).isEqualTo(first);
        world.live(Duration.ofMinutes(2));
        assertThat(states()).containsExactly("Retiring", "Current");
    }

    @Test
    void trustsTheOldKeyToTheEndOfTheOverlapAndNoLonger() {
        world.look();
        String first = world.currentKey();
        world.annotate("siteward.io/rotate", "1");
        world.live(SETTLED);
        Instant end = world.ring().pointer().orElseThrow().written().plus(Duration.ofDays(7));
        world.live(Duration.between(world.cloud.clock.instant(), end.minusSeconds(1)));
        assertThat(world.ring().members()).hasSize(2).contains(first);
        world.live(Duration.ofSeconds(2));
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
    }

    @Test
    void rotatesOnceWhenAsked() {
        world.look();
        world.annotate("siteward.io/rotate", "one");
        world.live(Duration.ofDays(20));
        assertThat(world.status().generations())
                .extracting(KeyGeneration::number)
                .containsExactly(2);
        assertThat(world.status().handled()).containsEntry("rotate", "one");
        assertThat(world.status().pending()).isEmpty();
    }

    /** The note of the command is written, and the process ends before anything is made. */
    @Test
    void doesNotForgetARotationThatItHasNoted() {
        world.look();
        world.annotate("siteward.io/rotate", "one");
        world.reaper.beforeNext("CreatePublicKey");
        world.look();
        assertThat(world.reaper.hasStruck()).isTrue();
        assertThat(world.status().handled()).containsEntry("rotate", "one");

        world.live(Duration.ofDays(20));
        assertThat(world.status().generations())
                .extracting(KeyGeneration::number)
                .containsExactly(2);
    }

    @Test
    void replacesARevokedKeyBeforeItIsTrustedNoMore() {
        world.look();
        String first = world.currentKey();
        world.annotate("siteward.io/revoke", first);
        world.look();
        assertThat(world.ring().members()).hasSize(2).contains(first);
        world.live(SETTLED);
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
        assertThat(states()).containsExactly("Current");
    }

    @Test
    void trustsARevokedKeyForAsLongAsSignersMayUseWhatTheyHaveRead() {
        world.look();
        String first = world.currentKey();
        world.annotate("siteward.io/revoke", first);
        world.look();
        world.live(Duration.ofMinutes(20));
        assertThat(world.currentKey()).isNotEqualTo(first);
        world.live(Duration.ofSeconds(59));
        assertThat(world.ring().members()).hasSize(2).contains(first);
        world.live(Duration.ofSeconds(1));
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {" now", "   now", " , K2OTHER  now"})
    void revokesAtOnceWhenToldSo(String rest) {
        world.look();
        String first = world.currentKey();
        world.annotate("siteward.io/revoke", first + rest);
        world.look();
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
    }

    @Test
    void saysWhatARevocationEnds() {
        KeyFlows.trusted().accept(world);
        String first = world.currentKey();
        world.annotate("siteward.io/revoke", first);
        world.look();
        assertThat(world.condition("Reconciling").message())
                .endsWith("From a minute after that, whatever " + first + " has signed is refused.");
        world.live(Duration.ofHours(1));
        assertThat(world.events)
                .anyMatch(event -> event.endsWith(
                        "Whatever " + first + " has signed is refused as soon as the edges know it (minutes)."));
    }

    @Test
    void revokesSeveral() {
        world.look();
        String first = world.currentKey();
        world.annotate("siteward.io/rotate", "1");
        world.live(SETTLED);
        String second = world.currentKey();
        assertThat(second).isNotEqualTo(first);
        world.annotate("siteward.io/revoke", first + ", " + second);
        world.live(SETTLED);
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first, second);
    }

    @Test
    void saysWhatARevocationTakes() {
        world.annotate("siteward.io/revoke", "all");
        world.look();
        assertThat(world.events)
                .anyMatch(event -> event.startsWith("Misunderstood: The annotation siteward.io/revoke"));
        assertThat(world.condition("Accepted").message()).startsWith("The annotation siteward.io/revoke");
    }

    @Test
    void saysSoWhenWhatIsToBeRevokedIsNotThere() {
        world.look();
        world.annotate("siteward.io/revoke", "K2TYPINGERROR");
        world.look();
        assertThat(world.condition("Accepted").message())
                .isEqualTo("The annotation that revokes names K2TYPINGERROR, which is no key of this one by now:"
                        + " status.generations shows those that are.");
        assertThat(world.events).anyMatch(event -> event.startsWith("Misunderstood: The annotation that revokes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " now"})
    void saysNothingOfAnAnnotationThatHasDoneItsWork(String now) {
        KeyFlows.trusted().accept(world);
        String first = world.currentKey();
        world.annotate("siteward.io/revoke", first + now);
        world.live(Duration.ofDays(1));
        assertThat(world.ring().generations()).hasSize(1);
        assertThat(world.status().handled()).containsEntry("revoke", first + now);
        assertThat(world.events).noneMatch(event -> event.startsWith("Misunderstood"));
        assertThat(world.condition("Accepted").message()).isEmpty();
    }

    @Test
    void addsToARevocationThatHasDoneItsWork() {
        KeyFlows.trusted().accept(world);
        String first = world.currentKey();
        world.annotate("siteward.io/revoke", first);
        world.live(SETTLED);
        String second = world.currentKey();
        assertThat(world.ring().generations()).hasSize(1);
        world.annotate("siteward.io/revoke", first + "," + second);
        world.live(SETTLED);
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first, second);
        assertThat(world.events).noneMatch(event -> event.startsWith("Misunderstood"));
    }

    @Test
    void saysThatARotationWaitsForTheEndOfAnother() {
        KeyFlows.trusted().accept(world);
        world.annotate("siteward.io/rotate", "1");
        world.live(SETTLED);
        world.annotate("siteward.io/rotate", "2");
        world.look();
        assertThat(states()).containsExactly("Retiring", "Current");
        assertThat(world.condition("Accepted").message())
                .isEqualTo("The rotation that was asked for begins when no other key than the current one is trusted"
                        + " any more.");
        world.live(Duration.ofDays(8));
        assertThat(world.status().handled()).containsEntry("rotate", "2");
        assertThat(world.condition("Accepted").message()).isEmpty();
    }

    @Test
    void anErrorOfOursIsSaidInTheStatusAndTriedAgain() {
        world.look();
        world.key.setStatus(world.status()
                .seeing(
                        world.status().keyGroupId(),
                        world.status().pointer(),
                        world.currentKey(),
                        List.of(new KeyGeneration(1, world.currentKey(), "Retiring", "soon", null, null))));
        Duration next = world.look();
        assertThat(world.condition("Synced").reason()).isEqualTo("UnexpectedError");
        assertThat(world.events).anyMatch(event -> event.startsWith("UnexpectedError"));
        assertThat(next).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aNoteThatWasTamperedWithHoldsNothingUp() {
        world.look();
        world.key.setStatus(world.status()
                .withPending(List.of(new PendingCreate("KeyGeneration", "two", "rotate", "2026-03-01T12:00:00Z"))));
        world.look();
        assertThat(world.condition("Ready").status()).isEqualTo("True");
        assertThat(world.status().pending()).isEmpty();
    }

    @Test
    void refusesANewKeyThatWouldTakeTheLastPlace() {
        world.quota = new KeyQuota(1, 10);
        world.restart();
        world.look();
        assertThat(world.condition("Accepted").status()).isEqualTo("False");
        assertThat(world.condition("Accepted").message()).contains("the last place is kept for rotations");
        assertThat(world.cloud.aws.calls()).noneMatch(call -> call.isWrite());
    }

    @Test
    void keepsTheKeyOfADeletedManifestUnlessToldOtherwise() {
        world.look();
        world.delete();
        world.look();
        world.look();
        assertThat(world.key.getMetadata().getFinalizers()).isEmpty();
        assertThat(world.ring().current()).isPresent();
    }

    @Test
    void deletesTheKeyWhenTheManifestSaysSo() {
        world = new SigningKeyWorld("{region: eu-central-1, deletionPolicy: Delete}");
        world.look();
        world.delete();
        world.look();
        world.look();
        assertThat(world.key.getMetadata().getFinalizers()).isEmpty();
        assertThat(world.ring().generations()).isEmpty();
        assertThat(world.ring().group()).isEmpty();
        assertThat(world.stored(KeyStorage.PARAMETER_STORE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Delete", "Retain"})
    void keepsTheKeyAndItsManifestWhileASiteNamesIt(String policy) {
        world = new SigningKeyWorld("{region: eu-central-1, deletionPolicy: " + policy + "}");
        world.look();
        world.sites = List.of("blog", "docs");
        world.restart();
        world.delete();
        world.look();
        assertThat(world.key.getMetadata().getFinalizers()).isNotEmpty();
        assertThat(world.condition("Synced").reason()).isEqualTo("KeyInUse");
        assertThat(world.condition("Synced").message()).contains("blog, docs");
        assertThat(world.ring().current()).isPresent();

        world.sites = List.of();
        world.restart();
        world.look();
        world.look();
        assertThat(world.key.getMetadata().getFinalizers()).isEmpty();
    }

    private List<String> states() {
        return world.status().generations().stream().map(KeyGeneration::state).toList();
    }
}
