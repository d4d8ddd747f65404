package io.siteward.sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The operator's own jar in a process of its own, which does not outlive this one; its log goes to a file. */
public final class OperatorProcess implements AutoCloseable {
    /** Longer than the operator's own patience with a call in flight. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private static final int TAIL_LINES = 40;

    private final Process process;
    private final Tether tether;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.tether = Tether.to(process);
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param ahead by how much its clock is ahead of the machine's
     * @param environment all of it: nothing is inherited
     * @param log written anew
     */
    public static OperatorProcess start(
            Path java, Path jar, Duration ahead, Map<String, String> environment, Path log) {
        if (!Files.exists(jar)) {
            throw new SandboxFailure("There is no " + jar + ": build it with \"mvn package\".");
        }
        // It lives for minutes: what the second compiler would gain, its start would lose.
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(
                ahead.isZero()
                        ? List.of("-jar", jar.toString())
                        : List.of("-cp", jar.toString(), "io.siteward.AheadOfTime", ahead.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new OperatorProcess(builder.start(), log);
        } catch (IOException e) {
            throw new SandboxFailure("The operator cannot be started with " + java + ": " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Completes when it has ended and {@link #checkAlive} says so: the handle of its pid completes a moment earlier. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    public Path log() {
        return log;
    }

    /**
     * Throws unless it runs.
     *
     * @throws SandboxFailure when it has ended
     */
    public void checkAlive() {
        if (!process.isAlive()) {
            throw new SandboxFailure("The operator ended with exit code " + process.exitValue() + ".");
        }
    }

    /** The last lines of its log. */
    public List<String> tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a crash does, with SIGKILL, and waits until it is dead. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end, as Kubernetes would, and ends it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        tether.close();
    }
}
