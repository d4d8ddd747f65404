package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code siteward bench sites}: what an operator costs that keeps many sites which nobody changes. */
@Command(
        name = "sites",
        description = {
            "Measures the operator with none, 1, 10 and N sites that nobody changes: calls, memory, processor time, and"
                    + " how long it takes to start.",
            "Ends with 1 when calls grow faster than the sites, or when anything is written."
        },
        mixinStandardHelpOptions = true)
final class BenchSites implements Callable<Integer> {
    /** Each is looked at every minute here; more would need more calls a second than the operator allows itself. */
    private static final int MOST = 200;

    private final Surroundings surroundings;
    private final Function<List<Integer>, List<FleetFigures>> measure;

    @Option(names = "--sites", paramLabel = "N", description = "How many; default: 100.")
    private int sites = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // The command line sets it.
    private CommandSpec spec;

    /** @param measure the figures for so many sites */
    BenchSites(Surroundings surroundings, Function<List<Integer>, List<FleetFigures>> measure) {
        this.surroundings = surroundings;
        this.measure = measure;
    }

    @Override
    public Integer call() {
        if (sites < 1 || sites > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--sites is a number from 1 to " + MOST + ", and not " + sites + ".");
        }
        try {
            List<FleetFigures> fleets = measure.apply(
                    Stream.of(0, 1, Math.min(10, sites), sites).distinct().toList());
            surroundings.out().println();
            surroundings.out().print(FleetTable.of(fleets));
            surroundings.out().println();
            surroundings.out().println(howItWasMeasured());
            List<String> complaints = FleetTable.complaints(fleets);
            complaints.forEach(complaint -> surroundings.err().println("siteward: " + complaint));
            return complaints.isEmpty() ? 0 : 1;
        } catch (SandboxFailure e) {
            surroundings.err().println("siteward: " + e.getMessage());
            return 1;
        }
    }

    private static String howItWasMeasured() {
        return """
            Measured for %d s at %d times the default pace: resyncSeconds, and the intervals at which the account's
            shared objects and the credentials are looked at, are a tenth of their defaults. So an hour is %d such
            windows. What an operator without sites does in the window goes by the real clock, and is taken out
            before and put back whole. Rates are the defaults. Times to ready and to all looked at are from a start
            beside sites that exist, and depend on the machine.\
            """.formatted(Window.LENGTH.toSeconds(), Window.PACE, 3600 / Window.LENGTH.toSeconds() / Window.PACE);
    }
}
