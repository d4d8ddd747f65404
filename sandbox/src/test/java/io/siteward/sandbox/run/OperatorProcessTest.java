package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorProcessTest {
    @TempDir
    private Path directory;

    @Test
    void tellsWithWhatCodeItEndedAndKeepsWhatItSaid() throws IOException {
        Path jar = Files.writeString(directory.resolve("broken.jar"), "not a jar");
        try (OperatorProcess operator =
                OperatorProcess.start(Fixture.JAVA, jar, Map.of(), directory.resolve("operator.log"))) {
            assertThat(operator.onExit().join()).isNotNull();
            assertThatThrownBy(operator::checkAlive)
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessage("The operator ended with exit code 1.");
            assertThat(operator.tail()).anyMatch(line -> line.contains("Invalid or corrupt jarfile"));
        }
    }

    @Test
    void namesTheProgramThatCannotBeStarted() throws IOException {
        Path jar = Files.writeString(directory.resolve("any.jar"), "");
        Path java = directory.resolve("no-java");
        assertThatThrownBy(() -> OperatorProcess.start(java, jar, Map.of(), directory.resolve("operator.log")))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageStartingWith("The operator cannot be started with " + java);
    }
}
