package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The program among the sign function's tests that signs as fast as it can, as a process of its own: the sandbox knows no
 * handler. AWS's own signer and the Corretto provider come from the sandbox's libraries.
 */
final class SigningProgram implements Supplier<List<SigningRate>> {
    private static final String MAIN = "io.siteward.sign.figures.SigningRates";

    private final Surroundings surroundings;

    SigningProgram(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public List<SigningRate> get() {
        Path target = surroundings.home().resolve("handlers/sign/target");
        String classPath = String.join(
                File.pathSeparator,
                target.resolve("siteward-sign.jar").toString(),
                target.resolve("test-classes").toString(),
                surroundings.home().resolve("sandbox/target/lib").resolve("*").toString());
        ProcessBuilder builder = new ProcessBuilder(surroundings.java().toString(), "-cp", classPath, MAIN)
                .redirectError(Redirect.INHERIT);
        try {
            Process process = builder.start();
            String figures = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            SandboxFailure.unless(code == 0, MAIN + " ended with exit code " + code + ".");
            return figures.lines().map(SigningProgram::parsed).toList();
        } catch (IOException e) {
            throw new SandboxFailure(MAIN + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }

    /**
     * A rate.
     *
     * @param line of key, signer and number
     */
    static SigningRate parsed(String line) {
        String[] words = line.split(" ", -1);
        SandboxFailure.unless(words.length == 3, MAIN + " printed what is no figure: " + line);
        return new SigningRate(words[0], words[1], Double.parseDouble(words[2]));
    }
}
