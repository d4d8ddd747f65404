package io.siteward.sandbox.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** A person's terminal with the sandbox's exports, in which {@code siteward sign} is typed. */
final class Terminal {
    private final Surroundings surroundings;
    private final Map<String, String> exports;

    Terminal(Surroundings surroundings, Map<String, String> exports) {
        this.surroundings = surroundings;
        this.exports = exports;
    }

    /**
     * What the command prints.
     *
     * @throws SandboxFailure when it fails, with what it complained of
     */
    String sign(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings typed = new Surroundings(
                surroundings.home(), surroundings.java(), exports, surroundings.clock(), stream(out), stream(err));
        int code = new CommandLine(new SignCommand(typed, CallerCredentials::in)).execute(arguments);
        SandboxFailure.unless(
                code == 0, "siteward sign ended with " + code + ": " + err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
