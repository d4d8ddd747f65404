package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCommandTest {
    private final Fixture fixture = new Fixture();

    @TempDir
    private Path home;

    @Test
    void explainsItsOptions() {
        assertThat(run("sandbox", "--help")).isZero();
        assertThat(fixture.printed()).contains("--once", "--kubeconfig=FILE", "--manifest=FILE", "--port=PORT");
    }

    @Test
    void namesTheArgumentThatItDoesNotKnow() {
        assertThat(run("sandbox", "--twice")).isEqualTo(2);
        assertThat(fixture.complained()).contains("Unknown option: '--twice'", "Usage: siteward sandbox");
    }

    @Test
    void asksWhatToRun() {
        assertThat(run()).isEqualTo(2);
        assertThat(fixture.complained()).contains("Missing required subcommand", "Usage: siteward");
    }

    @Test
    void saysInOneLineThatTheOperatorIsNotBuilt() throws IOException {
        Files.createDirectory(home.resolve("crds"));
        assertThat(run("sandbox", "--once")).isEqualTo(1);
        assertThat(fixture.complained().lines())
                .singleElement()
                .asString()
                .contains("There is no", "operator/target/siteward-operator.jar", "mvn package");
    }

    @Test
    void saysInOneLineThatTheKubeconfigIsNotThere() {
        assertThat(run("sandbox", "--kubeconfig", home.resolve("elsewhere").toString()))
                .isEqualTo(1);
        assertThat(fixture.complained())
                .isEqualTo(
                        "siteward: There is no kubeconfig " + home.resolve("elsewhere") + "." + System.lineSeparator());
    }

    private int run(String... arguments) {
        return SandboxCommand.commandLine(fixture.surroundings(home)).execute(arguments);
    }
}
