package io.siteward.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page under {@code docs/} that is generated from the code. A test that holds one fails when the page is stale; {@code
 * mvn test -Dsiteward.regenerate=true} writes it anew.
 */
public record GeneratedDocument(String name) {
    private static final boolean REGENERATE = Boolean.getBoolean("siteward.regenerate");

    public void assertIs(String content) throws IOException {
        Path page = Path.of("..", "docs", name);
        if (REGENERATE) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, content);
        }
        assertThat(page)
                .as("docs/%s is stale: mvn test -Dsiteward.regenerate=true", name)
                .hasContent(content);
    }
}
