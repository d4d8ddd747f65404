package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that somebody makes as docs/signing-keys.md says, which the functions and {@code siteward sign} read. */
class BroughtKeyTest {
    private static final String ENCODE = "openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER | base64 -w0";

    private static final String KEY = """
            apiVersion: siteward.io/v1alpha1
            kind: SigningKey
            metadata: {name: own-key}
            spec:
              region: eu-central-1
              source: {existing: {publicKeyIds: [K4], privateKeyName: /web/docs-key}}
              longestLifetimeSeconds: 3600
            status: {pointer: /web/docs-key}
            """;
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: own}
            spec: {region: eu-central-1, privatePaths: ["/members/*"], signingKeyRefs: [{name: own-key}]}
            status: {url: "https://d222222abcdef8.cloudfront.net/", distributionId: E2ABC}
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "RSA2048, openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem",
        "ECDSAP256, openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem"
    })
    void signs(String algorithm, String make) throws Exception {
        assertThat(Files.readString(Path.of("../docs/signing-keys.md"))).contains(make, ENCODE, algorithm);
        run(make);
        String stored = "{\"keyPairId\": \"K4\", \"algorithm\": \"" + algorithm + "\", \"privateKey\": \"" + run(ENCODE)
                + "\"}";
        try (SignedWorld world = new SignedWorld(directory, Fixture.CLOCK)) {
            world.apply(KEY);
            world.apply(SITE);
            world.store("/web/docs-key", stored);
            Terminal terminal = new Terminal(new Fixture().surroundings(directory), world.environment());

            assertThat(terminal.sign("own", "/members/a.html"))
                    .startsWith("https://d222222abcdef8.cloudfront.net/members/a.html?Expires=")
                    .contains("&Key-Pair-Id=K4&");
        }
    }

    private String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command).isZero();
        return out;
    }
}
