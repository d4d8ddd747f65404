package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RotationScheduleTest {
    /** More on demand: {@code -Dsiteward.rotations=100000}. */
    private static final long SCHEDULES = Long.getLong("siteward.rotations", 1_000);

    @Test
    void noValidSignatureIsEverRefused() {
        long pointings = 0;
        long kills = 0;
        long checks = 0;
        for (long seed = 0; seed < SCHEDULES; seed++) {
            RotationSchedule schedule = new RotationSchedule(seed, seed % 4 != 0);
            try {
                live(schedule, (int) (seed % 4 + seed / 4) % 4);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            pointings += schedule.pointings;
            kills += schedule.kills;
            checks += schedule.checks;
        }
        System.out.println(SCHEDULES + " lives of signing keys: " + pointings + " keys taken into use, " + kills
                + " kills, " + checks + " signatures looked at");
        assertThat(pointings).isGreaterThan(SCHEDULES * 2);
        assertThat(kills).isGreaterThan(SCHEDULES);
    }

    private static void live(RotationSchedule schedule, int command) {
        schedule.run(Duration.ofDays(4));
        if (command == 1) {
            schedule.rotate();
        } else if (command == 2) {
            schedule.revoke(false);
        } else if (command == 3) {
            schedule.revoke(true);
        }
        schedule.run(Duration.ofDays(5));
        schedule.expectRevokedRefused();
        assertThat(schedule.world().ring().current()).isPresent();
        assertThat(schedule.world().mostPublicKeys()).isLessThanOrEqualTo(3);
    }
}
