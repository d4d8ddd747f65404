package io.siteward.sandbox.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.acm.InMemoryAcm;
import io.siteward.sandbox.aws.cloudfront.CloudFrontSettings;
import io.siteward.sandbox.aws.cloudfront.InMemoryCloudFront;
import io.siteward.sandbox.aws.kms.InMemoryKms;
import io.siteward.sandbox.aws.policy.MalformedPolicyException;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.secretsmanager.InMemorySecretsManager;
import io.siteward.sandbox.aws.ssm.InMemorySsm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.DescribeFunctionRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
class RolePolicyTest {
    private static final String ACCOUNT = "111122223333";
    private static final Caller ROLE = Caller.ofRole(ACCOUNT, "operator");
    private static final SdkRequest CREATE =
            CreateBucketRequest.builder().bucket("docs").build();
    private static final String ONLY_LISTS = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}""";

    @Test
    void refusesWhatNoStatementAllowsAndNamesTheAction() {
        assertThatThrownBy(() -> policy("s3:CreateBucket", "arn:aws:s3:::*").before(ROLE, "s3", "CreateBucket", CREATE))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo(
                                    "User: arn:aws:sts::111122223333:assumed-role/operator/siteward is not authorized"
                                            + " to perform: s3:TagResource on resource: \"arn:aws:s3:::docs\" because no"
                                            + " identity-based policy allows the s3:TagResource action");
                });
    }

    @Test
    void allowsWhatIsGrantedWhole() throws MalformedPolicyException {
        RolePolicy policy = policy("s3:CreateBucket\", \"s3:TagResource", "arn:aws:s3:::*");
        assertThatCode(() -> policy.before(ROLE, "s3", "CreateBucket", CREATE)).doesNotThrowAnyException();
    }

    @Test
    void bindsNobodyButItsRole() throws MalformedPolicyException {
        RolePolicy policy = policy("s3:ListAllMyBuckets", "*");
        assertThatCode(() -> policy.before(Caller.ofAccount(ACCOUNT), "s3", "CreateBucket", CREATE))
                .doesNotThrowAnyException();
    }

    @Test
    void bindsItsRoleInEveryRegion() throws MalformedPolicyException {
        RolePolicy policy = policy("s3:ListAllMyBuckets", "*");
        assertThatThrownBy(() -> policy.before(ROLE.in(Optional.of("eu-central-1")), "s3", "CreateBucket", CREATE))
                .hasMessageContaining("s3:CreateBucket");
    }

    @Test
    void canDoWithOneActionFewer() throws MalformedPolicyException {
        RolePolicy whole = policy("s3:CreateBucket\", \"s3:TagResource", "arn:aws:s3:::*");
        assertThatThrownBy(() -> whole.without("s3:TagResource").before(ROLE, "s3", "CreateBucket", CREATE))
                .hasMessageContaining("s3:TagResource");
        assertThatThrownBy(() -> whole.without("s3:PutObject")).hasMessageContaining("does not name s3:PutObject");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:PutBucketCORS,             arn:aws:s3:::docs,                          true",
        "s3:PutBucketCORS,             arn:aws:s3:::other,                         false",
        "s3:PutBucketCors,             arn:aws:s3:::docs,                          true",
        "s3:DeleteBucketCors,          arn:aws:s3:::docs,                          false",
    })
    void asksForTheActionUnderItsOwnNameOnTheBucket(String action, String resource, boolean allowed)
            throws MalformedPolicyException {
        assertThat(allows(
                        policy(action, resource),
                        "s3",
                        "PutBucketCors",
                        PutBucketCorsRequest.builder().bucket("docs").build()))
                .isEqualTo(allowed);
    }

    @Test
    void asksForObjectsWhereObjectsAreDeleted() throws MalformedPolicyException {
        SdkRequest request = DeleteObjectsRequest.builder().bucket("docs").build();
        String actions = "s3:DeleteObject\", \"s3:DeleteObjectVersion";
        assertThat(allows(policy(actions, "arn:aws:s3:::docs"), "s3", "DeleteObjects", request))
                .isFalse();
        assertThat(allows(policy(actions, "arn:aws:s3:::docs/*"), "s3", "DeleteObjects", request))
                .isTrue();
    }

    @Test
    void knowsTheTagsOfADistribution() throws MalformedPolicyException {
        SdkRequest request = DeleteDistributionRequest.builder().id("E1").build();
        String onlyTagged = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "cloudfront:DeleteDistribution",
                  "Resource": "arn:aws:cloudfront::*:distribution/*",
                  "Condition": {"Null": {"aws:ResourceTag/owner": "false"}}}]}""";
        assertThat(allows(
                        new RolePolicy(ROLE, onlyTagged, KnownResources.NONE),
                        "cloudfront",
                        "DeleteDistribution",
                        request))
                .isFalse();
        assertThat(allows(
                        new RolePolicy(ROLE, onlyTagged, known("", "", Map.of("owner", "us"))),
                        "cloudfront",
                        "DeleteDistribution",
                        request))
                .isTrue();
    }

    @Test
    void putsTheRolesAccountInForTheVariable() throws MalformedPolicyException {
        SdkRequest request = PutBucketCorsRequest.builder().bucket("docs").build();
        String own = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutBucketCORS",
                  "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "%s"}}}]}""";
        assertThat(allows(
                        new RolePolicy(ROLE, own.formatted("${aws:PrincipalAccount}"), KnownResources.NONE),
                        "s3",
                        "PutBucketCors",
                        request))
                .isTrue();
        assertThat(allows(
                        new RolePolicy(ROLE, own.formatted("444455556666"), KnownResources.NONE),
                        "s3",
                        "PutBucketCors",
                        request))
                .isFalse();
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount */
    @Test
    void knowsWhoOwnsTheBucket() throws MalformedPolicyException {
        SdkRequest request = PutBucketCorsRequest.builder().bucket("docs").build();
        String own = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutBucketCORS",
                  "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}}]}""";
        KnownResources ours = known("docs", ACCOUNT, Map.of());
        KnownResources theirs = known("docs", "444455556666", Map.of());
        assertThat(allows(new RolePolicy(ROLE, own, ours), "s3", "PutBucketCors", request))
                .isTrue();
        assertThat(allows(new RolePolicy(ROLE, own, theirs), "s3", "PutBucketCors", request))
                .isFalse();
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
    @Test
    void saysNothingAboutAnotherAccountsBucket() {
        KnownResources theirs = known("docs", "444455556666", Map.of());
        assertThatThrownBy(() -> new RolePolicy(ROLE, ONLY_LISTS, theirs).before(ROLE, "s3", "CreateBucket", CREATE))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Access Denied"));
    }

    @Test
    void knowsWhatCloudFrontsCallsActOn() throws MalformedPolicyException {
        assertThat(allows(
                        policy("cloudfront:DescribeFunction", "arn:aws:cloudfront::*:function/siteward-*"),
                        "cloudfront",
                        "DescribeFunction",
                        DescribeFunctionRequest.builder().name("siteward-x").build()))
                .isTrue();
        assertThat(allows(
                        policy("cloudfront:ListDistributions", "arn:aws:cloudfront::*:distribution/*"),
                        "cloudfront",
                        "ListDistributions",
                        ListDistributionsRequest.builder().build()))
                .isFalse();
    }

    /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html */
    @ParameterizedTest
    @CsvSource({"*, true", "arn:aws:cloudfront::*:key-group/*, false"})
    void knowsThatKeyGroupsHaveNoArn(String resource, boolean allowed) throws MalformedPolicyException {
        assertThat(allows(
                        policy("cloudfront:UpdateKeyGroup", resource),
                        "cloudfront",
                        "UpdateKeyGroup",
                        UpdateKeyGroupRequest.builder().id("group").build()))
                .isEqualTo(allowed);
    }

    @Test
    void refusesInAcmsWords() {
        SdkRequest request =
                DescribeCertificateRequest.builder().certificateArn("arn").build();
        assertThatThrownBy(() -> policy("s3:CreateBucket", "*").before(ROLE, "acm", "DescribeCertificate", request))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:dynamodb:*:*:table/leases,                           true",
        "arn:aws:dynamodb:eu-central-1:111122223333:table/leases,     true",
        "arn:aws:dynamodb:us-east-1:111122223333:table/leases,        false",
        "arn:aws:dynamodb:*:*:table/other,                            false",
    })
    void knowsTheTableOfItsRegion(String resource, boolean allowed) throws MalformedPolicyException {
        RolePolicy policy = policy("dynamodb:PutItem\", \"dynamodb:TagResource", resource);
        Caller inFrankfurt = ROLE.in(Optional.of("eu-central-1"));
        SdkRequest put = PutItemRequest.builder().tableName("leases").build();
        SdkRequest tag = TagResourceRequest.builder()
                .resourceArn("arn:aws:dynamodb:eu-central-1:111122223333:table/leases")
                .build();

        assertThat(allows(policy, inFrankfurt, "dynamodb", "PutItem", put)).isEqualTo(allowed);
        assertThat(allows(policy, inFrankfurt, "dynamodb", "TagResource", tag)).isEqualTo(allowed);
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
    @Test
    void refusesInDynamoDbsWords() {
        SdkRequest create = CreateTableRequest.builder().tableName("leases").build();
        assertThatThrownBy(() -> policy("dynamodb:CreateTable", "*").before(ROLE, "dynamodb", "CreateTable", create))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.awsErrorDetails().errorMessage()).contains("dynamodb:TagResource");
                });
    }

    /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:ssm:*:*:parameter/siteward/*,                           true",
        "arn:aws:ssm:eu-central-1:111122223333:parameter/siteward/a/1,   true",
        "arn:aws:ssm:us-east-1:111122223333:parameter/siteward/a/1,      false",
        "arn:aws:ssm:*:*:parameter/other/*,                              false",
    })
    void knowsTheParameterOfItsRegion(String resource, boolean allowed) throws MalformedPolicyException {
        RolePolicy policy = policy("ssm:PutParameter\", \"ssm:AddTagsToResource", resource);
        Caller inFrankfurt = ROLE.in(Optional.of("eu-central-1"));
        SdkRequest put = PutParameterRequest.builder().name("/siteward/a/1").build();
        SdkRequest tag = AddTagsToResourceRequest.builder()
                .resourceType("Parameter")
                .resourceId("/siteward/a/1")
                .build();

        assertThat(allows(policy, inFrankfurt, "ssm", "PutParameter", put)).isEqualTo(allowed);
        assertThat(allows(policy, inFrankfurt, "ssm", "AddTagsToResource", tag)).isEqualTo(allowed);
    }

    /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:secretsmanager:*:*:secret:siteward/*,         true",
        "arn:aws:secretsmanager:*:*:secret:siteward/a/1-??????, true",
        "arn:aws:secretsmanager:*:*:secret:siteward/a/1,       false",
    })
    void knowsTheSecretByItsNameAndSixLetters(String resource, boolean allowed) throws MalformedPolicyException {
        SdkRequest create = CreateSecretRequest.builder().name("siteward/a/1").build();
        assertThat(allows(
                        policy("secretsmanager:CreateSecret\", \"secretsmanager:TagResource", resource),
                        "secretsmanager",
                        "CreateSecret",
                        create))
                .isEqualTo(allowed);
    }

    /** https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html */
    @Test
    void asksForTheKeyThatASecretIsEncryptedWith() throws MalformedPolicyException {
        String parameters = "ssm:PutParameter\", \"ssm:AddTagsToResource";
        PutParameterRequest.Builder put = PutParameterRequest.builder().name("/siteward/a/1");
        SdkRequest ofOwnKey =
                put.keyId("arn:aws:kms:eu-central-1:111122223333:key/k").build();
        SdkRequest ofManagedKey = put.keyId("alias/aws/ssm").build();

        assertThat(allows(policy(parameters, "*"), "ssm", "PutParameter", ofOwnKey))
                .isFalse();
        assertThat(allows(policy(parameters, "*"), "ssm", "PutParameter", ofManagedKey))
                .isTrue();
        assertThat(allows(policy(parameters + "\", \"kms:Encrypt", "*"), "ssm", "PutParameter", ofOwnKey))
                .isTrue();
    }

    @Test
    void asksForTheKeyOfASecretThatIsRead() throws MalformedPolicyException {
        InMemoryKms keys = new InMemoryKms();
        VirtualClock clock = new VirtualClock(Instant.EPOCH);
        InMemorySsm parameters = new InMemorySsm(clock, keys);
        String key = keys.put(ACCOUNT, "us-east-1", "ours");
        parameters
                .as(Caller.ofAccount(ACCOUNT))
                .putParameter(put -> put.name("/siteward/a/1")
                        .type("SecureString")
                        .keyId(key)
                        .value("v"));
        KnownResources known = KnownResources.of(
                new InMemoryS3(clock),
                new InMemoryCloudFront(clock, CloudFrontSettings.deployingIn(Duration.ZERO), new InMemoryAcm()),
                parameters,
                new InMemorySecretsManager(clock, keys, Duration.ZERO));
        RolePolicy reader = new RolePolicy(ROLE, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "ssm:GetParameters", "Resource": "arn:aws:ssm:*:*:parameter/siteward/*"}]}
                """, known);
        GetParametersRequest.Builder read = GetParametersRequest.builder().names("/siteward/a/1:1");

        assertThat(allows(reader, "ssm", "GetParameters", read.build())).isTrue();
        assertThat(allows(
                        reader,
                        "ssm",
                        "GetParameters",
                        read.withDecryption(true).build()))
                .isFalse();
        assertThat(allows(
                        reader,
                        "ssm",
                        "GetParameters",
                        read.names("/siteward/a/1", "/other")
                                .withDecryption(false)
                                .build()))
                .isFalse();
    }

    @Test
    void letsAnybodyAskWhoHeIs() throws MalformedPolicyException {
        assertThat(allows(
                        policy("s3:CreateBucket", "*"),
                        "sts",
                        "GetCallerIdentity",
                        GetCallerIdentityRequest.builder().build()))
                .isTrue();
    }

    @Test
    void refusesAPolicyThatNamesAPrincipal() {
        assertThatThrownBy(() -> new RolePolicy(ROLE, """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*",
                          "Resource": "*", "Principal": "*"}]}""", KnownResources.NONE))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("principal");
    }

    /** A bucket and its owner, and the tags of distribution E1. */
    private static KnownResources known(String bucket, String owner, Map<String, String> tags) {
        return new KnownResources() {
            @Override
            public Optional<String> bucketOwner(String bucketName) {
                return bucketName.equals(bucket) ? Optional.of(owner) : Optional.empty();
            }

            @Override
            public Map<String, String> distributionTags(String arn) {
                return arn.equals("arn:aws:cloudfront::111122223333:distribution/E1") ? tags : Map.of();
            }
        };
    }

    private static RolePolicy policy(String actions, String resource) throws MalformedPolicyException {
        return new RolePolicy(ROLE, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["%s"], "Resource": "%s"}]}
                """.formatted(actions, resource).strip(), KnownResources.NONE);
    }

    private static boolean allows(RolePolicy policy, String service, String operation, SdkRequest request) {
        return allows(policy, ROLE, service, operation, request);
    }

    private static boolean allows(
            RolePolicy policy, Caller caller, String service, String operation, SdkRequest request) {
        try {
            policy.before(caller, service, operation, request);
            return true;
        } catch (AwsServiceException e) {
            return false;
        }
    }
}
