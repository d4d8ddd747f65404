package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.aws.GatedClient;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.Rate;
import io.siteward.gate.RateBudget;
import io.siteward.gate.ServiceRates;
import io.siteward.gate.Subject;
import io.siteward.graph.Handle;
import io.siteward.graph.Intent;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** The in-memory CloudFront behind HTTP, as the operator reaches it: through the gate. */
final class CloudFrontOnTheWire implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String BUCKET = "docs-example-com.s3.eu-central-1.amazonaws.com";
    static final Duration DEPLOY_TIME = Duration.ofMinutes(10);
    static final Duration INTERVAL = Duration.ofMinutes(10);

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryAcm acm = new InMemoryAcm();
    final InMemoryCloudFront service = new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(DEPLOY_TIME), acm);
    final InMemoryAws aws = new InMemoryAws(clock, List.of(service, acm));
    /** The operator's client. */
    final CloudFrontClient client;
    /** Somebody else's client in the same account, for what happens behind our back. */
    final CloudFrontClient console;

    final WireClients wire;

    private final AwsEndpoint endpoint;

    CloudFrontOnTheWire() {
        try {
            endpoint = AwsEndpoint.start(aws, new Credentials().register("OURS", ACCOUNT), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wire = new WireClients(endpoint.uri(), "OURS");
        console = wire.cloudFront();
        client = GatedClient.of(CloudFrontClient.class, wire.cloudFront(), gate(), ACCOUNT, Subject.OPERATOR);
    }

    Gate gate() {
        ServiceRates ample = new ServiceRates(new Rate(1000, 100_000), 0, new Rate(1000, 100_000));
        return new Gate(Permission.SOLE_WRITER, new RateBudget(clock, Map.of(), ample), List.of(), List.of());
    }

    /** A process that has just started and remembers nothing. */
    CloudFrontAccount freshAccount() {
        return new CloudFrontAccount(clock, INTERVAL);
    }

    /** Lets every change reach the edge. */
    void deploy() {
        clock.advance(DEPLOY_TIME);
    }

    /** The operations since the last call of this, in order. */
    List<String> operations() {
        List<String> operations =
                aws.calls().stream().map(CallRecord::operation).toList();
        aws.forgetCalls();
        return operations;
    }

    Stream<CallRecord> writes() {
        return aws.calls().stream().filter(CallRecord::isWrite);
    }

    /** The name a site uses for this content, made if it is not there. */
    <D> SharedObject<D> shared(Catalogue<D> catalogue, D content) {
        SharedName name = catalogue.nameFor(content, Optional.empty(), "a site");
        SharedResource<D> resource = new SharedResource<>(catalogue, name, client);
        return catalogue.find(name.toString(), client).orElseGet(() -> resource.create(content, new Noted()));
    }

    /** A site without extras; its origin access control and cache policy are made if they are not there. */
    DesiredDistribution desired(CloudFrontAccount account) {
        String control =
                shared(account.originAccessControls(), OriginAccess.forBucket()).id();
        String cache = shared(account.cachePolicies(), CacheRules.forSite(300, 86_400, false))
                .id();
        return new DesiredDistribution(
                new TreeSet<>(),
                DesiredDistribution.ViewerCertificate.cloudFronts(),
                "index.html",
                new DesiredDistribution.Origin(BUCKET, Handle.known(control), null),
                new DesiredDistribution.Behaviour(false, true, Handle.known(cache), null, null, null, List.of()),
                List.of(),
                List.of(),
                "PriceClass_100",
                true,
                DesiredDistribution.Geo.everywhere(),
                new TreeMap<>());
    }

    @Override
    public void close() {
        wire.close();
        endpoint.close();
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }

    /** Intents that are kept in memory. */
    static final class Noted implements Intent {
        final List<String> tokens = new ArrayList<>();

        @Override
        public Optional<String> pending() {
            return tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get(tokens.size() - 1));
        }

        @Override
        public void record(String token) {
            if (!tokens.contains(token)) {
                tokens.add(token);
            }
        }
    }
}
