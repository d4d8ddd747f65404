package io.siteward.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.siteward.gate.Call;
import io.siteward.gate.Gate;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import io.siteward.gate.Permission;
import io.siteward.gate.Rate;
import io.siteward.gate.RateBudget;
import io.siteward.gate.ServiceRates;
import io.siteward.gate.Subject;
import io.siteward.graph.FailedCall;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.LostAnswer;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.sts.InMemorySts;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

class AwsClientsTest {
    private static final String ACCOUNT = "111122223333";
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final AwsCredentialsProvider OURS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("OURS", "secret"));

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryAcm acm = new InMemoryAcm();
    private final InMemoryAws aws = new InMemoryAws(
            clock,
            List.of(
                    new InMemoryS3(clock),
                    new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(Duration.ofMinutes(1)), acm),
                    acm,
                    new InMemorySts()));
    private AwsEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start(aws, new Credentials().register("OURS", ACCOUNT), 0);
    }

    @AfterEach
    void close() {
        endpoint.close();
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }

    @Test
    void everyServiceIsWhereTheEnvironmentSays() {
        try (AwsClients clients =
                clients(Map.of("AWS_ENDPOINT_URL", endpoint.uri().toString()))) {
            AwsClients.GatedClients gated = clients.gated(gate(), ACCOUNT, Subject.OPERATOR);

            assertThat(gated.sts().getCallerIdentity(request -> {}).account()).isEqualTo(ACCOUNT);
            assertThat(gated.s3("eu-central-1").listBuckets().buckets()).isEmpty();
            assertThat(gated.cloudFront().listDistributions(request -> {}).distributionList())
                    .isNotNull();
            assertThatThrownBy(() -> gated.acm()
                            .describeCertificate(request -> request.certificateArn("arn:aws:acm:us-east-1:" + ACCOUNT
                                    + ":certificate/00000000-0000-0000-0000-000000000000")))
                    .isInstanceOf(FailedCall.class)
                    .hasMessageContaining("ResourceNotFoundException");
        }
        assertThat(aws.calls())
                .extracting(CallRecord::operation)
                .containsExactly("GetCallerIdentity", "ListBuckets", "ListDistributions", "DescribeCertificate");
    }

    @Test
    void aServicesOwnEndpointGoesBeforeTheCommonOne() {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL",
                NOWHERE,
                "AWS_ENDPOINT_URL_S3",
                endpoint.uri().toString());
        try (AwsClients clients = clients(environment)) {
            AwsClients.GatedClients gated = clients.gated(gate(), ACCOUNT, Subject.OPERATOR);

            assertThat(gated.s3("eu-central-1").listBuckets().buckets()).isEmpty();
            FailedCall lost =
                    catchThrowableOfType(FailedCall.class, () -> gated.sts().getCallerIdentity(request -> {}));
            assertThat(lost.is("ConnectionFailed")).isTrue();
        }
    }

    @Test
    void anEndpointThatIsNoUrlIsNamed() {
        assertThatThrownBy(() -> clients(Map.of("AWS_ENDPOINT_URL_STS", "localhost:4566")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AWS_ENDPOINT_URL_STS=localhost:4566 cannot be used: it must be a URL like"
                        + " http://localhost:4566.");
    }

    @Test
    void aHeadWithoutABodyStillSaysWhatIsMissing() {
        try (AwsClients clients =
                clients(Map.of("AWS_ENDPOINT_URL", endpoint.uri().toString()))) {
            FailedCall missing = catchThrowableOfType(
                    FailedCall.class, () -> s3(clients).headBucket(head -> head.bucket("none-here")));

            assertThat(missing.failure().code()).isEqualTo("NoSuchBucket");
        }
    }

    @Test
    void aCallIsSentOnceHoweverItFails() {
        aws.add(new Throttling(Calls.of("s3", "ListBuckets"), 1));
        aws.add(new LostAnswer(Calls.of("s3", "CreateBucket"), 1));
        try (AwsClients clients =
                clients(Map.of("AWS_ENDPOINT_URL", endpoint.uri().toString()))) {
            FailedCall throttled =
                    catchThrowableOfType(FailedCall.class, () -> s3(clients).listBuckets());
            FailedCall lost = catchThrowableOfType(
                    FailedCall.class, () -> s3(clients).createBucket(request -> request.bucket("made-anyhow")));

            assertThat(throttled.is("SlowDown")).isTrue();
            assertThat(lost.is("ConnectionFailed")).isTrue();
        }
        assertThat(aws.calls()).extracting(CallRecord::operation).containsExactly("ListBuckets", "CreateBucket");
    }

    @Test
    void saysWhichCredentialsWouldSign() {
        try (AwsClients clients = clients(Map.of())) {
            assertThat(clients.accessKeyId()).isEqualTo("OURS");
        }
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (AwsClients clients = new AwsClients(none, Map.of(), "us-east-1", "test", 1, Duration.ofSeconds(10))) {
            assertThat(catchThrowableOfType(FailedCall.class, clients::accessKeyId)
                            .is("NoCredentials"))
                    .isTrue();
        }
    }

    /** The server spells the headers' names in its own way, as proxies do. */
    @Test
    void everyCallTellsItsRequestId() {
        List<Outcome> outcomes = new ArrayList<>();
        GateHook listening = new GateHook() {
            @Override
            public void after(Call call, Outcome outcome) {
                outcomes.add(outcome);
            }
        };
        try (AwsClients clients =
                clients(Map.of("AWS_ENDPOINT_URL", endpoint.uri().toString()))) {
            AwsClients.GatedClients gated = clients.gated(gate(listening), ACCOUNT, Subject.OPERATOR);
            gated.s3("us-east-1").listBuckets();
            gated.cloudFront().listDistributions(request -> {});
            gated.sts().getCallerIdentity(request -> {});
            assertThatThrownBy(() -> gated.s3("us-east-1").getBucketPolicy(request -> request.bucket("none-here")))
                    .isInstanceOf(FailedCall.class);
        }
        assertThat(outcomes)
                .extracting(Outcome::requestId)
                .hasSize(4)
                .allMatch(id -> id != null && id.matches("[0-9A-F]{16}"));
    }

    /** The server answers nobody before all have come: a caller without a connection would keep all from theirs. */
    @Test
    @Timeout(60)
    void everyCallerFindsAConnection() throws Exception {
        int callers = 60;
        CyclicBarrier all = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), callers);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            await(all);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort();
        try (AwsClients clients = new AwsClients(
                OURS, Map.of("AWS_ENDPOINT_URL", uri), "us-east-1", "test", callers, Duration.ofSeconds(10))) {
            S3Client s3 = s3(clients);
            List<Future<HeadBucketResponse>> answers = threads.invokeAll(
                    Collections.nCopies(callers, () -> s3.headBucket(head -> head.bucket("docs-example-com"))));
            for (Future<HeadBucketResponse> answer : answers) {
                assertThat(answer.get()).isNotNull();
            }
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static void await(CyclicBarrier all) throws IOException {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IOException(e);
        }
    }

    private static AwsClients clients(Map<String, String> environment) {
        return new AwsClients(OURS, environment, "us-east-1", "test", 1, Duration.ofSeconds(10));
    }

    private S3Client s3(AwsClients clients) {
        return clients.gated(gate(), ACCOUNT, Subject.OPERATOR).s3("us-east-1");
    }

    private Gate gate(GateHook... hooks) {
        ServiceRates ample = new ServiceRates(new Rate(1000, 1000), 0, new Rate(1000, 1000));
        return new Gate(Permission.SOLE_WRITER, new RateBudget(clock, Map.of(), ample), List.of(), List.of(hooks));
    }
}
