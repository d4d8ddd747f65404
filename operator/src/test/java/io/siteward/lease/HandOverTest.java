package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private static final String KEY = "fleet/SecureSite/web/docs";
    private static final Terms TERMS = new Terms(Duration.ofSeconds(30));
    private static final Want KEPT = new Want(new Claim("spec", Instant.EPOCH), 0, Set.of(), Want.Stage.KEEP);
    private static final Want DELETED = new Want(KEPT.claim(), 0, Set.of(), Want.Stage.DELETE);

    private final SimulatedStore store = new SimulatedStore((before, now) -> {});
    private long nanos;
    private final Protocol berlin = protocol("berlin", 1);
    private final Protocol paris = protocol("paris", 2);

    private Protocol protocol(String cluster, long seed) {
        Replica replica = new Replica(
                cluster + "-0", cluster, () -> Instant.EPOCH.plusNanos(nanos), () -> nanos, new Random(seed));
        return new Protocol(replica, TERMS, true);
    }

    @Test
    void isToTheOtherClusterThoughTheRecordChangedAtTheLastMoment() {
        berlin.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin);
        assertThat(berlin.holds(KEY)).isTrue();
        paris.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin, paris);

        // What paris writes here, berlin has not read when it lets go.
        Lease record = store.lease(KEY).orElseThrow();
        assertThat(store.write(
                        record.with("paris", new Claim("other", Instant.EPOCH)).as("new"), record.version()))
                .isTrue();
        berlin.handOver(KEY);
        run(Duration.ofMinutes(1), berlin, paris);

        assertThat(paris.holds(KEY)).isTrue();
        assertThat(store.lease(KEY).orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void isToAnotherClusterWhenTheOneThatHadItComesBackWithoutTheManifest() {
        berlin.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin);
        paris.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin, paris);
        assertThat(berlin.holds(KEY)).isTrue();

        run(Duration.ofMinutes(5), paris, protocol("berlin", 3));

        assertThat(paris.holds(KEY)).isTrue();
    }

    @Test
    void partsWithAManifestWhenTheOtherClusterHasTakenOver() {
        berlin.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin);
        paris.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin, paris);

        berlin.want(KEY, DELETED);
        run(Duration.ofMillis(100), berlin);
        assertThat(berlin.standing(KEY).kind()).isEqualTo(Standing.Kind.PARTING);
        run(Duration.ofMinutes(1), berlin, paris);

        assertThat(paris.holds(KEY)).isTrue();
        assertThat(berlin.standing(KEY).kind()).isEqualTo(Standing.Kind.PARTED);
        assertThat(berlin.standing(KEY).silent()).isEmpty();
    }

    @Test
    void partsAfterTwoLeasesFromAManifestThatNobodyTakes() {
        berlin.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin);
        paris.want(KEY, KEPT);
        run(Duration.ofMinutes(2), berlin, paris);

        berlin.want(KEY, DELETED);
        paris.forget(KEY);
        run(Duration.ofSeconds(55), berlin, paris);
        assertThat(berlin.standing(KEY).kind()).isEqualTo(Standing.Kind.PARTING);
        run(Duration.ofSeconds(10), berlin, paris);

        assertThat(berlin.standing(KEY).kind()).isEqualTo(Standing.Kind.PARTED);
        assertThat(berlin.standing(KEY).silent()).containsExactly("paris");
    }

    /** The record was lost and begun anew by berlin, which ends right then; who comes after it waits all the same. */
    @Test
    void takesNothingDownBeforeALostClaimCanHaveBeenSaidAgain() {
        berlin.want(KEY, KEPT);
        run(Duration.ofSeconds(45), berlin);
        assertThat(berlin.holds(KEY)).isTrue();
        berlin.leave();
        run(Duration.ofSeconds(1), berlin);

        Protocol successor = protocol("berlin", 3);
        successor.want(KEY, DELETED);
        run(Duration.ofSeconds(45), successor);
        assertThat(successor.holds(KEY)).isTrue();
        assertThat(successor.enter(KEY)).isEmpty();
        run(Duration.ofSeconds(30), successor);
        assertThat(successor.enter(KEY)).isPresent();
    }

    /** Lets the time pass, and each ask whatever it has to ask. */
    private void run(Duration howLong, Protocol... protocols) {
        long end = nanos + howLong.toNanos();
        while (nanos < end) {
            nanos += Duration.ofMillis(100).toNanos();
            for (Protocol protocol : protocols) {
                for (Optional<Step<?>> step = protocol.next(); step.isPresent(); step = protocol.next()) {
                    step.get().run(store);
                }
            }
        }
    }
}
