package io.siteward.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.run.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchSitesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void printsARowForEachSize() {
        assertThat(run(List.of(fleet(1, 100, 0), fleet(100, 5432, 0)))).isZero();
        assertThat(said(out)).startsWith("""

            | sites | AWS calls/h | Kubernetes calls/h | resident MB | CPU s/h | s to ready | s to all looked at |
            | ----- | ----------: | -----------------: | ----------: | ------: | ---------: | -----------------: |
            | 1     |         100 |                  7 |         200 |     2.5 |        1.5 |                3.2 |
            | 100   |        5432 |                  7 |         200 |     2.5 |        1.5 |                3.2 |
            """);
        assertThat(said(err)).isEmpty();
    }

    @Test
    void measuresNoneOneTenAndAsManyAsAsked() {
        assertThat(run(List.of(), "--sites", "50")).isZero();
        assertThat(run(List.of(), "--sites", "10")).isZero();
        assertThat(asked).containsExactly(0, 1, 10, 50, 0, 1, 10);
    }

    @Test
    void failsWhenCallsGrowFasterThanTheSites() {
        assertThat(run(List.of(fleet(1, 100, 0), fleet(10, 1500, 0)))).isEqualTo(1);
        assertThat(said(err))
                .isEqualTo("siteward: calls to AWS grow faster than the sites: 100 an hour for each of 1, 150 for each"
                        + " of 10\n");
    }

    @Test
    void bearsThatWhatIsSharedIsReadInOneWindowAndNotInAnother() {
        assertThat(run(List.of(fleet(1, 66, 0), fleet(10, 876, 0), fleet(100, 6336, 0))))
                .isZero();
    }

    @Test
    void failsWhenAnythingIsWritten() {
        assertThat(run(List.of(fleet(10, 500, 2)))).isEqualTo(1);
        assertThat(said(err)).isEqualTo("siteward: 10 sites that nobody changed: 2 writes\n");
    }

    @Test
    void takesAsManySitesAsTheRatesAllow() {
        assertThat(run(List.of(), "--sites", "0")).isEqualTo(2);
        assertThat(run(List.of(), "--sites", "201")).isEqualTo(2);
    }

    @Test
    void countsForAnHourAtTheDefaultPaceWhatIsDoneForSitesAndByTheClockWhatIsNot() {
        Window idle = new Window(kubernetes(1), Duration.ofMillis(100));
        Window busy = new Window(kubernetes(11), Duration.ofMillis(1100));
        assertThat(busy.kubernetesCallsAnHour(idle)).isEqualTo(10 * 6 + 60.0);
        assertThat(busy.cpuSecondsAnHour(idle)).isEqualTo(6 + 0.1 * 60);
        assertThat(idle.kubernetesCallsAnHour(idle)).isEqualTo(60);
    }

    private static CallCounts kubernetes(int calls) {
        return new CallCounts(Map.of(new Operation(Operation.KUBERNETES, "get securesites", false), calls));
    }

    private static FleetFigures fleet(int sites, double awsCalls, int writes) {
        return new FleetFigures(
                sites, awsCalls, 7, 200 * 1024, 2.5, Duration.ofMillis(1500), Duration.ofMillis(3200), writes);
    }

    private int run(List<FleetFigures> measured, String... arguments) {
        Surroundings surroundings = new Surroundings(
                Path.of("."), Path.of("java"), Map.of(), InstantSource.system(), stream(out), stream(err));
        BenchSites command = new BenchSites(surroundings, sizes -> {
            asked.addAll(sizes);
            return measured;
        });
        return new CommandLine(command)
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
