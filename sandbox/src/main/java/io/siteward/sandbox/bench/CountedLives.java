package io.siteward.sandbox.bench;

import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.run.Manifest;
import io.siteward.sandbox.run.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The lives that {@code bench calls} counts, each in an account and a cluster of its own. */
final class CountedLives implements Supplier<List<LifeCosts>> {
    private static final String ALIAS = "docs.example.com";

    /** So high that no call waits for its turn: waiting costs looks, and how many depends on the machine. */
    private static final Map<String, String> NO_BUDGET = Map.of(
            "SITEWARD_RATE_CLOUDFRONT_CALLS", "1000/1000",
            "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1000/1000",
            "SITEWARD_RATE_S3_CALLS", "1000/1000",
            "SITEWARD_RATE_S3_MUTATIONS", "1000/1000");

    private final Surroundings surroundings;

    CountedLives(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public List<LifeCosts> get() {
        return List.of(
                new LifeCosts(
                        "A site", new NoOpBound(10), flows("{region: eu-central-1, routing: {folderIndexes: {}}}")),
                new LifeCosts(
                        "A site with a certificate and an alias",
                        new NoOpBound(11),
                        flows("{region: eu-central-1, routing: {folderIndexes: {}}, aliases: [" + ALIAS
                                + "], certificate: {arn: CERTIFICATE}}")));
    }

    private List<Flow> flows(String spec) {
        List<Flow> flows = new ArrayList<>(live(spec, SiteLife::withTheStatus));
        flows.addAll(live(spec, SiteLife::withoutTheStatus));
        return flows;
    }

    private List<Flow> live(String spec, Function<SiteLife, List<Flow>> life) {
        VirtualClock clock = new VirtualClock(Instant.now());
        try (BenchWorld world = BenchWorld.start(surroundings, clock, NO_BUDGET)) {
            String certificate = world.sandbox().aws().issueCertificate(List.of(ALIAS));
            Manifest manifest = Manifest.of(
                    "the bench's manifest", """
                    {apiVersion: siteward.io/v1alpha1, kind: SecureSite, metadata: {name: docs}, spec: SPEC}
                    """.replace("SPEC", spec).replace("CERTIFICATE", certificate));
            return life.apply(new SiteLife(world.sandbox(), clock, manifest));
        }
    }
}
