package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioRunTest {
    private final Fixture fixture = new Fixture();
    private final List<String> done = new ArrayList<>();
    private final Step good = new Step("the first", () -> done.add("first"));
    private final Step bad = new Step("the second", () -> SandboxFailure.unless(false, "The bucket is open."));
    private final Step after = new Step("the third", () -> done.add("third"));

    @Test
    void takesTheStepsInTheirOrder() {
        assertThat(run(good, after)).isEmpty();
        assertThat(done).containsExactly("first", "third");
        assertThat(rows()).containsExactly("the first|0.0|ok", "the third|0.0|ok");
    }

    @Test
    void stopsAtTheStepThatFailsAndSaysWhy() {
        assertThat(run(good, bad, after)).containsExactly("the second: The bucket is open.");
        assertThat(done).containsExactly("first");
        assertThat(rows()).containsExactly("the first|0.0|ok", "the second|0.0|FAILED", "the third|not run");
    }

    @Test
    void countsAFailureThatNobodyForesawAsOne() {
        Step broken = new Step("broken", () -> {
            throw new IllegalStateException("nobody thought of this");
        });
        assertThat(run(broken)).containsExactly("broken: java.lang.IllegalStateException: nobody thought of this");
    }

    private List<String> run(Step... steps) {
        ScenarioRun run = new ScenarioRun(fixture.out(), new Progress(fixture.out(), Fixture.CLOCK), Fixture.CLOCK);
        return run.run(List.of(steps)).stream().toList();
    }

    /** The table's rows, columns set apart by a bar. */
    private List<String> rows() {
        return fixture.printed()
                .lines()
                .dropWhile(line -> !line.startsWith("step "))
                .skip(1)
                .map(line -> line.strip().replaceAll(" {2,}", "|"))
                .toList();
    }
}
