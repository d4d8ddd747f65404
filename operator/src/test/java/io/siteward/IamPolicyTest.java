package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.sandbox.aws.iam.KnownResources;
import io.siteward.sandbox.aws.iam.OperationPermissions;
import io.siteward.sandbox.aws.iam.RolePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateFunctionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/** {@code docs/iam-policy.json} grants what the operator calls, and nothing else. */
class IamPolicyTest {
    private static final String ACCOUNT = "111122223333";
    private static final int LONGEST_MANAGED_POLICY = 6144;

    private final JsonNode policy =
            new ObjectMapper().readTree(Path.of("../docs/iam-policy.json").toFile());

    IamPolicyTest() throws IOException {}

    @Test
    void grantsWhatTheOperatorCallsAndNothingElse() {
        Set<String> needed = OperationsInUse.all().stream()
                .map(operation -> operation.split(":", 2))
                .flatMap(operation -> OperationPermissions.actions(operation[0], operation[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(granted()).isEqualTo(needed);
    }

    /** Parameters are listed by {@code GetParametersByPath}, which decrypts them for whoever asks and may. */
    @Test
    void deniesToDecryptParameters() {
        assertThat(policy.path("Statement"))
                .filteredOn(statement -> statement.path("Effect").asText().equals("Deny"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.path("Action").asText()).isEqualTo("kms:Decrypt");
                    assertThat(statement.path("Resource").asText()).isEqualTo("*");
                    assertThat(statement.path("Condition").toString())
                            .isEqualTo("{\"StringLike\":{\"kms:ViaService\":\"ssm.*.amazonaws.com\"}}");
                });
    }

    @Test
    void namesNoActionByAWildcard() {
        assertThat(granted()).isNotEmpty().noneMatch(action -> action.contains("*"));
    }

    /** AWS counts no white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
    @Test
    void fitsIntoOneManagedPolicy() {
        assertThat(policy.toString().replaceAll("\\s", "")).hasSizeLessThanOrEqualTo(LONGEST_MANAGED_POLICY);
    }

    /**
     * For lists it knows none, nor for public keys and key groups.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html">Actions,
     *     resources, and condition keys for Amazon CloudFront</a>
     */
    @Test
    void namesAResourceWhereverAwsKnowsOne() {
        for (JsonNode statement : policy.path("Statement")) {
            if (statement.path("Resource").asText().equals("*")) {
                assertThat(statement.path("Action"))
                        .allSatisfy(action -> assertThat(action.asText()).containsPattern(":List|PublicKey|KeyGroup"));
            }
        }
    }

    static Stream<Arguments> whatIsNotOurs() {
        return Stream.of(
                arguments(
                        "s3",
                        "PutBucketPolicy",
                        PutBucketPolicyRequest.builder().bucket("theirs")),
                arguments("s3", "DeleteBucket", DeleteBucketRequest.builder().bucket("theirs")),
                arguments("s3", "DeleteObjects", DeleteObjectsRequest.builder().bucket("theirs")),
                arguments(
                        "s3",
                        "GetBucketTagging",
                        GetBucketTaggingRequest.builder().bucket("theirs")),
                arguments(
                        "cloudfront",
                        "UpdateFunction",
                        UpdateFunctionRequest.builder().name("theirs")),
                arguments(
                        "cloudfront",
                        "DeleteFunction",
                        DeleteFunctionRequest.builder().name("theirs")),
                arguments(
                        "cloudfront",
                        "UpdateDistribution",
                        UpdateDistributionRequest.builder().id("UNTAGGED")),
                arguments(
                        "cloudfront",
                        "DeleteDistribution",
                        DeleteDistributionRequest.builder().id("UNTAGGED")),
                arguments(
                        "acm",
                        "DescribeCertificate",
                        DescribeCertificateRequest.builder()
                                .certificateArn("arn:aws:acm:eu-central-1:111122223333:certificate/1")));
    }

    @ParameterizedTest
    @MethodSource("whatIsNotOurs")
    void doesNotReachWhatIsNotOurs(String service, String operation, SdkRequest.Builder request) {
        RolePolicy role = OperatorRole.bound(OperatorRole.policy(), new NotOurs(), ACCOUNT);
        assertThatThrownBy(() -> role.before(OperatorRole.in(ACCOUNT), service, operation, request.build()))
                .isInstanceOf(AwsServiceException.class);
    }

    /** Buckets of another account, and distributions that nobody tagged. */
    private static final class NotOurs implements KnownResources {
        @Override
        public Optional<String> bucketOwner(String bucketName) {
            return Optional.of("444455556666");
        }

        @Override
        public Map<String, String> distributionTags(String arn) {
            return Map.of("team", "docs");
        }
    }

    private Set<String> granted() {
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            if (statement.path("Effect").asText().equals("Allow")) {
                statement.path("Action").forEach(action -> actions.add(action.asText()));
            }
        }
        return actions;
    }
}
