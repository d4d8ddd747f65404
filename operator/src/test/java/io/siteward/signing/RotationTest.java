package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is done first where several things are due: whom to trust is decided before anything that AWS may refuse. */
class RotationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
    private static final RotationTerms TERMS = new RotationTerms(
            Optional.empty(), Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofMinutes(20), Duration.ofMinutes(6));
    private static final Commands NONE = Commands.NONE;

    private static final Generation FIRST = whole(1);
    private static final Generation SECOND = whole(2);
    private static final Generation THIRD = whole(3);
    private static final Generation SECOND_LOST =
            new Generation(2, Optional.of("K2"), Optional.of(LONG_AGO), Optional.empty());

    private static Generation whole(int number) {
        return new Generation(number, Optional.of("K" + number), Optional.of(LONG_AGO), Optional.of("K" + number));
    }

    /** In use by a distribution, and pointed to and changed long ago. */
    private static KeyRing ring(Set<String> members, int pointer, Generation... generations) {
        return new KeyRing(
                List.of(generations),
                Optional.of(new KeyRing.Group(members, LONG_AGO, true)),
                Optional.of(new KeyRing.Pointer(pointer, LONG_AGO)),
                3);
    }

    private static RotationStep next(KeyRing ring, Commands commands) {
        return new Rotation(new Validity(ring, TERMS, commands, Promises.NONE), NOW).next();
    }

    private static Commands revokeNow(String id) {
        return new Commands(false, Set.of(id), true);
    }

    @Test
    void whatIsRevokedAtOnceIsTrustedNoMoreBeforeAnythingIsRemoved() {
        KeyRing ring = ring(Set.of("K2", "K3"), 2, FIRST, SECOND, THIRD);
        assertThat(next(ring, revokeNow("K2"))).isEqualTo(new RotationStep.Trust(Set.of("K3")));
    }

    @Test
    void aStrangerIsTrustedNoMoreBeforeAnythingIsRemovedOrMade() {
        assertThat(next(ring(Set.of("K2", "K9"), 2, FIRST, SECOND), NONE))
                .isEqualTo(new RotationStep.Trust(Set.of("K2")));
        assertThat(next(ring(Set.of("K2", "K9"), 2, SECOND_LOST), NONE))
                .isEqualTo(new RotationStep.Trust(Set.of("K2")));
    }

    @Test
    void signersAreGivenAKeyBeforeAnythingIsRemoved() {
        assertThat(next(ring(Set.of("K2", "K3"), 9, FIRST, SECOND, THIRD), NONE))
                .isEqualTo(new RotationStep.Point(3, true));
    }

    @Test
    void whatNobodyTrustsGivesItsPlaceUpBeforeAnotherIsMade() {
        KeyRing ring = ring(Set.of("K2"), 2, FIRST, SECOND);
        assertThat(next(ring, new Commands(false, Set.of("K2"), false))).isEqualTo(new RotationStep.Discard(FIRST));
        assertThat(new Rotation(new Validity(ring, TERMS, new Commands(false, Set.of("K2"), false), Promises.NONE), NOW)
                        .nextWithoutRemoval())
                .isEqualTo(new RotationStep.Make(4));
    }

    @Test
    void signersGoBackToAnOlderKeyThatIsStillTrustedWhenTheirsIsLost() {
        assertThat(next(ring(Set.of("K1", "K2"), 2, FIRST, SECOND_LOST), NONE))
                .isEqualTo(new RotationStep.Point(1, true));
    }

    @Test
    void nothingIsDoneWhenNothingIsDue() {
        assertThat(next(ring(Set.of("K2"), 2, SECOND), NONE)).isInstanceOf(RotationStep.Rest.class);
    }
}
