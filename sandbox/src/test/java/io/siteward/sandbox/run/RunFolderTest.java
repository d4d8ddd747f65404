package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path directory;

    @Test
    void givesEachRunItsOwn() {
        Path parent = directory.resolve("state");
        try (RunFolder first = RunFolder.claim(parent);
                RunFolder second = RunFolder.claim(parent)) {
            assertThat(first.path()).isEqualTo(parent.resolve("1")).isDirectory();
            assertThat(second.path()).isEqualTo(parent.resolve("2")).isDirectory();
        }
    }

    @Test
    void givesAFolderAgainWhoseRunHasEnded() {
        RunFolder.claim(directory).close();
        try (RunFolder next = RunFolder.claim(directory)) {
            assertThat(next.path()).isEqualTo(directory.resolve("1"));
        }
    }

    @Test
    void saysWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> RunFolder.claim(file))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageStartingWith("No folder for this run can be made in " + file);
    }
}
