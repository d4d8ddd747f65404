package io.siteward.sandbox;

import io.siteward.sandbox.bench.BenchCommand;
import io.siteward.sandbox.run.CallerCredentials;
import io.siteward.sandbox.run.RunCommand;
import io.siteward.sandbox.run.SignCommand;
import io.siteward.sandbox.run.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program of the sandbox's jar. */
@Command(
        name = "siteward",
        description = "Siteward on this machine, with an AWS in memory: no account, no cluster, no costs.",
        mixinStandardHelpOptions = true)
public final class SandboxCommand {
    private SandboxCommand() {}

    /** Ends with exit code 0; with 1 when something is not as it must be; with 2 when the arguments are wrong. */
    public static void main(String[] arguments) {
        // Before the first logger is made. Not in a file of logback's own name: in tests of the operator, the
        // operator's stands on the same class path.
        System.setProperty("logback.configurationFile", "sandbox-logback.xml");
        Surroundings surroundings = new Surroundings(
                Path.of(System.getProperty("siteward.home", "")).toAbsolutePath(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getenv(),
                InstantSource.system(),
                System.out,
                System.err);
        System.exit(commandLine(surroundings).execute(arguments));
    }

    public static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new SandboxCommand())
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new SignCommand(surroundings, CallerCredentials::in))
                .addSubcommand(BenchCommand.commandLine(surroundings))
                .setParameterExceptionHandler((e, arguments) -> complain(surroundings, e))
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    }

    /** One line that says what is wrong and where to read what would be right. */
    private static int complain(Surroundings surroundings, ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        surroundings.err().println("siteward: " + wrong.getMessage() + " (./" + command + " --help says more)");
        return wrong.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }
}
