package io.siteward.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.aws.GatedClient;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.Rate;
import io.siteward.gate.RateBudget;
import io.siteward.gate.ServiceRates;
import io.siteward.gate.Subject;
import io.siteward.graph.Intent;
import io.siteward.graph.Observation;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An S3 in memory for one test. The operator reaches it through the gate and over the wire; others act behind its back,
 * and their calls are not recorded. After the test every recorded call must have named the expected owner.
 */
final class S3Fixture implements AfterEachCallback {
    static final BucketRef DOCS = new BucketRef("docs-example-com", "eu-central-1", "111122223333");

    private static final String STRANGER = "444455556666";
    private static final Rate UNLIMITED = new Rate(1_000_000, 1_000_000);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryS3 s3 = new InMemoryS3(clock);
    private final InMemoryAws aws = new InMemoryAws(clock, List.of(s3));
    private final List<AutoCloseable> open = new ArrayList<>();

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
        assertThat(aws.calls())
                .filteredOn(call -> !(call.request() instanceof CreateBucketRequest)
                        && !(call.request() instanceof ListBucketsRequest))
                .allSatisfy(call -> assertThat(call.request().getValueForField("ExpectedBucketOwner", String.class))
                        .as(call.operation())
                        .contains(DOCS.accountId()));
    }

    /** The client of the operator in the region of {@link #DOCS}. */
    S3Client operator() {
        return operator(DOCS.region());
    }

    S3Client operator(String region) {
        try {
            AwsEndpoint endpoint =
                    AwsEndpoint.start(aws, new Credentials().register("AKIAOPERATOR", DOCS.accountId()), 0);
            WireClients clients = new WireClients(endpoint.uri(), "AKIAOPERATOR");
            open.add(clients);
            open.add(endpoint);
            RateBudget budget = new RateBudget(clock, Map.of(), new ServiceRates(UNLIMITED, 0, UNLIMITED));
            Gate gate = new Gate(Permission.SOLE_WRITER, budget, List.of(), List.of());
            return GatedClient.of(
                    S3Client.class, clients.s3(Region.of(region)), gate, DOCS.accountId(), Subject.OPERATOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody else of the same account. */
    S3Client colleague() {
        return s3.as(Caller.ofAccount(DOCS.accountId()));
    }

    /** Somebody of another account. */
    S3Client stranger() {
        return s3.as(Caller.ofAccount(STRANGER));
    }

    /** A bucket as anybody makes it. */
    void makeBucket(S3Client by) {
        by.createBucket(request -> request.bucket(DOCS.name())
                .createBucketConfiguration(configuration -> configuration.locationConstraint(DOCS.region())));
    }

    /** The operations so far, in order. */
    List<String> operations() {
        return aws.calls().stream().map(CallRecord::operation).toList();
    }

    /** The requests so far of one operation. */
    <R extends SdkRequest> List<R> requests(Class<R> type) {
        return aws.calls().stream()
                .map(CallRecord::request)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    void forgetCalls() {
        aws.forgetCalls();
    }

    /** From now on S3 answers this to every call of the operation. */
    void refuse(String operation, int status, String code, String message) {
        aws.add(new Fault() {
            @Override
            public void before(Caller caller, String service, String called, SdkRequest request) {
                if (called.equals(operation)) {
                    throw S3Exception.builder()
                            .statusCode(status)
                            .message(message)
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode(code)
                                    .errorMessage(message)
                                    .build())
                            .build();
                }
            }
        });
    }

    /** The state that was observed, which must be there. */
    static <O> O present(Observation<O> observation) {
        assertThat(observation).isInstanceOf(Observation.Present.class);
        return ((Observation.Present<O>) observation).state();
    }

    /** An intent that keeps what is recorded in {@code recorded}. */
    static Intent intent(List<String> recorded) {
        return new Intent() {
            @Override
            public Optional<String> pending() {
                return recorded.stream().findFirst();
            }

            @Override
            public void record(String token) {
                recorded.add(token);
            }
        };
    }
}
