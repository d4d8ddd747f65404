package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.KeyGroup;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What somebody changes of a key in AWS is put right and told. */
class KeyDriftTest {
    private static final Duration ROTATED = Duration.ofHours(2);

    private SigningKeyWorld world = new SigningKeyWorld("{region: eu-central-1}");

    @BeforeEach
    void trusted() {
        KeyFlows.trusted().accept(world);
        world.events.clear();
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedPointerIsRestoredAtOnceAndTold(KeyStorage storage) {
        world = new SigningKeyWorld("{region: eu-central-1, store: {" + storage.member + ": {}}}");
        KeyFlows.trusted().accept(world);
        String before = world.currentKey();
        storage.losePointer(world.cloud, "docs-key");
        world.cloud.clock.advance(KeyCloud.FORCED_DELETION);
        world.look();
        assertThat(world.events)
                .contains(
                        "DriftFound: The pointer that tells signers which key to use was deleted. It is being put right.");
        assertThat(world.currentKey()).isEqualTo(before);
        assertThat(world.condition("Drifted").reason()).isEqualTo("DriftRepaired");
        assertThat(world.condition("Ready").status()).isEqualTo("True");
    }

    /** The next key is not known everywhere yet, and the one before was used before. */
    @Test
    void aPointerThatIsDeletedDuringARotationNamesTheSameKeyAsBeforeAtOnce() {
        rotate();
        String before = world.currentKey();
        world.annotate("siteward.io/revoke", before);
        world.look();
        world.annotate("siteward.io/revoke", "");
        world.look();
        assertThat(states()).containsExactly("Retiring", "Current", "Pending");
        KeyStorage.of(world).losePointer(world.cloud, "docs-key");
        world.look();
        assertThat(states()).containsExactly("Retiring", "Current", "Pending");
        assertThat(world.currentKey()).isEqualTo(before);
        assertThat(world.condition("Ready").status()).isEqualTo("True");
    }

    @Test
    void aPointerThatNamesTheKeyBeforeIsPutForwardAgainAndTold() {
        rotate();
        point(1);
        world.look();
        assertThat(world.events)
                .contains("DriftFound: The pointer was made to name key pair 1. It is being put right.");
        assertThat(world.status().generations())
                .filteredOn(each -> each.state().equals("Current"))
                .singleElement()
                .satisfies(current -> assertThat(current.number()).isEqualTo(2));
    }

    @Test
    void aKeyWhosePrivateHalfWasDeletedIsReplacedAndNotReadyForSoLong() {
        String lost = world.currentKey();
        world.cloud
                .client(SsmClient.class)
                .deleteParameter(delete -> delete.name("/siteward/test-fleet/web/docs-key/1"));
        world.look();
        assertThat(world.events)
                .contains("DriftFound: A half of key pair 1, which signers use, was deleted or changed."
                        + " It is being put right.");
        assertThat(world.condition("Drifted").status()).isEqualTo("True");
        assertThat(world.condition("Ready").status()).isEqualTo("False");
        assertThat(world.condition("Ready").message()).contains("signers use it from");
        assertThat(states()).containsExactly("Lost", "Pending");
        assertThat(world.ring().members()).hasSize(2).contains(lost);

        world.live(ROTATED);
        assertThat(world.condition("Ready").status()).isEqualTo("True");
        assertThat(states()).containsExactly("Retiring", "Current");
    }

    @Test
    void aStrangerIsTrustedNoMoreAndTold() {
        Set<String> own = world.ring().members();
        String stranger = stranger();
        group(members -> {
            members.add(stranger);
            return members;
        });
        world.look();
        assertThat(world.events)
                .contains("DriftFound: The key group was made to trust " + stranger + ". It is being put right.");
        assertThat(world.ring().members()).isEqualTo(own);
        assertThat(world.condition("Drifted").reason()).isEqualTo("DriftRepaired");
    }

    @Test
    void aKeyThatRetiresIsTrustedAgainWhenItsTimeIsNotOver() {
        String first = world.currentKey();
        rotate();
        group(members -> {
            members.remove(first);
            return members;
        });
        world.look();
        assertThat(world.events)
                .contains("DriftFound: The key group was made not to trust " + first
                        + " any more. It is being put right.");
        assertThat(world.ring().members()).hasSize(2).contains(first);
    }

    /** What an edge knew once it need not know now. */
    @Test
    void signersStayWithTheKeyThatSomebodyGaveThemUntilTheEdgesKnowTheOtherAgain() {
        String first = world.currentKey();
        rotate();
        group(members -> Set.of(first));
        point(1);
        world.look();
        assertThat(world.ring().members()).hasSize(2);
        assertThat(world.currentKey()).isEqualTo(first);
        world.live(Duration.ofMinutes(19));
        assertThat(world.currentKey()).isEqualTo(first);
        world.live(Duration.ofMinutes(2));
        assertThat(world.currentKey()).isNotEqualTo(first);
    }

    @Test
    void aKeyThatIsLostIsTrustedToTheEndOfItsTime() {
        rotate();
        String lost = world.currentKey();
        world.cloud
                .client(SsmClient.class)
                .deleteParameter(delete -> delete.name("/siteward/test-fleet/web/docs-key/2"));
        world.look();
        assertThat(states()).containsExactly("Current", "Lost");
        group(members -> {
            members.remove(lost);
            return members;
        });
        world.look();
        assertThat(world.ring().members()).hasSize(2).contains(lost);
        world.live(Duration.ofDays(8));
        assertThat(world.ring().members()).hasSize(1).doesNotContain(lost);
    }

    @Test
    void nothingIsToldOfAKeyThatIsAsItWasLeft() {
        rotate();
        world.live(Duration.ofDays(10));
        assertThat(world.events).noneMatch(event -> event.startsWith("DriftFound"));
        assertThat(world.condition("Drifted").status()).isEqualTo("False");
    }

    private void rotate() {
        world.annotate("siteward.io/rotate", "1");
        world.live(ROTATED);
        assertThat(states()).containsExactly("Retiring", "Current");
        world.events.clear();
    }

    /** Somebody has signers use that generation. */
    private void point(int generation) {
        world.cloud
                .client(SsmClient.class)
                .putParameter(put -> put.name("/siteward/test-fleet/web/docs-key/current")
                        .value("{\"generation\":" + generation + "}")
                        .overwrite(true));
    }

    /** Somebody makes the group's members others. */
    private void group(UnaryOperator<Set<String>> change) {
        CloudFrontClient client = world.cloud.client(CloudFrontClient.class);
        KeyGroup group =
                client.listKeyGroups(list -> {}).keyGroupList().items().get(0).keyGroup();
        Set<String> members = change.apply(new TreeSet<>(group.keyGroupConfig().items()));
        String etag = client.getKeyGroup(get -> get.id(group.id())).eTag();
        client.updateKeyGroup(update -> update.id(group.id())
                .ifMatch(etag)
                .keyGroupConfig(
                        group.keyGroupConfig().toBuilder().items(members).build()));
    }

    private String stranger() {
        return KeyFlows.publish(world.cloud.client(CloudFrontClient.class), "stranger");
    }

    private List<String> states() {
        return world.status().generations().stream().map(each -> each.state()).toList();
    }
}
