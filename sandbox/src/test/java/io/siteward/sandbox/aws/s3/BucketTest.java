package io.siteward.sandbox.aws.s3;

import static io.siteward.sandbox.aws.s3.S3OnTheWire.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.Caller;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketTest {
    private static final String ERROR_RESPONSES = "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html";
    private static final String CREATE_BUCKET = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html";
    private static final String OBJECT_OWNERSHIP =
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-new-bucket.html";
    private static final String TAGS = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html";

    @RegisterExtension
    final S3OnTheWire aws = new S3OnTheWire();

    private static CreateBucketConfiguration frankfurt(Tag... tags) {
        return CreateBucketConfiguration.builder()
                .locationConstraint("eu-central-1")
                .tags(tags)
                .build();
    }

    @Test
    void keepsItsRegionAndTheTagsOfItsCreation() {
        S3Client s3 = aws.client();
        Tag tag = Tag.builder().key("siteward.io/fleet").value("f").build();
        s3.createBucket(request -> request.bucket("docs").createBucketConfiguration(frankfurt(tag)));

        HeadBucketResponse head =
                s3.headBucket(request -> request.bucket("docs").expectedBucketOwner(S3OnTheWire.OWNER));
        assertThat(head.bucketRegion()).isEqualTo("eu-central-1");
        assertThat(s3.getBucketLocation(request -> request.bucket("docs")).locationConstraintAsString())
                .isEqualTo("eu-central-1");
        assertThat(s3.getBucketTagging(request -> request.bucket("docs")).tagSet())
                .containsExactly(tag);
    }

    @Test
    void hasNoLocationInUsEast1() {
        aws.usEast1().createBucket(request -> request.bucket("docs"));

        assertThat(aws.usEast1()
                        .getBucketLocation(request -> request.bucket("docs"))
                        .locationConstraintAsString())
                .isNullOrEmpty();
        assertThat(aws.usEast1().headBucket(request -> request.bucket("docs")).bucketRegion())
                .isEqualTo("us-east-1");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html */
    @Test
    void isClosedAndEncryptedFromTheStart() {
        S3Client s3 = aws.client();
        String bucket = aws.bucket("docs");

        assertThat(s3.getPublicAccessBlock(request -> request.bucket(bucket)).publicAccessBlockConfiguration())
                .isEqualTo(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)
                        .build());
        assertThat(s3.getBucketOwnershipControls(request -> request.bucket(bucket))
                        .ownershipControls()
                        .rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.objectOwnership()).isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED));
        ServerSideEncryptionRule encryption = s3.getBucketEncryption(request -> request.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
        assertThat(encryption.applyServerSideEncryptionByDefault().sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html
        assertThat(encryption.blockedEncryptionTypes().encryptionTypeAsStrings())
                .containsExactly("SSE-C");
        assertThat(s3.getBucketVersioning(request -> request.bucket(bucket)).status())
                .isNull();
    }

    static Stream<Refusal> lacking() {
        return Stream.of(
                lack("tags", "API_GetBucketTagging", "NoSuchTagSet", (s3, b) -> s3.getBucketTagging(r -> r.bucket(b))),
                lack(
                        "CORS",
                        "API_GetBucketCors",
                        "NoSuchCORSConfiguration",
                        (s3, b) -> s3.getBucketCors(r -> r.bucket(b))),
                lack(
                        "policy",
                        "API_GetBucketPolicy",
                        "NoSuchBucketPolicy",
                        (s3, b) -> s3.getBucketPolicy(r -> r.bucket(b))),
                lack(
                        "policy status",
                        "API_GetBucketPolicyStatus",
                        "NoSuchBucketPolicy",
                        (s3, b) -> s3.getBucketPolicyStatus(r -> r.bucket(b))),
                lack(
                        "lifecycle",
                        "API_GetBucketLifecycleConfiguration",
                        "NoSuchLifecycleConfiguration",
                        (s3, b) -> s3.getBucketLifecycleConfiguration(r -> r.bucket(b))),
                lack(
                        "public access block, once deleted",
                        "API_GetPublicAccessBlock",
                        "NoSuchPublicAccessBlockConfiguration",
                        (s3, b) -> {
                            s3.deletePublicAccessBlock(r -> r.bucket(b));
                            s3.getPublicAccessBlock(r -> r.bucket(b));
                        }),
                lack(
                        "ownership controls, once deleted",
                        "API_GetBucketOwnershipControls",
                        "OwnershipControlsNotFoundError",
                        (s3, b) -> {
                            s3.deleteBucketOwnershipControls(r -> r.bucket(b));
                            s3.getBucketOwnershipControls(r -> r.bucket(b));
                        }));
    }

    private static Refusal lack(String what, String page, String code, BiConsumer<S3Client, String> call) {
        return new Refusal(what, "https://docs.aws.amazon.com/AmazonS3/latest/API/" + page + ".html", 404, code, call);
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void saysByACodeOfItsOwnWhatItLacks(Refusal refusal) {
        String bucket = aws.bucket("docs");

        refusal.check(aws, bucket);
    }

    /**
     * The Java SDK refuses most of these itself, so they come past it.
     *
     * <p>https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
     */
    @ParameterizedTest
    @ValueSource(strings = {"do", "Docs", "docs_1", "-docs", "docs-", "10.0.0.1", "do..cs", "xn--docs", "docs-s3alias"})
    void refusesANameAgainstTheRules(String name) {
        S3Client s3 = aws.aws.client(S3Client.class, Caller.ofAccount(S3OnTheWire.OWNER));

        assertRefused(400, "InvalidBucketName", () -> s3.createBucket(request -> request.bucket(name)));
        assertRefused(400, "InvalidBucketName", () -> s3.createBucket(request -> request.bucket("d".repeat(64))));
    }

    static Stream<Refusal> badCreations() {
        return Stream.of(
                creation(
                        "us-east-1 by name",
                        CREATE_BUCKET,
                        "InvalidLocationConstraint",
                        r -> r.createBucketConfiguration(c -> c.locationConstraint("us-east-1"))),
                creation(
                        "an unknown region",
                        CREATE_BUCKET,
                        "InvalidLocationConstraint",
                        r -> r.createBucketConfiguration(c -> c.locationConstraint("eu-nowhere-1"))),
                creation(
                        "in another region than that of the endpoint",
                        ERROR_RESPONSES,
                        "IllegalLocationConstraintException",
                        r -> r.createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))),
                creation(
                        "a public ACL where ACLs are disabled, as they are by default",
                        OBJECT_OWNERSHIP,
                        "InvalidBucketAclWithObjectOwnership",
                        r -> r.acl(BucketCannedACL.PUBLIC_READ)),
                creation(
                        "a public ACL under the public access block of every new bucket",
                        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html",
                        "InvalidBucketAclWithBlockPublicAccessError",
                        r -> r.acl(BucketCannedACL.PUBLIC_READ).objectOwnership(ObjectOwnership.OBJECT_WRITER)),
                creation(
                        "a system tag",
                        TAGS,
                        "InvalidTag",
                        r -> r.createBucketConfiguration(
                                frankfurt(Tag.builder().key("aws:x").value("y").build()))));
    }

    private static Refusal creation(
            String what, String documentation, String code, Consumer<CreateBucketRequest.Builder> change) {
        return new Refusal(what, documentation, 400, code, (s3, bucket) -> {
            CreateBucketRequest.Builder request =
                    CreateBucketRequest.builder().bucket("other").createBucketConfiguration(frankfurt());
            change.accept(request);
            s3.createBucket(request.build());
        });
    }

    @ParameterizedTest
    @MethodSource("badCreations")
    void isNotMadeAgainstTheRules(Refusal refusal) {
        refusal.check(aws, "docs");
        assertThat(aws.client().listBuckets().buckets()).isEmpty();
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html#API_CreateBucket_Errors */
    @Test
    void cannotBeMadeTwiceOutsideUsEast1() {
        aws.bucket("docs");

        assertRefused(409, "BucketAlreadyOwnedByYou", () -> aws.bucket("docs"));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html#API_CreateBucket_Errors */
    @Test
    void isTakenForNewInUsEast1WithItsAclResetAndItsTagsKept() {
        S3Client s3 = aws.usEast1();
        Tag mine = Tag.builder().key("mine").value("yes").build();
        s3.createBucket(request -> request.bucket("docs")
                .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                .createBucketConfiguration(configuration -> configuration.tags(mine)));
        s3.deletePublicAccessBlock(request -> request.bucket("docs"));
        s3.putBucketAcl(request -> request.bucket("docs").acl(BucketCannedACL.PUBLIC_READ));

        s3.createBucket(request -> request.bucket("docs"));

        assertThat(s3.getBucketAcl(request -> request.bucket("docs")).grants()).hasSize(1);
        assertThat(s3.getBucketTagging(request -> request.bucket("docs")).tagSet())
                .containsExactly(mine);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html#API_CreateBucket_Errors */
    @Test
    void keepsItsNameFromOtherAccounts() {
        aws.bucket("docs");

        assertRefused(
                409,
                "BucketAlreadyExists",
                () -> aws.stranger()
                        .createBucket(request -> request.bucket("docs").createBucketConfiguration(frankfurt())));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
    @Test
    void isForbiddenToOthersAndMissingToAll() {
        aws.bucket("docs");

        assertThat(statusOf(() -> aws.stranger().headBucket(request -> request.bucket("docs"))))
                .isEqualTo(403);
        assertThat(statusOf(() -> aws.client().headBucket(request -> request.bucket("else"))))
                .isEqualTo(404);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html */
    @Test
    void isForbiddenToWhoExpectsAnotherOwner() {
        String bucket = aws.bucket("docs");

        assertRefused(
                403,
                "AccessDenied",
                () -> aws.client()
                        .getBucketVersioning(
                                request -> request.bucket(bucket).expectedBucketOwner(S3OnTheWire.STRANGER)));
        assertThat(statusOf(() -> aws.client()
                        .headBucket(request -> request.bucket(bucket).expectedBucketOwner(S3OnTheWire.STRANGER))))
                .isEqualTo(403);
    }

    private static int statusOf(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (AwsServiceException e) {
            return e.statusCode();
        }
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
    @Test
    void isNotDeletedWhileItHoldsAnObjectAVersionOrADeleteMarker() {
        S3Client s3 = aws.client();
        String bucket = aws.bucket("docs");
        s3.putBucketVersioning(request -> request.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        String version = s3.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("a"))
                .versionId();
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket(bucket)));

        String marker =
                s3.deleteObject(request -> request.bucket(bucket).key("a")).versionId();
        s3.deleteObject(request -> request.bucket(bucket).key("a").versionId(version));
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket(bucket)));

        s3.deleteObject(request -> request.bucket(bucket).key("a").versionId(marker));
        s3.deleteBucket(request -> request.bucket(bucket));
        assertRefused(404, "NoSuchBucket", () -> s3.getBucketVersioning(request -> request.bucket(bucket)));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html: OperationAborted. */
    @Test
    void keepsItsNameForAWhileAfterItWasDeletedWhenSwitchedOn() {
        aws.s3.reserveDeletedNamesFor(Duration.ofMinutes(2));
        String bucket = aws.bucket("docs");
        aws.client().deleteBucket(request -> request.bucket(bucket));

        assertRefused(409, "OperationAborted", () -> aws.bucket("docs"));

        aws.clock.advance(Duration.ofMinutes(2));
        aws.bucket("docs");
    }

    @Test
    void isListedForItsOwnerAlonePageByPage() {
        IntStream.range(0, 5).forEach(i -> aws.bucket("docs-" + i));

        List<String> names = aws.client().listBucketsPaginator(request -> request.maxBuckets(2)).stream()
                .map(ListBucketsResponse::buckets)
                .flatMap(List::stream)
                .map(Bucket::name)
                .toList();

        assertThat(names).containsExactly("docs-0", "docs-1", "docs-2", "docs-3", "docs-4");
        assertThat(aws.stranger().listBuckets().buckets()).isEmpty();
    }
}
