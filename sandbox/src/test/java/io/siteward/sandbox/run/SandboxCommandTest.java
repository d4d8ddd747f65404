package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.SandboxCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCommandTest {
    private static final Path EXAMPLE = Path.of("..", "examples/01-site/site.yaml");

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
        assertRefused("Unknown option: '--twice' (./siteward sandbox --help says more)", "sandbox", "--twice");
    }

    @Test
    void asksWhatToRun() {
        assertRefused("Missing required subcommand (./siteward --help says more)");
    }

    @Test
    void takesAPortThatThereIs() {
        assertRefused("A port is a number from 0 to 65535, and not 70000.", "sandbox", "--port", "70000");
        assertRefused("Invalid value for option '--port': 'http' is not an int", "sandbox", "--port", "http");
    }

    @Test
    void takesAManifestThatHoldsASite() throws IOException {
        Path nowhere = home.resolve("nowhere");
        assertRefused("The manifest " + nowhere + " is not a file that can be read.", manifest(nowhere));
        Path text = Files.writeString(home.resolve("text"), "root:x:0\nme:x:1\n");
        assertRefused("The manifest " + text + " is not YAML that Kubernetes would read.", manifest(text));
        Path empty = Files.writeString(home.resolve("empty"), "");
        assertRefused("The manifest " + empty + " is not YAML that Kubernetes would read.", manifest(empty));
        Path other = Files.writeString(home.resolve("other"), "{apiVersion: v1, kind: ConfigMap}");
        assertRefused("The manifest " + other + " is not a SecureSite.", manifest(other));
        Path nameless = Files.writeString(home.resolve("nameless"), "{apiVersion: v1, kind: SecureSite}");
        assertRefused("The site in " + nameless + " has no metadata.name.", manifest(nameless));
    }

    @Test
    void takesAKubeconfigThatLeadsToACluster() throws IOException {
        Path nowhere = home.resolve("nowhere");
        assertRefused("The kubeconfig " + nowhere + " is not a file that can be read.", kubeconfig(nowhere));
        assertRefused("The kubeconfig " + home + " is not a file that can be read.", kubeconfig(home));
        Path passwords = Files.writeString(home.resolve("passwords"), "root:hunter2\nme:hunter3\n");
        assertRefused("The file " + passwords + " is not a kubeconfig that can be read.", kubeconfig(passwords));
        Path nobody = Files.writeString(home.resolve("nobody"), "apiVersion: v1\nkind: Config\n");
        assertRefused("The file " + nobody + " is not a kubeconfig: it names no cluster.", kubeconfig(nobody));
    }

    @Test
    void saysInOneLineThatTheOperatorIsNotBuilt() throws IOException {
        Files.createDirectory(home.resolve("crds"));
        Files.createDirectory(home.resolve("docs"));
        Files.copy(Path.of("..", "docs/iam-policy.json"), home.resolve("docs/iam-policy.json"));
        assertThat(run(manifest(EXAMPLE))).isEqualTo(1);
        assertThat(fixture.complained().lines())
                .singleElement()
                .asString()
                .contains("There is no", "operator/target/siteward-operator.jar", "mvn package");
    }

    @Test
    void saysInOneLineThatTheRoleHasNoPolicy() {
        assertThat(run(manifest(EXAMPLE))).isEqualTo(1);
        assertThat(fixture.complained().lines())
                .singleElement()
                .asString()
                .startsWith("siteward: The policy " + home.resolve("docs/iam-policy.json"));
    }

    private static String[] manifest(Path file) {
        return new String[] {"sandbox", "--manifest", file.toString()};
    }

    private static String[] kubeconfig(Path file) {
        return new String[] {"sandbox", "--manifest", EXAMPLE.toString(), "--kubeconfig", file.toString()};
    }

    /** In one line, with the exit code of wrong arguments, and before anything is made. */
    private void assertRefused(String message, String... arguments) {
        Fixture fresh = new Fixture();
        assertThat(SandboxCommand.commandLine(fresh.surroundings(home)).execute(arguments))
                .isEqualTo(2);
        assertThat(fresh.complained().lines()).singleElement().asString().startsWith("siteward: " + message);
        assertThat(home.resolve(".siteward")).doesNotExist();
    }

    private int run(String... arguments) {
        return SandboxCommand.commandLine(fixture.surroundings(home)).execute(arguments);
    }
}
