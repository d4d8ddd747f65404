package io.siteward.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The {@code openssl} of this machine as the judge of signatures: it shares no code with the JDK. */
public final class OpenSsl {
    private final Path folder;

    /** @param folder for the files that it reads */
    public OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** Whether the signature is that of the text. */
    public boolean verifies(PublicKey key, HashAlgorithm hash, String text, byte[] signature) {
        try {
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            return run(List.of(
                    "openssl",
                    "dgst",
                    "-" + hash.name().toLowerCase(Locale.ROOT),
                    "-verify",
                    Files.writeString(folder.resolve("key.pem"), pem).toString(),
                    "-signature",
                    Files.write(folder.resolve("signature"), signature).toString(),
                    Files.writeString(folder.resolve("text"), text, StandardCharsets.UTF_8)
                            .toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && said.contains("Verified OK");
        } catch (IOException e) {
            throw new AssertionError("These tests need openssl on the PATH: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
