package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code siteward bench leases}: what it costs that each site has one holder, and how long it has none. */
@Command(
        name = "leases",
        description = {
            "Counts the calls of the lease store with 1, 100 and 1,000 sites and 1, 2 and 3 replicas, and measures how"
                    + " long sites wait for another holder: on a virtual clock, and with two operators.",
            "Ends with 1 when a replica at rest writes more because there are more sites, or a move takes more writes"
                    + " than two."
        },
        mixinStandardHelpOptions = true)
final class BenchLeases implements Callable<Integer> {
    static final String DOCUMENT = "docs/economy.md";

    private final Surroundings surroundings;
    private final Supplier<VirtualLeases> virtual;
    private final Supplier<RealLeases> real;

    @Option(names = "--quick", description = "Only on the virtual clock: seconds instead of minutes.")
    private boolean quick;

    @Option(names = "--write", description = "Write the part on leases of " + DOCUMENT + " anew.")
    private boolean write;

    @Spec
    @SuppressWarnings("NullAway.Init") // The command line sets it.
    private CommandSpec spec;

    /**
     * A command.
     *
     * @param virtual what is counted on the virtual clock
     * @param real what two operators do
     */
    BenchLeases(Surroundings surroundings, Supplier<VirtualLeases> virtual, Supplier<RealLeases> real) {
        this.surroundings = surroundings;
        this.virtual = virtual;
        this.real = real;
    }

    @Override
    public Integer call() {
        if (quick && write) {
            throw new ParameterException(
                    spec.commandLine(), "--write needs what --quick leaves out: one or the other.");
        }
        try {
            VirtualLeases counted = virtual.get();
            String section = quick ? LeaseSection.of(counted) : LeaseSection.of(counted, real.get());
            surroundings.out().println();
            surroundings.out().print(section);
            if (write) {
                write(section);
            }
            List<String> complaints = LeaseTable.complaints(counted);
            complaints.forEach(complaint -> surroundings.err().println("siteward: " + complaint));
            return complaints.isEmpty() ? 0 : 1;
        } catch (SandboxFailure e) {
            surroundings.err().println("siteward: " + e.getMessage());
            return 1;
        }
    }

    private void write(String section) {
        Path file = surroundings.home().resolve(DOCUMENT);
        try {
            Files.writeString(file, new DocumentPart(LeaseSection.TITLE).put(Files.readString(file), section));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
