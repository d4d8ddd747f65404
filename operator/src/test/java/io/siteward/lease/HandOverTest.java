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

    private final SimulatedStore store = new SimulatedStore((before, now) -> {});
    private long nanos;
    private final Protocol berlin = protocol("berlin");
    private final Protocol paris = protocol("paris");

    private Protocol protocol(String cluster) {
        Replica replica = new Replica(
                cluster + "-0",
                cluster,
                () -> Instant.EPOCH.plusNanos(nanos),
                () -> nanos,
                new Random(cluster.length()));
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
