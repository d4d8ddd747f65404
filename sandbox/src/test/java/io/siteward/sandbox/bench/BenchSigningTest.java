package io.siteward.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.run.SandboxFailure;
import io.siteward.sandbox.run.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchSigningTest {
    /** As OpenSSL 3.0 prints it. */
    private static final String SPEED = """
            version: 3.0.19
                              sign    verify    sign/s verify/s
            rsa 2048 bits 0.000249s 0.000017s   4016.0  60466.7
                                          sign    verify    sign/s verify/s
             256 bits ecdsa (nistp256)   0.0000s   0.0001s  49621.7  16820.8
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path home;

    @BeforeEach
    void makeTheDocument() throws IOException {
        Files.createDirectory(home.resolve("docs"));
        Files.writeString(home.resolve("docs/economy.md"), "# Costs\n\n## Signing\n\nOld.\n\n## Other\n\nStays.\n");
    }

    @Test
    void printsTheMedianOfTheRoundsBesideOpenssl() {
        Deque<String> rounds = new ArrayDeque<>(List.of("900", "3000", "1000"));

        assertThat(run(
                        () -> List.of(
                                new SigningRate("RSA2048", "openssl", 1250),
                                new SigningRate("ECDSAP256", "openssl", 40_000)),
                        () -> List.of(
                                SigningProgram.parsed("RSA2048 accp " + rounds.remove()),
                                SigningProgram.parsed("RSA2048 sdk 500.4"),
                                SigningProgram.parsed("ECDSAP256 accp 44000"))))
                .isZero();
        assertThat(said(out)).contains("the median of 3.", """

                | signatures per CPU second       |    RSA 2048 |  ECDSA P-256 |
                | ------------------------------- | ----------: | -----------: |
                | openssl speed                   | 1250 (1.00) | 40000 (1.00) |
                | the function, Corretto provider | 1000 (0.80) | 44000 (1.10) |
                | the function, JDK               |           - |            - |
                | CloudFrontUtilities, JDK        |  500 (0.40) |            - |
                """).doesNotContain("does not load");
    }

    @Test
    void saysWhereTheProviderDoesNotLoad() {
        assertThat(run(List::of, () -> List.of(new SigningRate("RSA2048", "jca", 5))))
                .isZero();
        assertThat(said(out)).contains("The Corretto provider does not load here");
    }

    @Test
    void writesItsOwnPartOfTheDocumentAndNoOther() throws IOException {
        assertThat(run(() -> OpenSslSpeed.parsed(SPEED), List::of, "--write")).isZero();
        assertThat(Files.readString(home.resolve("docs/economy.md")))
                .startsWith("# Costs\n\n## Signing\n\nMeasured by ")
                .endsWith("\n\n## Other\n\nStays.\n")
                .doesNotContain("Old.");
    }

    @Test
    void readsWhatOpensslSays() {
        assertThat(OpenSslSpeed.parsed(SPEED))
                .containsExactly(
                        new SigningRate("RSA2048", "openssl", 4016.0),
                        new SigningRate("ECDSAP256", "openssl", 49621.7));
    }

    @Test
    void failsWhenAFigureIsNone() {
        assertThat(run(() -> OpenSslSpeed.parsed("version: 4"), List::of)).isEqualTo(1);
        assertThat(said(err)).startsWith("siteward: openssl speed said something else than expected: version: 4");
        assertThatThrownBy(() -> SigningProgram.parsed("oops")).isInstanceOf(SandboxFailure.class);
    }

    private int run(Supplier<List<SigningRate>> openSsl, Supplier<List<SigningRate>> function, String... arguments) {
        Surroundings surroundings =
                new Surroundings(home, Path.of("java"), Map.of(), InstantSource.system(), stream(out), stream(err));
        return new CommandLine(new BenchSigning(surroundings, openSsl, function)).execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
