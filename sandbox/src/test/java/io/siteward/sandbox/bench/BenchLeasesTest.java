package io.siteward.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchLeasesTest {
    private static final List<String> PRINTED = List.of(
            "rest 1 2 10 280 240 120 6",
            "rest 100 2 10 280 240 120 159",
            "move 100 1 2 53 108",
            "takeover killed 100 60 29176 32444 30216 33484",
            "takeover stopped 100 60 2456 5073 3496 6113",
            "takeover killed-alone 100 60 30120 30120 32100 32100");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int realRuns;

    @TempDir
    private Path home;

    private Path document;

    @BeforeEach
    void makeTheDocument() throws IOException {
        document = Files.createDirectory(home.resolve("docs")).resolve("economy.md");
        Files.writeString(document, "# What many sites cost\n\nMuch.\n");
    }

    @Test
    void printsWhatWasCountedAndBesideItWhatTwoOperatorsDid() {
        assertThat(run(PRINTED)).isZero();
        assertThat(said(out)).contains("""

                        | sites | replicas | reads/min each | writes/min each | reads/min all | writes/min all | lease writes to begin |
                        | ----- | -------: | -------------: | --------------: | ------------: | -------------: | --------------------: |
                        | 1     |        2 |           14.0 |            12.0 |          28.0 |           24.0 |                     6 |
                        | 100   |        2 |           14.0 |            12.0 |          28.0 |           24.0 |                   159 |
                        """, """

                        | sites | replicas | sites that moved | lease writes |
                        | ----- | -------: | ---------------: | -----------: |
                        | 100   |   1 to 2 |               53 |          108 |
                        """, """

                        | seconds until another acts                        | times | first site | worst | last site | worst |
                        | ------------------------------------------------- | ----: | ---------: | ----: | --------: | ----: |
                        | one of two is killed                              |    60 |       29.2 |  32.4 |      30.2 |  33.5 |
                        | one of two is stopped                             |    60 |        2.5 |   5.1 |       3.5 |   6.1 |
                        | the only one is killed, and started again at once |    60 |       30.1 |  30.1 |      32.1 |  32.1 |
                        """, """

                        | 100 sites, 2 replicas        | virtual, 30 s | as for 6 s | real, 6 s |
                        | ---------------------------- | ------------: | ---------: | --------: |
                        | reads/min each               |          14.0 |       70.0 |      71.0 |
                        | writes/min each              |          12.0 |       60.0 |      60.0 |
                        | s to the first site, killed  |    29.2, 32.4 |   5.8, 6.5 |  5.5, 6.0 |
                        | s to the last site, killed   |    30.2, 33.5 |   6.0, 6.7 |  6.5, 7.0 |
                        | s to the first site, stopped |      2.5, 5.1 |   0.5, 1.0 |  1.5, 2.0 |
                        | s to the last site, stopped  |      3.5, 6.1 |   0.7, 1.2 |  2.5, 3.0 |
                        """);
        assertThat(said(err)).isEmpty();
    }

    @Test
    void leavesOutTheTwoOperatorsWhenInAHurry() {
        assertThat(run(PRINTED, "--quick")).isZero();
        assertThat(realRuns).isZero();
        assertThat(said(out)).contains("one of two is killed").doesNotContain("real, 6 s");
    }

    @Test
    void failsWhenAReplicaAtRestWritesMoreBecauseThereAreMoreSites() {
        assertThat(run(List.of(
                        "rest 1 1 10 140 120 120 2",
                        "rest 1 2 10 280 240 120 6",
                        "rest 100 1 10 140 120 120 101",
                        "rest 100 2 10 280 241 121 159",
                        PRINTED.get(3),
                        PRINTED.get(4),
                        PRINTED.get(5))))
                .isEqualTo(1);
        assertThat(said(err))
                .isEqualTo(
                        "siteward: one of 2 replicas at rest writes 12.1 times a minute with 100 sites, and 12.0 times"
                                + " with 1\n");
    }

    @Test
    void failsWhenAMoveTakesMoreThanItNeeds() {
        assertThat(run(List.of(PRINTED.get(1), "move 100 1 2 53 109", PRINTED.get(3), PRINTED.get(4), PRINTED.get(5))))
                .isEqualTo(1);
        assertThat(said(err))
                .isEqualTo("siteward: 53 of 100 sites moved with 109 writes of leases, and 108 are allowed\n");
    }

    @Test
    void writesItsOwnPartOfTheDocumentAndNoOther() throws IOException {
        assertThat(run(PRINTED, "--write")).isZero();
        String once = Files.readString(document);
        assertThat(once).startsWith("# What many sites cost\n\nMuch.\n\n## Leases\n\nMeasured by ");

        Files.writeString(document, once.replace("Measured by", "Guessed by") + "\n## Other things\n\nNothing.\n");
        assertThat(run(PRINTED, "--write")).isZero();
        assertThat(document).content().isEqualTo(once + "\n## Other things\n\nNothing.\n");
    }

    @Test
    void doesNotWriteHalfOfThePart() throws IOException {
        assertThat(run(PRINTED, "--quick", "--write")).isEqualTo(2);
        assertThat(said(err)).startsWith("--write needs what --quick leaves out: one or the other.\n");
        assertThat(document).content().doesNotContain("## Leases");
    }

    @Test
    void refusesALineThatIsNoFigure() {
        assertThatThrownBy(() -> LeaseProgram.parsed(List.of("Exception in thread main")))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageEndingWith("printed what is no figure: Exception in thread main");
    }

    @Test
    void saysThatTheProgramCouldNotRun() {
        Surroundings surroundings = surroundings();
        assertThatThrownBy(new LeaseProgram(surroundings)::get)
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("io.siteward.lease.LeaseCosts cannot be started");
    }

    private RealLeases real() {
        realRuns++;
        return new RealLeases(
                100,
                Duration.ofSeconds(6),
                Duration.ofSeconds(30),
                71,
                60,
                51,
                takeover(Takeover.How.KILLED, 5500),
                takeover(Takeover.How.STOPPED, 1500));
    }

    private static Takeover takeover(Takeover.How how, int first) {
        return new Takeover(how, 100, 3, wait(first), wait(first + 1000));
    }

    private static Takeover.Wait wait(int median) {
        return new Takeover.Wait(Duration.ofMillis(median), Duration.ofMillis(median + 500));
    }

    private int run(List<String> printed, String... arguments) {
        out.reset();
        err.reset();
        return new CommandLine(new BenchLeases(surroundings(), () -> LeaseProgram.parsed(printed), this::real))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private Surroundings surroundings() {
        return new Surroundings(home, Path.of("no java"), Map.of(), InstantSource.system(), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
