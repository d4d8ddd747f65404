package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.KeyGeneration;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Until when a key is trusted does not change once it was told. */
class KeyPromisesTest {
    private static final Duration ROTATED = Duration.ofHours(2);

    private final SigningKeyWorld world = new SigningKeyWorld(spec(7));

    @BeforeEach
    void trusted() {
        KeyFlows.trusted().accept(world);
    }

    private static String spec(int overlapDays) {
        return "{region: eu-central-1, longestLifetimeSeconds: 3600," + " source: {generated: {rotation: {overlapDays: "
                + overlapDays + "}}}}";
    }

    @Test
    void aShorterOverlapIsForWhatIsSignedFromNowOn() {
        String first = world.currentKey();
        rotate("1");
        Instant told = until(first);
        world.apply(spec(1));
        world.live(Duration.ofDays(2));
        assertThat(until(first)).isEqualTo(told);
        assertThat(world.ring().members()).hasSize(2).contains(first);
        world.live(Duration.ofDays(6));
        assertThat(world.ring().members()).hasSize(1);
    }

    @Test
    void aKeyIsTrustedForTheLongestOverlapThatWasAskedForWhileItWasUsed() {
        String first = world.currentKey();
        world.apply(spec(1));
        world.look();
        rotate("1");
        assertThat(until(first))
                .isEqualTo(world.ring().pointer().orElseThrow().written().plus(Duration.ofDays(7)));
        assertThat(generation(world.currentKey()).overlapSeconds()).isEqualTo(86400);
    }

    @Test
    void yetAnotherKeyThatTakesOverMovesNoEnd() {
        String first = world.currentKey();
        rotate("1");
        Instant told = until(first);
        world.live(Duration.ofDays(3));
        world.annotate("siteward.io/revoke", world.currentKey());
        world.live(ROTATED);
        assertThat(world.currentKey()).isNotEqualTo(first);
        assertThat(until(first)).isEqualTo(told);
    }

    /** Signers use it again until the next look, and sign for as long as ever. */
    @Test
    void whatIsSignedWithAKeyThatSomebodyPutBackIntoUseStaysValid() {
        String first = world.currentKey();
        rotate("1");
        world.live(Duration.ofDays(3));
        point(1);
        world.live(ROTATED);
        assertThat(world.currentKey()).isNotEqualTo(first);
        assertThat(until(first))
                .isEqualTo(world.ring().pointer().orElseThrow().written().plus(Duration.ofDays(7)));
    }

    @Test
    void aPointerThatWasSetBackAndForthBetweenTwoLooksLetsWhatWasUsedStayValid() {
        String first = world.currentKey();
        rotate("1");
        world.live(Duration.ofDays(3));
        point(1);
        world.cloud.clock.advance(Duration.ofMinutes(30));
        point(2);
        world.look();
        assertThat(until(first))
                .isEqualTo(world.ring().pointer().orElseThrow().written().plus(Duration.ofDays(7)));
    }

    @Test
    void whatALostKeySignedStaysValidForTheOverlapOfItsTime() {
        String first = world.currentKey();
        world.apply(spec(1));
        world.look();
        world.cloud
                .client(SsmClient.class)
                .deleteParameter(delete -> delete.name("/siteward/test-fleet/web/docs-key/1"));
        world.live(ROTATED);
        assertThat(world.currentKey()).isNotEqualTo(first);
        assertThat(until(first))
                .isEqualTo(world.ring().pointer().orElseThrow().written().plus(Duration.ofDays(7)));
    }

    @Test
    void whatIsRevokedWasPromisedNothing() {
        String first = world.currentKey();
        rotate("1");
        world.annotate("siteward.io/revoke", first);
        world.live(Duration.ofMinutes(5));
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
    }

    private void rotate(String token) {
        String before = world.currentKey();
        world.annotate("siteward.io/rotate", token);
        world.live(ROTATED);
        assertThat(world.currentKey()).isNotEqualTo(before);
    }

    /** Somebody has signers use that generation. */
    private void point(int generation) {
        world.cloud
                .client(SsmClient.class)
                .putParameter(put -> put.name("/siteward/test-fleet/web/docs-key/current")
                        .value("{\"generation\":" + generation + "}")
                        .overwrite(true));
    }

    private Instant until(String id) {
        return Instant.parse(Objects.requireNonNull(generation(id).until(), "until"));
    }

    private KeyGeneration generation(String id) {
        return world.status().generations().stream()
                .filter(each -> id.equals(each.keyId()))
                .findFirst()
                .orElseThrow();
    }
}
