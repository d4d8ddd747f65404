package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.contract.Moto;
import io.siteward.gate.Call;
import io.siteward.gate.GateHook;
import io.siteward.sandbox.aws.wire.WireClients;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * A site whose bucket is on moto; its distribution is in memory, since moto cannot give one back as it was made. Flows
 * that lose the status are left out: moto drops the tags of {@code CreateBucket}, by which a bucket is known again.
 */
@org.junit.jupiter.api.Tag("contract")
class BucketOnMotoTest {
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec:
              region: eu-central-1
            """;
    private static final String FULL = SITE + """
              tags: {team: docs}
              lifecycle: {noncurrentDays: 30, abortUploadDays: 7}
              cors: {allowedOrigins: ["https://a.example.com"], allowedMethods: [GET]}
              additionalPolicyStatements:
                - sid: Audit
                  effect: Allow
                  principals: {aws: ["arn:aws:iam::111122223333:root"]}
                  actions: ["s3:GetObject"]
                  resources: ["/*"]
            """;

    private final Moto moto = Moto.running();
    private final SiteWorld world = new SiteWorld(FULL);
    private final WireClients clients = new WireClients(moto.endpoint(), "AKIAOURS");
    private final S3Client s3 = clients.s3(Region.EU_CENTRAL_1);
    private final List<String> s3Writes = new ArrayList<>();

    BucketOnMotoTest() {
        moto.reset();
        world.endpoints.put("AWS_ENDPOINT_URL_S3", moto.endpoint().toString());
        restart();
    }

    @AfterEach
    void close() {
        clients.close();
        world.close();
    }

    private void restart() {
        world.restart(new GateHook() {
            @Override
            public void before(Call call) {
                if (call.service().equals("s3") && call.mutates()) {
                    s3Writes.add(call.operation());
                }
            }
        });
    }

    /** Ready, with nothing left to do. */
    private void settle() {
        world.untilReady();
        s3Writes.clear();
        world.forget();
    }

    @Test
    void isMadeAsTheManifestSays() {
        world.untilReady();

        String bucket = world.bucket();
        assertThat(s3.getPublicAccessBlock(get -> get.bucket(bucket)).publicAccessBlockConfiguration())
                .isEqualTo(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)
                        .build());
        assertThat(s3.getBucketOwnershipControls(get -> get.bucket(bucket))
                        .ownershipControls()
                        .rules())
                .extracting(OwnershipControlsRule::objectOwnershipAsString)
                .containsExactly("BucketOwnerEnforced");
        assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(s3.getBucketCors(get -> get.bucket(bucket)).corsRules())
                .flatExtracting(CORSRule::allowedOrigins)
                .containsExactly("https://a.example.com");
        assertThat(s3.getBucketTagging(get -> get.bucket(bucket)).tagSet())
                .contains(Tag.builder().key("team").value("docs").build());
        assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy())
                .contains("distribution/" + world.distribution(), "aws:SecureTransport", "Audit");
    }

    @Test
    void isNotTouchedWhileNothingChanges() {
        settle();
        world.reconcile();
        restart();
        world.reconcile();

        assertThat(s3Writes).isEmpty();
        assertThat(world.writes).isEmpty();
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                tampered(
                        "publicAccessBlock.blockPublicAcls",
                        "PutPublicAccessBlock",
                        (s3, bucket) -> s3.deletePublicAccessBlock(delete -> delete.bucket(bucket))),
                tampered("objectOwnership", "PutBucketOwnershipControls", (s3, bucket) -> {
                    OwnershipControlsRule rule = OwnershipControlsRule.builder()
                            .objectOwnership("ObjectWriter")
                            .build();
                    s3.putBucketOwnershipControls(
                            put -> put.bucket(bucket).ownershipControls(controls -> controls.rules(rule)));
                }),
                tampered(
                        "versioning",
                        "PutBucketVersioning",
                        (s3, bucket) -> s3.putBucketVersioning(put ->
                                put.bucket(bucket).versioningConfiguration(version -> version.status("Suspended")))),
                tampered(
                        "lifecycle",
                        "PutBucketLifecycleConfiguration",
                        (s3, bucket) -> s3.deleteBucketLifecycle(delete -> delete.bucket(bucket))),
                tampered("cors", "PutBucketCors", (s3, bucket) -> s3.deleteBucketCors(delete -> delete.bucket(bucket))),
                tampered(
                        "policy",
                        "PutBucketPolicy",
                        (s3, bucket) -> s3.deleteBucketPolicy(delete -> delete.bucket(bucket))),
                tampered("tags.team", "PutBucketTagging", (s3, bucket) -> {
                    List<Tag> kept = s3.getBucketTagging(get -> get.bucket(bucket)).tagSet().stream()
                            .filter(tag -> !tag.key().equals("team"))
                            .toList();
                    s3.putBucketTagging(put -> put.bucket(bucket).tagging(set -> set.tagSet(kept)));
                }),
                tampered("encryption", "PutBucketEncryption", (s3, bucket) -> {
                    ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                            .applyServerSideEncryptionByDefault(by -> by.sseAlgorithm("aws:kms"))
                            .build();
                    s3.putBucketEncryption(put ->
                            put.bucket(bucket).serverSideEncryptionConfiguration(encryption -> encryption.rules(rule)));
                }));
    }

    private static Arguments tampered(String path, String repair, BiConsumer<S3Client, String> act) {
        return Arguments.of(path, repair, act);
    }

    @ParameterizedTest
    @MethodSource("tampering")
    void isPutRightByOneWriteWhereItWasChanged(String path, String repair, BiConsumer<S3Client, String> act) {
        settle();
        act.accept(s3, world.bucket());
        world.reconcile();

        assertThat(s3Writes).containsExactly(repair);
        assertThat(world.events).anyMatch(event -> event.startsWith("DriftFound") && event.contains(path));
        s3Writes.clear();
        world.reconcile();
        assertThat(s3Writes).isEmpty();
    }

    @Test
    void isUpdatedByWhatChangedAlone() {
        settle();
        world.apply(FULL.replace("noncurrentDays: 30", "noncurrentDays: 60"));
        world.untilReady();

        assertThat(s3Writes).containsExactly("PutBucketLifecycleConfiguration");
        assertThat(s3.getBucketLifecycleConfiguration(get -> get.bucket(world.bucket()))
                        .rules())
                .extracting(LifecycleRule::noncurrentVersionExpiration)
                .contains(
                        NoncurrentVersionExpiration.builder().noncurrentDays(60).build());
    }

    @Test
    void losesWhatTheManifestNoLongerSays() {
        settle();
        world.apply(SITE);
        world.untilReady();

        assertThat(s3Writes).contains("DeleteBucketCors", "PutBucketTagging", "PutBucketPolicy");
        assertThat(answer(() -> s3.getBucketCors(get -> get.bucket(world.bucket()))))
                .isEqualTo("NoSuchCORSConfiguration");
        assertThat(s3.getBucketPolicy(get -> get.bucket(world.bucket())).policy())
                .doesNotContain("Audit");
        s3Writes.clear();
        world.reconcile();
        assertThat(s3Writes).isEmpty();
    }

    @Test
    void staysWhileItHoldsSomethingAndGoesWithAllItsVersionsWhenForced() {
        settle();
        String bucket = world.bucket();
        withoutPolicy(bucket);
        s3.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("1"));
        s3.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("2"));
        s3.putObject(put -> put.bucket(bucket).key("b"), RequestBody.fromString("3"));
        s3.deleteObject(delete -> delete.bucket(bucket).key("b"));
        assertThat(world.removal.step(world.site)).isPresent();
        assertThat(s3Writes).containsExactly("PutBucketPolicy");
        assertThat(world.condition("Synced").reason()).isEqualTo("BucketNotEmpty");

        withoutPolicy(bucket);
        s3Writes.clear();
        world.apply(FULL + "  forceDestroy: true\n");
        world.untilGone();

        assertThat(s3Writes).containsExactly("DeleteObjects", "DeleteBucket");
        assertThat(s3.listBuckets().buckets()).isEmpty();
    }

    /** Moto reads the policy for calls about objects, and the Deny of what comes without TLS is of all that comes. */
    private void withoutPolicy(String bucket) {
        s3.deleteBucketPolicy(delete -> delete.bucket(bucket));
    }

    private static String answer(Runnable call) {
        return catchThrowableOfType(AwsServiceException.class, call::run)
                .awsErrorDetails()
                .errorCode();
    }
}
