package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code openssl speed} says of signing: it counts by processor time, and hashes nothing. */
final class OpenSslSpeed implements Supplier<List<SigningRate>> {
    /** The key, two times, and then the signatures a second. */
    private static final Pattern LINE = Pattern.compile(
            "^ *(rsa 2048 bits|256 bits ecdsa \\(nistp256\\)) +[0-9.]+s +[0-9.]+s +([0-9.]+) ", Pattern.MULTILINE);

    private static final int KEYS = 2;

    @Override
    public List<SigningRate> get() {
        try {
            Process process = new ProcessBuilder("openssl", "speed", "-seconds", "2", "rsa2048", "ecdsap256")
                    .redirectError(Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            SandboxFailure.unless(code == 0, "openssl speed ended with exit code " + code + ".");
            return parsed(said);
        } catch (IOException e) {
            throw new SandboxFailure("openssl is needed, and cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted.", e);
        }
    }

    /**
     * The rates of both keys.
     *
     * @param said its table
     */
    static List<SigningRate> parsed(String said) {
        List<SigningRate> rates = new ArrayList<>();
        Matcher line = LINE.matcher(said);
        while (line.find()) {
            String key = line.group(1).startsWith("rsa") ? "RSA2048" : "ECDSAP256";
            rates.add(new SigningRate(key, "openssl", Double.parseDouble(line.group(2))));
        }
        SandboxFailure.unless(rates.size() == KEYS, "openssl speed said something else than expected: " + said);
        return rates;
    }
}
