package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test of the test: each known mistake is seen by the schedules. */
class PlantedMistakeTest {
    private static final long SCHEDULES = 4_000;

    @ParameterizedTest
    @CsvSource({
        "WALL_CLOCK, two processes hold",
        "NO_QUESTION_AFTER_A_PAUSE, arrived while another process held it",
        "EPOCH_RESET, the epoch of",
        "RELEASE_OF_WHAT_IS_NOT_HELD, the epoch of",
        "DEATH_WITHOUT_A_CONDITION, arrived while another process held it",
        "CLOCKS_TOO_DIFFERENT, arrived while another process held it"
    })
    void seesWhatIsPlanted(Plant plant, String asWhat) {
        assertThat(LongStream.range(0, SCHEDULES)
                        .anyMatch(seed -> broken(seed, plant).contains(asWhat)))
                .isTrue();
    }

    private static String broken(long seed, Plant plant) {
        try {
            new Simulation(seed, plant, new Simulation.Counts()).run();
            return "";
        } catch (Simulation.Broken e) {
            return String.valueOf(e.getMessage());
        }
    }
}
