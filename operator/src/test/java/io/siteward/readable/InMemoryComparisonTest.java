package io.siteward.readable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sandbox.aws.InMemoryAws;
import io.siteward.sandbox.aws.VirtualClock;
import io.siteward.sandbox.aws.s3.InMemoryS3;
import io.siteward.sandbox.aws.s3.ObjectReader;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import io.siteward.sandbox.aws.wire.WireClients;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Type;

/** Sets every bucket of the tables up in the in-memory AWS and has an object read: it shall answer as we judge. */
class InMemoryComparisonTest {
    private static final String KEY = "index.html";
    private static final Set<String> READING = Set.of(Action.GET_OBJECT.name(), "READ", "FULL_CONTROL");
    private static final String THEIR_DISTRIBUTION =
            "arn:aws:cloudfront::" + Case.OTHER_ACCOUNT + ":distribution/ETHEIRS";

    private final InMemoryS3 s3 = new InMemoryS3(new VirtualClock(Instant.parse("2026-05-01T12:00:00Z")));
    private final InMemoryAws aws = new InMemoryAws(new VirtualClock(Instant.EPOCH), List.of(s3));
    private AwsEndpoint endpoint;
    private WireClients us;
    private WireClients them;
    private S3Client owner;

    static Stream<Case> buckets() {
        return Case.all().filter(bucket -> bucket.unsettable().isEmpty());
    }

    static Stream<Case> unsettable() {
        return Case.all().filter(bucket -> !bucket.unsettable().isEmpty());
    }

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start(
                aws,
                new Credentials().register("AKIAOURS", Case.ACCOUNT).register("AKIATHEIRS", Case.OTHER_ACCOUNT),
                0);
        us = new WireClients(endpoint.uri(), "AKIAOURS");
        them = new WireClients(endpoint.uri(), "AKIATHEIRS");
        owner = us.s3(Region.US_EAST_1);
    }

    @AfterEach
    void stop() {
        us.close();
        them.close();
        endpoint.close();
        assertThat(aws.takeViolations()).as("what AWS's models forbid").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void readsAsTheEvaluatorJudges(Case bucket) throws Exception {
        setUp(bucket);
        BucketFacts facts = new BucketView(owner).read(Case.BUCKET);
        Set<String> open = Exposure.of(facts, bucket.insiders()).stream()
                .filter(objection ->
                        READING.contains(objection.what()) && !objection.by().endsWith(" of bucket"))
                .map(Objection::who)
                .collect(Collectors.toSet());
        Map<Asker, Boolean> judged = new EnumMap<>(Asker.class);
        Map<Asker, Boolean> answered = new EnumMap<>(Asker.class);
        for (Asker asker : List.of(Asker.ANYBODY, Asker.ANOTHER_ACCOUNT, Asker.SERVICE_FOR_OTHERS)) {
            // What the spec grants is not objected to, and is served.
            boolean isOpen = open.contains(asker.toString());
            judged.put(asker, isOpen != bucket.differs().containsKey(asker.name()));
            answered.put(asker, reads(asker));
        }
        assertThat(answered).isEqualTo(judged);
    }

    @ParameterizedTest
    @MethodSource("unsettable")
    void refusesWhatTheTableSaysThatItRefuses(Case bucket) {
        assertThatThrownBy(() -> setUp(bucket))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("MalformedPolicy"));
    }

    private void setUp(Case bucket) {
        owner.createBucket(request -> request.bucket(Case.BUCKET));
        owner.deletePublicAccessBlock(request -> request.bucket(Case.BUCKET));
        owner.deleteBucketOwnershipControls(request -> request.bucket(Case.BUCKET));
        owner.putObject(request -> request.bucket(Case.BUCKET).key(KEY), RequestBody.fromString("hello"));
        grant(bucket);
        bucket.ownershipSet()
                .ifPresent(ownership -> owner.putBucketOwnershipControls(request -> request.bucket(Case.BUCKET)
                        .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                                .objectOwnership(ownership)
                                .build()))));
        bucket.policyText()
                .ifPresent(policy -> owner.putBucketPolicy(
                        request -> request.bucket(Case.BUCKET).policy(policy)));
        List<String> blocked = bucket.blocked();
        owner.putPublicAccessBlock(request -> request.bucket(Case.BUCKET)
                .publicAccessBlockConfiguration(
                        block -> block.blockPublicAcls(blocked.contains(BucketFacts.BLOCK_PUBLIC_ACLS))
                                .ignorePublicAcls(blocked.contains(BucketFacts.IGNORE_PUBLIC_ACLS))
                                .blockPublicPolicy(blocked.contains(BucketFacts.BLOCK_PUBLIC_POLICY))
                                .restrictPublicBuckets(blocked.contains(BucketFacts.RESTRICT_PUBLIC_BUCKETS))));
    }

    private void grant(Case bucket) {
        Owner account =
                owner.getBucketAcl(request -> request.bucket(Case.BUCKET)).owner();
        List<Grant> ofBucket = new ArrayList<>();
        List<Grant> ofObject = new ArrayList<>();
        bucket.grants()
                .forEach(grant -> (grant.on().equals(KEY) ? ofObject : ofBucket)
                        .add(Grant.builder()
                                .permission(grant.permission())
                                .grantee(grantee -> {
                                    boolean group = grant.grantee().startsWith("http");
                                    grantee.type(group ? Type.GROUP : Type.CANONICAL_USER)
                                            .uri(group ? grant.grantee() : null)
                                            .id(group ? null : grant.grantee());
                                })
                                .build()));
        if (!ofBucket.isEmpty()) {
            owner.putBucketAcl(request -> request.bucket(Case.BUCKET).accessControlPolicy(list(account, ofBucket)));
        }
        if (!ofObject.isEmpty()) {
            owner.putObjectAcl(
                    request -> request.bucket(Case.BUCKET).key(KEY).accessControlPolicy(list(account, ofObject)));
        }
    }

    private static AccessControlPolicy list(Owner account, List<Grant> grants) {
        return AccessControlPolicy.builder().owner(account).grants(grants).build();
    }

    private boolean reads(Asker asker) throws IOException, InterruptedException {
        try {
            return switch (asker) {
                case ANYBODY -> plainGet() == 200;
                case ANOTHER_ACCOUNT ->
                    !them.s3(Region.US_EAST_1)
                            .getObjectAsBytes(
                                    request -> request.bucket(Case.BUCKET).key(KEY))
                            .asUtf8String()
                            .isEmpty();
                default ->
                    !s3.read(
                                    ObjectReader.service("cloudfront.amazonaws.com", THEIR_DISTRIBUTION, true),
                                    Case.BUCKET,
                                    KEY)
                            .headers()
                            .isEmpty();
            };
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(403);
            return false;
        }
    }

    private int plainGet() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.uri().resolve("/" + Case.BUCKET + "/" + KEY))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
