package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set: what hangs on the time must neither stand still nor run hot. */
class ClockJumpTest {
    private static final int MOST_EXTRA_CALLS = 45;
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec: {region: eu-central-1}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"P30D", "PT-1H", "P-30D"})
    void disturbsNoPhaseOfASite(String jump) {
        try (SiteLives lives = SiteLives.ofAnOperator()) {
            lives.live((phase, vigil) -> {
                vigil.during(Duration.ofSeconds(1), look -> {});
                lives.world.clockError = lives.world.clockError.plus(Duration.parse(jump));
            });
            for (SiteLives.Phase phase : SiteLives.Phase.values()) {
                assertThat(lives.extraCalls(phase)).isLessThanOrEqualTo(MOST_EXTRA_CALLS);
            }
        }
    }

    @Test
    void keepsNoReadingForLongerThanItsIntervalBecauseTheClockWasSetBack() {
        try (SiteWorld world = new SiteWorld(SITE)) {
            world.untilReady();
            world.clockError = Duration.ofDays(-1);
            world.clock.advance(Duration.ofMinutes(11));
            world.forget();
            world.reconcile();
            assertThat(world.calls()).contains("ListResponseHeadersPolicies", "ListOriginAccessControls");
        }
    }
}
