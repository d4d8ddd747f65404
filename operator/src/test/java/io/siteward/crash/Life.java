package io.siteward.crash;

import io.siteward.aws.AwsClients;
import io.siteward.config.Configuration;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.RateBudget;
import io.siteward.site.SiteProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** One life of the operator, from its start until it is killed or all is at rest, in virtual time. */
final class Life {
    /** Longer than the longest pause between two tries. */
    private static final Duration QUIET = Duration.ofMinutes(15);

    /** Longer than the pauses while CloudFront deploys: who is ready, and comes back later than that, waits for nothing. */
    private static final Duration QUIET_WHEN_READY = Duration.ofMinutes(1);

    private static final Duration GRACE = Duration.ofHours(1);
    private static final Configuration CONFIGURATION = Configuration.of(Map.of(
            "SITEWARD_SWEEP_GRACE", "1h",
            "SITEWARD_RATE_CLOUDFRONT_CALLS", "1000/100000",
            "SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "1000/100000",
            "SITEWARD_RATE_S3_CALLS", "1000/100000",
            "SITEWARD_RATE_S3_MUTATIONS", "1000/100000",
            "SITEWARD_RATE_OTHER_CALLS", "1000/100000"));

    private final World world;
    private final Doom doom;
    private final SiteProcess process;
    private final Map<String, Instant> due = new HashMap<>();
    private final int mostLooks;
    private int looks;

    Life(World world, Doom doom, Plant plant, int mostLooks) {
        this.world = world;
        this.doom = doom;
        this.mostLooks = mostLooks;
        Gate gate = new Gate(
                Permission.SOLE_WRITER,
                new RateBudget(world.clock, CONFIGURATION.rates(), CONFIGURATION.otherRates()),
                List.of(),
                List.of(doom));
        AwsClients clients = new AwsClients(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOURS", "secret")),
                new AwsClients.Regional(
                        region -> plant.s3(world.operatorsClient(S3Client.class)),
                        region -> {
                            throw new AssertionError("no lease is kept in a table here");
                        },
                        region -> {
                            throw new AssertionError("no signing key is kept here");
                        },
                        region -> {
                            throw new AssertionError("no signing key is kept here");
                        }),
                plant.cloudFront(world.operatorsClient(CloudFrontClient.class)),
                world.operatorsClient(AcmClient.class),
                world.operatorsClient(StsClient.class),
                () -> {});
        this.process =
                new SiteProcess(clients, gate, new GatedSites(world.cluster, gate, plant), world.clock, CONFIGURATION);
    }

    Doom doom() {
        return doom;
    }

    int looks() {
        return looks;
    }

    /** Something was changed: every site is looked at now. */
    void wake() {
        due.clear();
    }

    /**
     * Looks at every site when it is due, and lets the time pass in between, until nothing was changed for so long that
     * nothing will be.
     *
     * @throws AssertionError when there is no end to it
     */
    void untilRest() {
        Instant quietSince = world.clock.instant();
        for (Optional<SecureSite> next = next(); next.isPresent(); next = next()) {
            Instant at = dueAt(next.get());
            if (at.isAfter(quietSince.plus(patience()))) {
                return;
            }
            advanceTo(at);
            int changes = doom.changes();
            Object sites = world.cluster.words();
            look(next.get());
            if (doom.changes() > changes || !world.cluster.words().equals(sites)) {
                quietSince = world.clock.instant();
            }
        }
    }

    private Duration patience() {
        boolean allReady = world.cluster.all().stream()
                .allMatch(site -> says(site, "Ready", "True") && says(site, "Reconciling", "False"));
        return allReady ? QUIET_WHEN_READY : QUIET;
    }

    private static boolean says(SecureSite site, String condition, String status) {
        return Optional.ofNullable(site.getStatus()).stream()
                .flatMap(word -> word.conditions().stream())
                .anyMatch(word -> word.type().equals(condition) && word.status().equals(status));
    }

    /** Has the shared objects that nobody uses go, and lets the sites see what that did to them. */
    void sweep() {
        process.sweep();
        world.clock.advance(GRACE);
        process.sweep();
        wake();
        untilRest();
    }

    private void look(SecureSite site) {
        if (++looks > mostLooks) {
            throw new AssertionError("not at rest after " + mostLooks + " looks: " + site.getStatus());
        }
        Optional<Duration> pause = process.look(site);
        // A site that is being let go has no next look, and is not there any more.
        due.put(site.getMetadata().getName(), world.clock.instant().plus(pause.orElse(QUIET)));
    }

    private Optional<SecureSite> next() {
        return world.cluster.all().stream().min((one, other) -> dueAt(one).compareTo(dueAt(other)));
    }

    private Instant dueAt(SecureSite site) {
        return due.getOrDefault(site.getMetadata().getName(), world.clock.instant());
    }

    private void advanceTo(Instant at) {
        Duration until = Duration.between(world.clock.instant(), at);
        if (!until.isNegative()) {
            world.clock.advance(until);
        }
    }
}
