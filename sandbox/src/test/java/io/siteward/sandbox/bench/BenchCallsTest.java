package io.siteward.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.run.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCallsTest {
    private static final Operation HEAD = new Operation("s3", "HeadBucket", false);
    private static final Operation LIST = new Operation("cloudfront", "ListFunctions", false);
    private static final Operation CREATE = new Operation("s3", "CreateBucket", true);
    private static final Operation PATCH = new Operation(Operation.KUBERNETES, "patch securesites/status", true);
    private static final Map<Operation, Integer> ALLOWED = Map.of(HEAD, 2, LIST, 1, PATCH, 1);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path home;

    @BeforeEach
    void makeTheFolderOfTheDocument() throws IOException {
        Files.createDirectory(home.resolve("docs"));
    }

    @Test
    void putsTheFlowsSideBySide() {
        assertThat(CallTable.of(List.of(
                        new Flow("create", new CallCounts(Map.of(CREATE, 1, HEAD, 12, PATCH, 3))),
                        new Flow(Flow.NO_OP, new CallCounts(ALLOWED)))))
                .isEqualTo("""
                        | operation                           | create | no-op |
                        | ----------------------------------- | -----: | ----: |
                        | AWS reads                           |     12 |     3 |
                        | AWS writes                          |      1 |     0 |
                        | Kubernetes reads                    |      0 |     0 |
                        | Kubernetes writes                   |      3 |     1 |
                        | cloudfront ListFunctions            |      0 |     1 |
                        | s3 HeadBucket                       |     12 |     2 |
                        | s3 CreateBucket                     |      1 |     0 |
                        | kubernetes patch securesites/status |      3 |     1 |
                        """);
    }

    @Test
    void endsWellWithinTheBoundAndWithTheCommittedTable() {
        assertThat(run(noOp(Flow.NO_OP, ALLOWED), "--write")).isZero();
        assertThat(home.resolve("docs/calls.md")).content().contains("| s3 HeadBucket ");
        assertThat(run(noOp(Flow.NO_OP, ALLOWED))).isZero();
        assertThat(said(err)).isEmpty();
        assertThat(said(out)).contains("## A small site", "| s3 HeadBucket ");
    }

    @Test
    void failsWhenTheCommittedTableSaysOtherwise() {
        assertThat(run(noOp(Flow.NO_OP, ALLOWED), "--write")).isZero();
        assertThat(run(noOp(Flow.NO_OP, Map.of(HEAD, 1)))).isEqualTo(1);
        assertThat(said(err)).isEqualTo("siteward: docs/calls.md says otherwise: ./siteward bench calls --write\n");
    }

    @Test
    void failsAtOneReadTooMany() {
        assertThat(run(noOp(Flow.NO_OP, changed(HEAD, 3)), "--write")).isEqualTo(1);
        assertThat(said(err)).isEqualTo("siteward: A small site: no-op: 3 reads of AWS, and 2 are allowed\n");
    }

    @Test
    void failsAtASharedReadThatIsMadeTwice() {
        assertThat(run(noOp(Flow.NO_OP_RESTARTED, changed(LIST, 2)), "--write")).isEqualTo(1);
        assertThat(said(err))
                .isEqualTo("siteward: A small site: no-op, restarted: cloudfront ListFunctions 2 times, and once is"
                        + " allowed\n");
    }

    @Test
    void failsAtAWriteAlsoWhereTheStatusWasLost() {
        assertThat(run(noOp(Flow.NO_OP_LOST, changed(HEAD, 30)), "--write")).isZero();
        assertThat(run(noOp(Flow.NO_OP_LOST, changed(CREATE, 1)), "--write")).isEqualTo(1);
        assertThat(said(err)).isEqualTo("siteward: A small site: no-op, lost: 1 writes to AWS, and none is allowed\n");
    }

    private static Map<Operation, Integer> changed(Operation operation, int count) {
        Map<Operation, Integer> counts = new TreeMap<>(ALLOWED);
        counts.put(operation, count);
        return counts;
    }

    private static LifeCosts noOp(String title, Map<Operation, Integer> counts) {
        return new LifeCosts("A small site", new NoOpBound(2), List.of(new Flow(title, new CallCounts(counts))));
    }

    private int run(LifeCosts costs, String... arguments) {
        Surroundings surroundings =
                new Surroundings(home, Path.of("java"), Map.of(), InstantSource.system(), stream(out), stream(err));
        return new CommandLine(new BenchCalls(surroundings, () -> List.of(costs))).execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
