package io.siteward.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.readable.Verdicts;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/** That the harness sees a bug when there is one: each of these is harmless as long as nothing is disturbed, or nearly. */
class PlantTest {
    private static Trial trial(Flow flow, Variant variant, Plant plant) {
        return new Trial(flow, variant, plant, List.of());
    }

    @Test
    void seesADistributionThatIsMadeTwice() {
        Trial trial = trial(Flows.create(), Variant.PLAIN, new Plant() {
            @Override
            public CloudFrontClient cloudFront(CloudFrontClient real) {
                return Bent.at(
                        CloudFrontClient.class,
                        real,
                        "createDistributionWithTags",
                        request -> underAnyReference((CreateDistributionWithTagsRequest) request));
            }
        });
        assertThat(trial.failures(trial.changes()))
                .anyMatch(failure ->
                        failure.contains("CreateDistributionWithTags") && failure.contains("/distributions/1"));
    }

    private static CreateDistributionWithTagsRequest underAnyReference(CreateDistributionWithTagsRequest request) {
        return request.toBuilder()
                .distributionConfigWithTags(wanted -> wanted.tags(
                                request.distributionConfigWithTags().tags())
                        .distributionConfig(request.distributionConfigWithTags().distributionConfig().toBuilder()
                                .callerReference(UUID.randomUUID().toString())
                                .build()))
                .build();
    }

    @Test
    void seesABucketThatIsTaggedOnlyAfterItWasMade() {
        Trial trial = trial(Flows.create(), Variant.PLAIN, new Plant() {
            @Override
            public S3Client s3(S3Client real) {
                return Bent.at(
                        S3Client.class, real, "createBucket", request -> withoutTags((CreateBucketRequest) request));
            }
        });
        assertThat(trial.failures(trial.changes()))
                .anyMatch(failure -> failure.contains("CreateBucket") && failure.contains("was not made by Siteward"));
    }

    private static CreateBucketRequest withoutTags(CreateBucketRequest request) {
        return request.toBuilder()
                .createBucketConfiguration(request.createBucketConfiguration().toBuilder()
                        .tags(List.of())
                        .build())
                .build();
    }

    @Test
    void seesASharedObjectThatIsLeftBehind() {
        Trial trial = trial(Flows.delete(), Variant.PLAIN, new Plant() {
            @Override
            public CloudFrontClient cloudFront(CloudFrontClient real) {
                return Bent.instead(
                        CloudFrontClient.class,
                        real,
                        "deleteOriginAccessControl",
                        request -> DeleteOriginAccessControlResponse.builder().build());
            }
        });
        assertThat(trial.failureUndisturbed())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .contains("/originAccessControls/siteward-oac")
                        .contains("expected nothing"));
    }

    @Test
    void seesABucketThatAnyDistributionMayRead() {
        Plant plant = new Plant() {
            @Override
            public S3Client s3(S3Client real) {
                return Bent.at(
                        S3Client.class,
                        real,
                        "putBucketPolicy",
                        request -> forAnyDistribution((PutBucketPolicyRequest) request));
            }
        };
        List<Invariant.Watch> watches = List.of(world -> new ClosedBuckets(world, new Verdicts()));
        assertThatThrownBy(() -> new Trial(Flows.create(), Variant.PLAIN, plant, watches))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PutBucketPolicy opened");
    }

    private static PutBucketPolicyRequest forAnyDistribution(PutBucketPolicyRequest request) {
        return request.toBuilder()
                .policy(request.policy().replaceAll("distribution/[A-Z0-9]+", "distribution/*"))
                .build();
    }

    @Test
    void seesARecoveryThatCostsTooMuch() {
        Trial trial = trial(Flows.create().costing(0), Variant.PLAIN, Plant.NONE);
        assertThat(trial.failures(trial.changes()))
                .isNotEmpty()
                .allMatch(failure ->
                        failure.endsWith("calls, more than " + trial.calls().size()));
    }

    @Test
    void asksAnInvariantAfterEveryCallAndHearsItsObjection() {
        AtomicInteger asked = new AtomicInteger();
        Trial trial =
                new Trial(Flows.create(), Variant.PLAIN, Plant.NONE, List.of(world -> call -> asked.incrementAndGet()));
        assertThat(asked).hasValueGreaterThanOrEqualTo(trial.calls().size());

        Trial objectedTo = new Trial(Flows.create(), Variant.PLAIN, Plant.NONE, List.of(world -> call -> {
            if (call.operation().equals("PutBucketPolicy") && asked.get() < 0) {
                throw new AssertionError("it is public");
            }
        }));
        asked.set(-1);
        assertThat(objectedTo.failures(List.of(Moment.before(1))))
                .singleElement()
                .asString()
                .contains("it is public");
    }
}
