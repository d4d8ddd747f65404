package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key whose manifest is deleted while it is in use. */
class SigningKeyRemovalTest {
    private final SigningKeyWorld world = new SigningKeyWorld("{region: eu-central-1, deletionPolicy: Delete}");

    @BeforeEach
    void trusted() {
        KeyFlows.trusted().accept(world);
    }

    @Test
    void revokesAtOnceWhileASiteNamesIt() {
        String first = world.currentKey();
        world.sites = List.of("docs");
        world.delete();
        world.look();
        world.annotate("siteward.io/revoke", first + " now");
        world.look();
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
        assertThat(world.condition("Synced").reason()).isEqualTo("KeyInUse");
    }

    @Test
    void endsARotationWhileADistributionTrustsIt() {
        String first = world.currentKey();
        world.annotate("siteward.io/rotate", "1");
        world.look();
        world.delete();
        world.look();
        assertThat(world.condition("Synced").message())
                .startsWith("Distributions trust the key: ")
                .contains("nothing was deleted. Meanwhile: A new key is being made known to CloudFront;");
        world.live(Duration.ofDays(9));
        assertThat(world.ring().members()).hasSize(1).doesNotContain(first);
        assertThat(world.ring().current()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksForAPersonOnlyIfTheSitesThatNameItStay(boolean leaving) {
        world.sites = List.of("blog", "docs");
        world.sitesAreLeaving = leaving;
        world.events.clear();
        world.delete();
        world.look();
        assertThat(world.condition("Stalled").status()).isEqualTo(leaving ? "False" : "True");
        assertThat(world.condition("Reconciling").status()).isEqualTo(leaving ? "True" : "False");
        assertThat(world.condition("Synced").message())
                .contains("blog, docs")
                .contains(leaving ? "which are being deleted" : "Take it out of their signingKeyRefs");
        assertThat(world.events).hasSize(leaving ? 0 : 1);
    }

    @Test
    void looksAgainWhenTheRotationAsksForIt() {
        world.sites = List.of("docs");
        world.delete();
        for (int looks = 0; looks < 10; looks++) {
            world.look();
        }
        world.annotate("siteward.io/revoke", world.currentKey());
        world.live(Duration.ofHours(1));
        Duration next = world.look();
        assertThat(next).isLessThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(world.ring().members()).hasSize(1);
    }
}
