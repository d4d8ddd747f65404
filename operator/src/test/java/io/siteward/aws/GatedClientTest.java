package io.siteward.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class GatedClientTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void everyOperationPassesTheGateWithItsName() {
        S3Client client = client(recorder());

        client.headBucket(HeadBucketRequest.builder().bucket("b").build());
        client.putObject(PutObjectRequest.builder().bucket("b").key("k").build(), RequestBody.empty());

        assertThat(seen)
                .containsExactly(
                        "before s3:HeadBucket for operator read", "after OK",
                        "before s3:PutObject for operator write", "after OK");
    }

    @Test
    void overloadsLeadToThePlainOperation() {
        S3Client client = client(recorder());

        client.headBucket(request -> request.bucket("b"));
        client.listBuckets();

        assertThat(seen)
                .containsExactly(
                        "before s3:HeadBucket for operator read", "after OK",
                        "before s3:ListBuckets for operator read", "after OK");
    }

    @Test
    void failuresLeaveInTheEnginesTerms() {
        S3Client client = client(recorder());

        FailedCall failed = catchThrowableOfType(
                FailedCall.class,
                () -> client.getBucketCors(
                        GetBucketCorsRequest.builder().bucket("b").build()));

        assertThat(failed.is("NoSuchCORSConfiguration")).isTrue();
        assertThat(failed.failure().requestId()).isEqualTo("r-1");
        assertThat(seen).containsExactly("before s3:GetBucketCors for operator read", "after NoSuchCORSConfiguration");
    }

    @Test
    void whatWouldPassByTheGateIsRefused() {
        S3Client client = client(recorder());

        assertThatThrownBy(() -> client.listObjectsV2Paginator(
                        ListObjectsV2Request.builder().bucket("b").build()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("pass by the gate");
        assertThatThrownBy(client::waiter)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("pass by the gate");
        assertThat(seen).isEmpty();
    }

    @Test
    void aRefusedCallIsNotSent() {
        Gate closed = gate(recorder());
        closed.close();
        FakeS3 s3 = new FakeS3();
        S3Client client = GatedClient.of(S3Client.class, s3, closed, "111111111111", Subject.OPERATOR);

        assertThatThrownBy(() -> client.headBucket(request -> request.bucket("b")))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining(Gate.STOPPING);
        assertThat(s3.sent).isZero();
    }

    @Test
    void aStoppedWorldIsNoFailure() {
        S3Client client = client(new GateHook() {
            @Override
            public void after(Call call, Outcome outcome) {
                throw new StackOverflowError("killed");
            }
        });

        assertThatThrownBy(() -> client.headBucket(request -> request.bucket("b")))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("killed");
    }

    private static S3Client client(GateHook hook) {
        return GatedClient.of(S3Client.class, new FakeS3(), gate(hook), "111111111111", Subject.OPERATOR);
    }

    private static Gate gate(GateHook hook) {
        ServiceRates ample = new ServiceRates(new Rate(100, 100), 0, new Rate(100, 100));
        RateBudget budget = new RateBudget(InstantSource.system(), Map.of(), ample);
        return new Gate(Permission.SOLE_WRITER, budget, List.of(), List.of(hook));
    }

    private GateHook recorder() {
        return new GateHook() {
            @Override
            public void before(Call call) {
                seen.add("before " + call + (call.mutates() ? " write" : " read"));
            }

            @Override
            public void after(Call call, Outcome outcome) {
                seen.add("after " + outcome.errorCode().orElse("OK"));
            }
        };
    }

    /** Just enough of S3 to be called. */
    private static final class FakeS3 implements S3Client {
        private int sent;

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public HeadBucketResponse headBucket(HeadBucketRequest request) {
            sent++;
            return HeadBucketResponse.builder().build();
        }

        @Override
        public ListBucketsResponse listBuckets(ListBucketsRequest request) {
            return ListBucketsResponse.builder().build();
        }

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            return PutObjectResponse.builder().build();
        }

        @Override
        public GetBucketCorsResponse getBucketCors(GetBucketCorsRequest request) {
            throw S3Exception.builder()
                    .statusCode(404)
                    .requestId("r-1")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("NoSuchCORSConfiguration")
                            .errorMessage("The CORS configuration does not exist")
                            .build())
                    .build();
        }

        @Override
        public void close() {}
    }
}
