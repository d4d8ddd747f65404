package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLE = ROOT.resolve("examples/01-site/site.yaml");

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
        String name = sites.apply(EXAMPLE);
        SiteState site = sites.find(name).orElseThrow();
        assertThat(site.region()).isEqualTo("eu-central-1");
        assertThat(site.generation()).isEqualTo(1);
        assertThat(site.isUpToDate()).isFalse();
        assertThat(site.summary()).isEqualTo("no status yet");
    }

    @Test
    void appliesAChangedManifestToTheSiteThatIsThere() throws IOException {
        sites.apply(EXAMPLE);
        Path changed =
                Files.writeString(directory.resolve("site.yaml"), Files.readString(EXAMPLE) + "\n  ipv6: false\n");
        assertThat(sites.apply(changed)).isEqualTo("docs");
        assertThat(sites.find("docs").orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void passesOnWhyAManifestIsRefused() throws IOException {
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"), Files.readString(EXAMPLE).replace("eu-central-1", "EU Central 1"));
        assertThatThrownBy(() -> sites.apply(bad))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("Kubernetes refuses")
                .hasMessageContaining("spec.region");
    }

    @Test
    void takesOnlyASite() throws IOException {
        Path other = Files.writeString(directory.resolve("other.yaml"), "{apiVersion: v1, kind: ConfigMap}");
        assertThatThrownBy(() -> sites.apply(other)).hasMessage(other + " is not a SecureSite.");
    }

    @Test
    void changesAnnotatesAndDeletesAsAPersonWould() {
        sites.apply(EXAMPLE);
        sites.annotate("docs", "siteward.io/reconcile", "now");
        sites.changeSpec("docs", "{\"forceDestroy\": true}");
        assertThat(sites.find("docs").orElseThrow().generation()).isEqualTo(2);
        sites.delete("docs");
        assertThat(sites.find("docs")).isEmpty();
    }
}
