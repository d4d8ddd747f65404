package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.aws.cloudfront.CloudFrontOnTheWire.Noted;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Duration GRACE = Duration.ofDays(1);

    private final CloudFrontOnTheWire cloudFront = new CloudFrontOnTheWire();
    private final CloudFrontAccount account = cloudFront.freshAccount();
    private final Set<String> wanted = new HashSet<>();
    private final Sweep sweep = new Sweep(account, cloudFront.clock, GRACE, 2);

    @AfterEach
    void stop() {
        cloudFront.close();
    }

    private String cachePolicy(int seconds) {
        return cloudFront
                .shared(account.cachePolicies(), CacheRules.forSite(seconds, 86_400, false))
                .name();
    }

    @Test
    void removesWhatNobodyWantedForTheTimeOfGrace() {
        String policy = cachePolicy(1);
        String function = cloudFront
                .shared(account.viewerFunctions(), ViewerFunction.spa("index.html"))
                .name();

        assertThat(sweep.run(cloudFront.client, wanted)).isEmpty();
        cloudFront.clock.advance(GRACE);
        assertThat(sweep.run(cloudFront.client, wanted)).containsExactlyInAnyOrder(policy, function);
        assertThat(account.cachePolicies().names(cloudFront.client)).isEmpty();
    }

    @Test
    void keepsWhatASiteWantsAndStartsAnewWhenItLeaves() {
        String policy = cachePolicy(1);
        sweep.run(cloudFront.client, wanted);
        wanted.add(policy);
        cloudFront.clock.advance(GRACE);
        assertThat(sweep.run(cloudFront.client, wanted)).isEmpty();

        wanted.clear();
        assertThat(sweep.run(cloudFront.client, wanted)).isEmpty();
        cloudFront.clock.advance(GRACE);
        assertThat(sweep.run(cloudFront.client, wanted)).containsExactly(policy);
    }

    @Test
    void leavesWhatOthersUseForAnotherTimeOfGrace() {
        DesiredDistribution desired = cloudFront.desired(account);
        Identity theirs = new Identity("another cluster", "SecureSite", "web", "docs");
        new Distribution(cloudFront.client, account, theirs, CloudFrontOnTheWire.BUCKET, Optional.empty(), Set.of())
                .create(desired, new Noted());
        sweep.run(cloudFront.client, wanted);
        cloudFront.clock.advance(GRACE);

        assertThat(sweep.run(cloudFront.client, wanted)).isEmpty();
        cloudFront.operations();
        assertThat(sweep.run(cloudFront.client, wanted)).isEmpty();
        assertThat(cloudFront.operations()).noneMatch(operation -> operation.startsWith("Delete"));
    }

    @Test
    void triesFewAtATime() {
        cachePolicy(1);
        cachePolicy(2);
        cachePolicy(3);
        sweep.run(cloudFront.client, wanted);
        cloudFront.clock.advance(GRACE);

        assertThat(sweep.run(cloudFront.client, wanted)).hasSize(2);
        assertThat(sweep.run(cloudFront.client, wanted)).hasSize(1);
    }

    @Test
    void neverTouchesWhatIsNotNamedAsOurs() {
        cloudFront.console.createOriginAccessControl(
                request -> request.originAccessControlConfig(config -> config.name("siteward-mine")
                        .originAccessControlOriginType("s3")
                        .signingBehavior("always")
                        .signingProtocol("sigv4")));
        sweep.run(cloudFront.client, wanted);
        cloudFront.clock.advance(GRACE);

        assertThat(sweep.run(cloudFront.client, wanted)).isEmpty();
        assertThat(account.originAccessControls().names(cloudFront.client)).containsExactly("siteward-mine");
    }
}
