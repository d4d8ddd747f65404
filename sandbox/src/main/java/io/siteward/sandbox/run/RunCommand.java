package io.siteward.sandbox.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code siteward sandbox}: everything in one go, to look at or, with {@code --once}, to be checked. */
@Command(
        name = "sandbox",
        description = {
            "Starts an AWS in memory, a Kubernetes API and the operator between them, applies an example, and stays"
                    + " until Ctrl-C.",
            "Nothing leaves this machine."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
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

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Sandbox sandbox = Sandbox.start(plan())) {
            Thread stop = new Thread(sandbox::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            Session session = new Session(sandbox, surroundings);
            Optional<String> reason = once ? session.once(manifest()) : session.stay(manifest());
            reason.filter(text -> !sandbox.isClosed()).ifPresent(text -> explain(text, sandbox.operator()));
            return reason.isPresent() ? 1 : 0;
        } catch (SandboxFailure e) {
            surroundings.err().println("siteward: " + e.getMessage());
            return 1;
        }
    }

    /** What is to be started. */
    Sandbox.Plan plan() {
        Path state = surroundings.home().resolve(once ? ".siteward/once" : ".siteward");
        return new Sandbox.Plan(
                surroundings.home(),
                state,
                Optional.ofNullable(kubeconfig).map(Path::toAbsolutePath),
                port,
                surroundings.java(),
                surroundings.environment(),
                surroundings.clock());
    }

    Path manifest() {
        return manifest == null ? surroundings.home().resolve("examples/01-site/site.yaml") : manifest;
    }

    private void explain(String reason, OperatorProcess operator) {
        surroundings.err().println("siteward: " + reason);
        surroundings.err().println("The end of the operator's log, " + operator.log() + ":");
        operator.tail().forEach(line -> surroundings.err().println("  " + line));
    }
}
