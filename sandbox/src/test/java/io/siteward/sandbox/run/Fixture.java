package io.siteward.sandbox.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The program's surroundings without a terminal: what it prints is kept, and the clock stands still. */
final class Fixture {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Surroundings surroundings(Path home) {
        return surroundings(home, Map.of());
    }

    Surroundings surroundings(Path home, Map<String, String> environment) {
        return new Surroundings(home, JAVA, environment, CLOCK, stream(out), stream(err));
    }

    PrintStream out() {
        return stream(out);
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
