package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The program among the operator's tests that drives the lease protocol on a virtual clock. The sandbox cannot see the
 * operator's classes, so it is a process of its own, which prints a figure a line.
 */
final class LeaseProgram implements Supplier<VirtualLeases> {
    private static final String MAIN = "io.siteward.lease.LeaseCosts";

    private final Surroundings surroundings;

    LeaseProgram(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public VirtualLeases get() {
        surroundings.out().println("siteward: counting on a virtual clock ...");
        Path target = surroundings.home().resolve("operator/target");
        ProcessBuilder builder = new ProcessBuilder(
                        surroundings.java().toString(),
                        "-cp",
                        target.resolve("siteward-operator.jar") + File.pathSeparator + target.resolve("test-classes"),
                        MAIN)
                .redirectError(Redirect.INHERIT);
        try {
            Process process = builder.start();
            String figures = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            SandboxFailure.unless(code == 0, MAIN + " ended with exit code " + code + ".");
            return parsed(figures.lines().toList());
        } catch (IOException e) {
            throw new SandboxFailure(MAIN + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }

    /** @param lines of words; the first says what it is about */
    static VirtualLeases parsed(List<String> lines) {
        List<LeaseRest> rests = new ArrayList<>();
        List<LeaseMove> moves = new ArrayList<>();
        List<Takeover> takeovers = new ArrayList<>();
        for (String line : lines) {
            Words words = new Words(List.of(line.split(" ")));
            switch (words.word(0)) {
                case "rest" -> rests.add(words.rest());
                case "move" -> moves.add(words.move());
                case "takeover" -> takeovers.add(words.takeover());
                default -> throw new SandboxFailure(MAIN + " printed what is no figure: " + line);
            }
        }
        return new VirtualLeases(rests, moves, takeovers);
    }

    private record Words(List<String> words) {
        String word(int index) {
            return words.get(index);
        }

        private int number(int index) {
            return Integer.parseInt(word(index));
        }

        private Takeover.Wait wait(int index) {
            return new Takeover.Wait(Duration.ofMillis(number(index)), Duration.ofMillis(number(index + 1)));
        }

        LeaseRest rest() {
            return new LeaseRest(number(1), number(2), number(3), number(4), number(5), number(6), number(7));
        }

        LeaseMove move() {
            return new LeaseMove(number(1), number(2), number(3), number(4), number(5));
        }

        Takeover takeover() {
            Takeover.How how =
                    Takeover.How.valueOf(word(1).toUpperCase(Locale.ROOT).replace('-', '_'));
            return new Takeover(how, number(2), number(3), wait(4), wait(6));
        }
    }
}
