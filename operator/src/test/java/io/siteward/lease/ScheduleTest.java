package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    /** More on demand: {@code -Dsiteward.schedules=10000000}. */
    private static final long SCHEDULES = Long.getLong("siteward.schedules", 100_000);

    @Test
    void noTwoProcessesActAtOnceInAnySchedule() {
        Simulation.Counts all = LongStream.range(0, SCHEDULES)
                .parallel()
                .collect(Simulation.Counts::new, ScheduleTest::run, Simulation.Counts::add);

        System.out.println(SCHEDULES + " schedules: " + all.takeovers + " changes of holder, " + all.pauses
                + " pauses, " + all.ambiguous + " calls that took effect without an answer, " + all.deaths
                + " deaths, " + all.wipes + " lost stores, " + all.restores + " restored from a backup, "
                + all.changes + " changes in AWS");
        assertThat(all.takeovers).as("changes of holder").isGreaterThan(SCHEDULES);
        assertThat(all.pauses).as("pauses").isGreaterThan(SCHEDULES);
        assertThat(all.ambiguous).as("calls that took effect without an answer").isGreaterThan(SCHEDULES);
    }

    private static void run(Simulation.Counts count, long seed) {
        try {
            new Simulation(seed, Plant.NONE, count).run();
        } catch (Simulation.Broken e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
