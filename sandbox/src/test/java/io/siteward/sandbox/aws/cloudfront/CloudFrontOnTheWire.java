package io.siteward.sandbox.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** The in-memory CloudFront behind HTTP, as two accounts reach it with the SDK's own client. */
final class CloudFrontOnTheWire implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final Duration DEPLOY_TIME = Duration.ofMinutes(10);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryAcm acm = new InMemoryAcm();
    final InMemoryCloudFront service = new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(DEPLOY_TIME), acm);
    final InMemoryAws aws = new InMemoryAws(clock, List.of(service, acm, new InMemorySts()));
    final WireClients clients;
    final CloudFrontClient client;
    final CloudFrontClient otherClient;

    private final AwsEndpoint endpoint;
    private final WireClients otherClients;

    CloudFrontOnTheWire() {
        try {
            endpoint = AwsEndpoint.start(
                    aws, new Credentials().register("OURS", ACCOUNT).register("THEIRS", OTHER_ACCOUNT), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients = new WireClients(endpoint.uri(), "OURS");
        otherClients = new WireClients(endpoint.uri(), "THEIRS");
        client = clients.cloudFront();
        otherClient = otherClients.cloudFront();
    }

    /** Lets every change reach the edge. */
    void deploy() {
        clock.advance(DEPLOY_TIME);
    }

    @Override
    public void close() {
        clients.close();
        otherClients.close();
        endpoint.close();
        assertThat(aws.takeViolations()).isEmpty();
    }
}
