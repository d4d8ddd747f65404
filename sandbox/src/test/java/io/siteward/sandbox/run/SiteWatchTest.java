package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteWatchTest {
    private static final Path ROOT = Path.of("..");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Fixture fixture = new Fixture();

    @TempDir
    private Path directory;

    private Cluster cluster;
    private Path sleeper;
    private volatile OperatorProcess operator;
    private SiteWatch watch;

    @BeforeEach
    void start() throws IOException {
        cluster = Cluster.embedded(ROOT.resolve("crds"), Fixture.CLOCK, directory.resolve("kubeconfig"));
        cluster.sites().apply(Manifest.read(ROOT.resolve("examples/01-site/site.yaml")));
        // Stands for a java that runs an operator.
        sleeper = Files.writeString(directory.resolve("sleeper"), "#!/bin/sh\nexec sleep 600\n");
        Files.setPosixFilePermissions(sleeper, PosixFilePermissions.fromString("rwx------"));
        operator = startOperator();
        watch = new SiteWatch(
                cluster.sites(), () -> operator, new Progress(fixture.out(), Fixture.CLOCK), Fixture.CLOCK);
    }

    private OperatorProcess startOperator() {
        return OperatorProcess.start(sleeper, sleeper, Duration.ZERO, Map.of(), directory.resolve("operator.log"));
    }

    @AfterEach
    void stop() {
        operator.close();
        cluster.close();
    }

    @Test
    void waitsForAChangeThatIsYetToCome() {
        CompletableFuture<SiteState> changed = CompletableFuture.supplyAsync(
                () -> watch.await("docs", "changed", PATIENCE, site -> site.generation() == 2));
        cluster.sites().changeSpec("docs", "{\"ipv6\": false}");
        assertThat(changed.join().generation()).isEqualTo(2);
    }

    @Test
    void waitsForASiteToGo() {
        CompletableFuture<Void> gone = CompletableFuture.runAsync(() -> watch.awaitGone("docs", PATIENCE));
        cluster.sites().delete("docs");
        gone.join();
        assertThat(cluster.sites().find("docs")).isEmpty();
    }

    @Test
    void saysWhatStoodInTheWayWhenTheTimeIsOver() {
        assertThatThrownBy(() -> watch.await("docs", "Ready", Duration.ZERO, SiteState::isUpToDate))
                .isInstanceOf(SandboxFailure.class)
                .hasMessage("The site docs was not Ready within 0 s: no status yet");
    }

    @Test
    void waitsNoLongerForASiteThatIsGone() {
        cluster.sites().delete("docs");
        assertThatThrownBy(() -> watch.await("docs", "Ready", PATIENCE, SiteState::isUpToDate))
                .hasMessage("The site docs is gone.");
    }

    @Test
    void waitsNoLongerWhenTheOperatorHasEnded() {
        CompletableFuture<Void> ending = CompletableFuture.runAsync(operator::close);
        assertThatThrownBy(watch::stay)
                .isInstanceOf(SandboxFailure.class)
                .hasMessageStartingWith("The operator ended with exit code ");
        ending.join();
    }

    @Test
    void goesOnWithTheOperatorThatTookTheOthersPlace() {
        OperatorProcess first = operator;
        CompletableFuture<OperatorProcess> begun = new CompletableFuture<>();
        SiteWatch other = new SiteWatch(
                cluster.sites(),
                () -> {
                    OperatorProcess now = operator;
                    begun.complete(now);
                    return now;
                },
                new Progress(fixture.out(), Fixture.CLOCK),
                Fixture.CLOCK);
        CompletableFuture<SiteState> changed = CompletableFuture.supplyAsync(
                () -> other.await("docs", "changed", PATIENCE, site -> site.generation() == 2));
        assertThat(begun.join()).isEqualTo(first);
        operator = startOperator();
        first.close();
        cluster.sites().changeSpec("docs", "{\"ipv6\": false}");
        assertThat(changed.join().generation()).isEqualTo(2);

        CompletableFuture<Void> ending = CompletableFuture.runAsync(operator::close);
        assertThatThrownBy(watch::stay).hasMessageStartingWith("The operator ended with exit code ");
        ending.join();
    }
}
