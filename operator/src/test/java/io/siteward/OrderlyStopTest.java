package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.gate.Call;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.Rate;
import io.siteward.gate.RateBudget;
import io.siteward.gate.ServiceRates;
import io.siteward.gate.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrderlyStopTest {
    private static final Call CALL =
            new Call(Subject.OPERATOR, Call.Target.AWS, "111122223333", "s3", "PutBucketPolicy", true);
    private static final ServiceRates AMPLE = new ServiceRates(new Rate(100, 100), 0, new Rate(100, 100));

    private final Gate gate = new Gate(
            Permission.SOLE_WRITER, new RateBudget(InstantSource.system(), Map.of(), AMPLE), List.of(), List.of());
    private final AtomicLong now = new AtomicLong();
    private final OrderlyStop stop = new OrderlyStop(gate, Duration.ofDays(1), now::get);
    private final List<String> told = new ArrayList<>();

    @Test
    void stopsTheWorkersBeforeItClosesWhatTheyWorkWith() {
        stop.connection("clients", told::add);
        stop.worker("framework", told::add);
        stop.connection("probes", told::add);
        stop.worker("sweep", told::add);

        stop.close();

        assertThat(told).containsExactly("sweep", "framework", "probes", "clients");
    }

    @Test
    void closesTheRestWhenOneFails() {
        stop.connection("clients", told::add);
        stop.worker("framework", framework -> {
            throw new IllegalStateException(framework);
        });

        stop.close();

        assertThat(told).containsExactly("clients");
    }

    /** If it had a second patience for the call, it would wait for a day. */
    @Test
    @Timeout(60)
    void hasOnePatienceForWorkersAndCallsTogether() {
        gate.before(CALL);
        stop.worker("framework", framework -> now.addAndGet(Duration.ofDays(1).toNanos()));
        stop.connection("clients", told::add);

        stop.close();

        assertThat(told).containsExactly("clients");
    }
}
