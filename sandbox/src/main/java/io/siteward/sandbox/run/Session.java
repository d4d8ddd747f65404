package io.siteward.sandbox.run;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** What is done with a sandbox that runs: a person looks at it, or the scenario checks it. */
final class Session {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Sandbox sandbox;
    private final Surroundings surroundings;
    private final URI server;
    private final PrintStream out;
    private final InstantSource clock;
    private final Progress progress;
    private final SiteWatch watch;
    private final ScenarioRun scenario;

    /** @param server where the sandbox answers about itself */
    Session(Sandbox sandbox, URI server, Surroundings surroundings) {
        this.sandbox = sandbox;
        this.surroundings = surroundings;
        this.server = server;
        this.out = surroundings.out();
        this.clock = surroundings.clock();
        this.progress = new Progress(out, clock);
        this.watch = new SiteWatch(sandbox.cluster().sites(), sandbox::operator, progress, clock);
        this.scenario = new ScenarioRun(out, progress, clock);
    }

    /**
     * Checks the life of the manifest's site.
     *
     * @return why it is not as it must be; empty when it is
     */
    Optional<String> once(Manifest manifest) {
        tellWhatRuns();
        try (Scenario life = new Scenario(sandbox, watch, manifest, clock);
                PrivateScenario keys = new PrivateScenario(sandbox, server, watch, surroundings)) {
            List<Step> steps = new ArrayList<>(life.steps());
            steps.addAll(keys.steps());
            Optional<String> reason = scenario.run(steps);
            life.firstReady().ifPresent(time -> out.println("first Ready after " + Summary.seconds(time) + " s"));
            return reason;
        }
    }

    /**
     * Makes the manifest's site, says how to look at it, and shows what happens until the program is stopped.
     *
     * @return why it could not go on
     */
    Optional<String> stay(Manifest manifest) {
        tellWhatRuns();
        try {
            sandbox.cluster().sites().apply(manifest);
            String name = manifest.name();
            progress.say("applied " + Path.of(manifest.origin()).getFileName() + ": SecureSite "
                    + sandbox.cluster().namespace() + "/" + name);
            SiteState site = watch.await(name, "given a bucket", PATIENCE, SiteState::hasBucket);
            SamplePage.upload(sandbox.aws().s3(site.region()), site.bucketName());
            progress.say("uploaded a small page to " + site.bucketName());
            invite(watch.await(name, "Ready", PATIENCE, SiteState::isUpToDate));
            watch.stay();
            return Optional.empty();
        } catch (SandboxFailure | SdkException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void tellWhatRuns() {
        progress.say("AWS in memory at " + sandbox.aws().uri());
        progress.say(
                sandbox.cluster().isEmbedded()
                        ? "Kubernetes API embedded, kubeconfig "
                                + sandbox.cluster().kubeconfig()
                        : "definitions applied to the cluster of "
                                + sandbox.cluster().kubeconfig());
        progress.say("operator is process " + sandbox.operator().pid() + ", log "
                + sandbox.operator().log());
    }

    private void invite(SiteState site) {
        StringBuilder exports = new StringBuilder();
        Map<String, String> variables = sandbox.exports(server);
        variables.forEach((name, value) -> exports.append("  export ")
                .append(name)
                .append('=')
                .append(ShellWord.of(value))
                .append('\n'));
        out.println("""

                The page:
                  %s

                In another terminal:
                %s
                  kubectl get sites -o wide
                  kubectl describe site %s
                  kubectl explain site.spec.headers
                  aws s3api delete-public-access-block --bucket %s
                  kubectl annotate site %s --overwrite siteward.io/reconcile=$RANDOM   # look now: it is back
                  kubectl delete site %s --wait=false   # refused: the bucket holds objects

                Private paths, and a key that another takes over from: examples/02-private-site/README.md

                What happens to sites is shown here. Ctrl-C ends all of it.
                """.formatted(
                        sandbox.aws().page(site.distributionId(), "/"),
                        exports,
                        site.name(),
                        site.bucketName(),
                        site.name(),
                        site.name()));
        if (!sandbox.cluster().isEmbedded()) {
            out.println("Delete the sites before: only this operator takes its finalizer off them.");
        }
    }
}
