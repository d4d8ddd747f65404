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

class SitesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLE = ROOT.resolve("examples/01-site/site.yaml");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private Cluster cluster;
    private Sites sites;

    @BeforeEach
    void start() {
        cluster = Cluster.embedded(ROOT.resolve("crds"), Fixture.CLOCK, directory.resolve("kubeconfig"));
        sites = cluster.sites();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void appliesTheExample() {
        sites.apply(Manifest.read(EXAMPLE));
        SiteState site = sites.find("docs").orElseThrow();
        assertThat(site.region()).isEqualTo("eu-central-1");
        assertThat(site.generation()).isEqualTo(1);
        assertThat(site.isUpToDate()).isFalse();
        assertThat(site.summary()).isEqualTo("no status yet");
    }

    @Test
    void appliesAChangedManifestToTheSiteThatIsThere() throws IOException {
        sites.apply(Manifest.read(EXAMPLE));
        Path changed =
                Files.writeString(directory.resolve("site.yaml"), Files.readString(EXAMPLE) + "\n  ipv6: false\n");
        sites.apply(Manifest.read(changed));
        assertThat(sites.find("docs").orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void passesOnWhyAManifestIsRefused() throws IOException {
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"), Files.readString(EXAMPLE).replace("eu-central-1", "EU Central 1"));
        assertThatThrownBy(() -> sites.apply(Manifest.read(bad)))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("Kubernetes refuses")
                .hasMessageContaining("spec.region");
    }

    @Test
    void tellsEveryChangeInItsOrder() throws InterruptedException {
        sites.apply(Manifest.read(EXAMPLE));
        try (SiteChanges changes = sites.changes()) {
            assertThat(changes.find("docs").orElseThrow().generation()).isEqualTo(1);
            sites.changeSpec("docs", "{\"forceDestroy\": true}");
            sites.changeSpec("docs", "{\"ipv6\": false}");
            sites.delete("docs");

            assertThat(changes.next(PATIENCE)).isTrue();
            assertThat(changes.find("docs").orElseThrow().generation()).isEqualTo(2);
            assertThat(changes.next(PATIENCE)).isTrue();
            assertThat(changes.find("docs").orElseThrow().generation()).isEqualTo(3);
            assertThat(changes.next(PATIENCE)).isTrue();
            assertThat(changes.sites()).isEmpty();
        }
    }

    @Test
    void changesAnnotatesAndDeletesAsAPersonWould() {
        sites.apply(Manifest.read(EXAMPLE));
        sites.annotate("docs", "siteward.io/reconcile", "now");
        sites.changeSpec("docs", "{\"forceDestroy\": true}");
        assertThat(sites.find("docs").orElseThrow().generation()).isEqualTo(2);
        sites.delete("docs");
        assertThat(sites.find("docs")).isEmpty();
    }
}
