package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code siteward bench calls}: what a site's life costs in calls, held to a bound and to the committed table. */
@Command(
        name = "calls",
        description = {
            "Takes a site through its life and counts every call to AWS and to Kubernetes, by operation, with the"
                    + " operator's status kept and with it lost.",
            "Ends with 1 when a look at an unchanged site costs more than it may, or when docs/calls.md says otherwise."
        },
        mixinStandardHelpOptions = true)
final class BenchCalls implements Callable<Integer> {
    static final String DOCUMENT = "docs/calls.md";

    private final Surroundings surroundings;
    private final Supplier<List<LifeCosts>> measure;

    @Option(names = "--write", description = "Write " + DOCUMENT + " anew instead of comparing with it.")
    private boolean write;

    /** @param measure the lives of the sites that are counted */
    BenchCalls(Surroundings surroundings, Supplier<List<LifeCosts>> measure) {
        this.surroundings = surroundings;
        this.measure = measure;
    }

    @Override
    public Integer call() {
        try {
            List<LifeCosts> lives = measure.get();
            lives.forEach(life -> surroundings.out().println(life.section()));
            List<String> complaints = new ArrayList<>();
            lives.forEach(life -> complaints.addAll(life.complaints()));
            compare(CallDocument.of(lives), complaints);
            complaints.forEach(complaint -> surroundings.err().println("siteward: " + complaint));
            return complaints.isEmpty() ? 0 : 1;
        } catch (SandboxFailure e) {
            surroundings.err().println("siteward: " + e.getMessage());
            return 1;
        }
    }

    private void compare(String document, List<String> complaints) {
        Path file = surroundings.home().resolve(DOCUMENT);
        try {
            if (write) {
                Files.writeString(file, document);
            } else if (!Files.exists(file) || !Files.readString(file).equals(document)) {
                complaints.add(DOCUMENT + " says otherwise: ./siteward bench calls --write");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
