package io.siteward.sandbox.run;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs steps one after the other until one fails, and tells what became of each. */
final class ScenarioRun {
    private final PrintStream out;
    private final Progress progress;
    private final InstantSource clock;

    ScenarioRun(PrintStream out, Progress progress, InstantSource clock) {
        this.out = out;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Runs them and prints the table.
     *
     * @return why a step failed; empty when none did
     */
    Optional<String> run(List<Step> steps) {
        Summary summary = new Summary();
        Optional<String> reason = Optional.empty();
        for (Step step : steps) {
            if (reason.isPresent()) {
                summary.notRun(step);
                continue;
            }
            progress.say("-- " + step.title());
            Instant begin = clock.instant();
            reason = failure(step);
            Duration time = Duration.between(begin, clock.instant());
            if (reason.isPresent()) {
                summary.failed(step, time);
            } else {
                summary.ok(step, time);
            }
        }
        out.println();
        summary.print(out);
        return reason;
    }

    private static Optional<String> failure(Step step) {
        try {
            step.action().run();
            return Optional.empty();
        } catch (SandboxFailure | SdkException e) {
            return Optional.of(step.title() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            return Optional.of(step.title() + ": " + e);
        }
    }
}
