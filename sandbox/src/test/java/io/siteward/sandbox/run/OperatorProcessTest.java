package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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
                OperatorProcess.start(Fixture.JAVA, jar, Duration.ZERO, Map.of(), directory.resolve("operator.log"))) {
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
        assertThatThrownBy(() ->
                        OperatorProcess.start(java, jar, Duration.ZERO, Map.of(), directory.resolve("operator.log")))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageStartingWith("The operator cannot be started with " + java);
    }

    @Test
    void setsItsClockAheadByAnotherProgramOfTheSameJar() throws IOException {
        Path jar = Files.writeString(directory.resolve("any.jar"), "");
        Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        assertThat(said(java, jar, Duration.ZERO)).isEqualTo("-XX:TieredStopAtLevel=1 -jar " + jar);
        assertThat(said(java, jar, Duration.ofDays(8)))
                .isEqualTo("-XX:TieredStopAtLevel=1 -cp " + jar + " io.siteward.AheadOfTime PT192H");
    }

    private String said(Path java, Path jar, Duration ahead) {
        try (OperatorProcess operator =
                OperatorProcess.start(java, jar, ahead, Map.of(), directory.resolve("operator.log"))) {
            assertThat(operator.onExit().join()).isNotNull();
            return String.join("\n", operator.tail());
        }
    }
}
