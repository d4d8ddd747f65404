package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code siteward bench}: what the operator costs. */
@Command(name = "bench", description = "Measures what the operator costs.", mixinStandardHelpOptions = true)
public final class BenchCommand {
    private BenchCommand() {}

    public static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchCalls(surroundings, new CountedLives(surroundings)))
                .addSubcommand(new BenchSites(surroundings, new MeasuredFleets(surroundings)))
                .addSubcommand(
                        new BenchLeases(surroundings, new LeaseProgram(surroundings), new Replicas(surroundings)))
                .addSubcommand(new BenchSigning(surroundings, new OpenSslSpeed(), new SigningProgram(surroundings)));
    }
}
