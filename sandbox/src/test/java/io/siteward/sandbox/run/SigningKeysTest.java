package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLE = ROOT.resolve("examples/02-private-site");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private Cluster cluster;
    private SigningKeys keys;

    @BeforeEach
    void start() {
        cluster = Cluster.embedded(ROOT.resolve("crds"), Fixture.CLOCK, directory.resolve("kubeconfig"));
        keys = cluster.keys();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void appliesTheExampleWithItsSite() {
        keys.apply(EXAMPLE.resolve("key.yaml"));
        cluster.sites().apply(Manifest.read(EXAMPLE.resolve("site.yaml")));
        assertThat(cluster.sites().find("docs")).isPresent();
        KeyState key = keys.await("docs-key", "there", PATIENCE, any -> true);
        assertThat(key.isReady()).isFalse();
        assertThat(key.generations()).isEmpty();
    }

    @Test
    void deletesAsAPersonWould() {
        keys.apply(EXAMPLE.resolve("key.yaml"));
        keys.annotate("docs-key", "siteward.io/rotate", "now");
        keys.changeSpec("docs-key", "{\"deletionPolicy\": \"Delete\"}");
        keys.delete("docs-key");
        keys.awaitGone("docs-key", PATIENCE);
    }

    @Test
    void passesOnWhyAManifestIsRefused() throws IOException {
        Path bad = Files.writeString(
                directory.resolve("key.yaml"),
                Files.readString(EXAMPLE.resolve("key.yaml")).replace("eu-central-1", "mars"));
        assertThatThrownBy(() -> keys.apply(bad))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("Kubernetes refuses")
                .hasMessageContaining("spec.region");
    }

    @Test
    void saysHowTheKeyStandsWhenTheTimeIsOver() {
        keys.apply(EXAMPLE.resolve("key.yaml"));
        assertThatThrownBy(() -> keys.await("docs-key", "Ready", Duration.ZERO, KeyState::isReady))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageStartingWith("The key docs-key was not Ready within 0 s: KeyState[");
    }
}
