package io.siteward.sandbox.bench;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code siteward bench signing}: how fast the function signs, beside openssl and AWS's own signer. */
@Command(
        name = "signing",
        description = "Measures signatures in a second of processor time: the function with and without the Corretto"
                + " provider, AWS's own signer, and openssl.",
        mixinStandardHelpOptions = true)
final class BenchSigning implements Callable<Integer> {
    private static final int ROUNDS = 3;

    private final Surroundings surroundings;
    private final Supplier<List<SigningRate>> openSsl;
    private final Supplier<List<SigningRate>> function;

    @Option(names = "--write", description = "Write the part on signing of " + BenchLeases.DOCUMENT + " anew.")
    private boolean write;

    /**
     * A command.
     *
     * @param openSsl one round of openssl
     * @param function one round of the function and AWS's own signer
     */
    BenchSigning(Surroundings surroundings, Supplier<List<SigningRate>> openSsl, Supplier<List<SigningRate>> function) {
        this.surroundings = surroundings;
        this.openSsl = openSsl;
        this.function = function;
    }

    @Override
    public Integer call() {
        try {
            List<SigningRate> rates = new ArrayList<>();
            // In turns: what else the machine does then slows all of them.
            for (int round = 1; round <= ROUNDS; round++) {
                surroundings.out().println("siteward: signing, round " + round + " of " + ROUNDS + " ...");
                rates.addAll(openSsl.get());
                rates.addAll(function.get());
            }
            String section = SigningSection.of(rates);
            surroundings.out().println();
            surroundings.out().print(section);
            if (rates.stream().noneMatch(rate -> rate.signer().equals("accp"))) {
                surroundings.out().println("\nThe Corretto provider does not load here: it is for Linux.");
            }
            if (write) {
                write(section);
            }
            return 0;
        } catch (SandboxFailure e) {
            surroundings.err().println("siteward: " + e.getMessage());
            return 1;
        }
    }

    private void write(String section) {
        Path file = surroundings.home().resolve(BenchLeases.DOCUMENT);
        try {
            Files.writeString(file, new DocumentPart(SigningSection.TITLE).put(Files.readString(file), section));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
