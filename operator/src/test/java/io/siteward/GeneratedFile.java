package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that is generated from the code. A test that holds one fails when the file is stale.
 *
 * @param path from the project's root, for example {@code docs/conditions.md}
 */
public record GeneratedFile(String path) {
    /** The command that writes all generated files anew. */
    public static final String COMMAND = "mvn test -Dsiteward.regenerate=true";

    private static final boolean REGENERATE = Boolean.getBoolean("siteward.regenerate");

    public void assertIs(String content) throws IOException {
        Path file = Path.of("..", path);
        if (REGENERATE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content);
        }
        String stale = path + " is stale: " + COMMAND;
        assertThat(file).as(stale).exists();
        assertThat(Files.readString(file)).as(stale).isEqualTo(content);
    }
}
