package io.siteward.e2e.servers;

import io.siteward.sandbox.run.Tether;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that runs until it is closed, or until this process ends, however it ends. */
final class ServerProcess implements AutoCloseable {
    private static final int TAIL_LINES = 20;

    private final Process process;
    private final Tether tether;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.tether = Tether.to(process);
        this.log = log;
    }

    /** @param log what it says is added there */
    static ServerProcess start(Path program, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            return new ServerProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException with the end of its log, when it has ended */
    void checkAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(log + ": ended with exit code " + process.exitValue() + "\n" + tail());
        }
    }

    /** Ends it as a machine that loses its power does. What it holds is to be thrown away, or lies with etcd. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        tether.close();
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
