package io.siteward.sandbox.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code siteward sandbox}: everything in one go, to look at or, with {@code --once}, to be checked. */
@Command(
        name = "sandbox",
        description = {
            "Starts an AWS in memory, a Kubernetes API and the operator between them, applies an example, and stays"
                    + " until Ctrl-C.",
            "Nothing leaves this machine."
        },
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    private final Surroundings surroundings;

    @Option(
            names = "--once",
            description = "Take the example through its whole life without a person, check AWS and the page at every"
                    + " step, print a table, and end: with 0, or with 1 and the reason.")
    private boolean once;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Use the cluster and the namespace of this kubeconfig's context instead of the embedded"
                    + " Kubernetes API. The definitions in crds/ are applied to it.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Apply this SecureSite instead of examples/01-site/site.yaml.")
    private @Nullable Path manifest;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where AWS and the pages are served. Default: any that is free.")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init") // The command line sets it.
    private CommandSpec spec;

    public RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        checkPort();
        Manifest site = input(Manifest::read, manifest());
        Optional<Kubeconfig> cluster = Optional.ofNullable(kubeconfig).map(file -> input(Kubeconfig::read, file));
        try (RunFolder folder = RunFolder.claim(surroundings.home().resolve(".siteward"))) {
            return run(plan(folder.path(), cluster), site);
        } catch (SandboxFailure e) {
            surroundings.err().println("siteward: " + e.getMessage());
            return 1;
        }
    }

    private int run(Sandbox.Plan plan, Manifest site) {
        try (Sandbox sandbox = Sandbox.start(plan);
                SandboxServer server = SandboxServer.start(sandbox)) {
            Thread stop = new Thread(sandbox::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            Session session = new Session(sandbox, server.uri(), surroundings);
            Optional<String> reason = once ? session.once(site) : session.stay(site);
            reason.filter(text -> !sandbox.isClosed()).ifPresent(text -> explain(text, sandbox.operator()));
            return reason.isPresent() ? 1 : 0;
        }
    }

    private Sandbox.Plan plan(Path state, Optional<Kubeconfig> cluster) {
        return new Sandbox.Plan(
                surroundings.home(),
                state,
                cluster,
                port,
                surroundings.java(),
                surroundings.environment(),
                surroundings.clock());
    }

    private Path manifest() {
        return manifest == null ? surroundings.home().resolve("examples/01-site/site.yaml") : manifest;
    }

    /** Reads what an argument names: what is wrong with it is said before anything is started. */
    private <T> T input(Function<Path, T> read, Path file) {
        try {
            return read.apply(file);
        } catch (SandboxFailure e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void checkPort() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "A port is a number from 0 to " + HIGHEST_PORT + ", and not " + port + ".");
        }
    }

    private void explain(String reason, OperatorProcess operator) {
        surroundings.err().println("siteward: " + reason);
        surroundings.err().println("The end of the operator's log, " + operator.log() + ":");
        operator.tail().forEach(line -> surroundings.err().println("  " + line));
    }
}
