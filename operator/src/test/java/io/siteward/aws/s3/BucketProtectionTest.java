package io.siteward.aws.s3;

import static io.siteward.aws.s3.S3Fixture.DOCS;
import static io.siteward.aws.s3.S3Fixture.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import io.siteward.graph.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** Block Public Access and object ownership: what keeps the bucket closed whatever its policy says. */
class BucketProtectionTest {
    @RegisterExtension
    final S3Fixture s3 = new S3Fixture();

    private final S3Client colleague = s3.colleague();
    private final PublicAccessBlock block = new PublicAccessBlock(s3.operator(), DOCS);
    private final Ownership ownership = new Ownership(s3.operator(), DOCS);

    @BeforeEach
    void makeBucket() {
        s3.makeBucket(colleague);
    }

    @Test
    void comesBeforeAllOthers() {
        assertThat(block.protects()).isTrue();
        assertThat(ownership.protects()).isTrue();
    }

    @Test
    void isAbsentWithoutItsBucket() {
        colleague.deleteBucket(request -> request.bucket(DOCS.name()));
        assertThat(block.observe()).isInstanceOf(Observation.Absent.class);
        assertThat(ownership.observe()).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void publicAccessIsBlockedInEveryWay() {
        block.create(PublicAccessBlock.Flags.ALL);
        assertThat(present(block.observe())).isEqualTo(new PublicAccessBlock.Flags(true, true, true, true));
    }

    @Test
    void aLiftedBlockCountsAsAllFlagsOff() {
        colleague.deletePublicAccessBlock(request -> request.bucket(DOCS.name()));
        assertThat(block.diff(PublicAccessBlock.Flags.ALL, present(block.observe()))
                        .changes())
                .containsExactly(
                        off("blockPublicAcls"),
                        off("ignorePublicAcls"),
                        off("blockPublicPolicy"),
                        off("restrictPublicBuckets"));
    }

    @Test
    void aSingleFlagIsFoundAndPutBack() {
        colleague.putPublicAccessBlock(request -> request.bucket(DOCS.name())
                .publicAccessBlockConfiguration(flags ->
                        flags.blockPublicAcls(true).ignorePublicAcls(true).restrictPublicBuckets(true)));
        PublicAccessBlock.Flags observed = present(block.observe());
        Diff diff = block.diff(PublicAccessBlock.Flags.ALL, observed);

        assertThat(diff.changes()).containsExactly(off("blockPublicPolicy"));
        block.update(PublicAccessBlock.Flags.ALL, observed, diff);
        assertThat(present(block.observe())).isEqualTo(PublicAccessBlock.Flags.ALL);
    }

    @Test
    void ownershipIsTakenBackTogetherWithWhatItsAccessControlListGranted() {
        OwnershipControlsRule objectWriter = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                .build();
        colleague.putBucketOwnershipControls(
                request -> request.bucket(DOCS.name()).ownershipControls(controls -> controls.rules(objectWriter)));
        colleague.putBucketAcl(request ->
                request.bucket(DOCS.name()).grantRead("id=\"444455556666\"").grantFullControl("id=\"111122223333\""));
        Ownership.Rule observed = present(ownership.observe());
        Diff diff = ownership.diff(Ownership.Rule.BUCKET_OWNER_ENFORCED, observed);

        assertThat(diff.changes())
                .containsExactly(new Change("ownership.objectOwnership", "BucketOwnerEnforced", "ObjectWriter"));
        ownership.update(Ownership.Rule.BUCKET_OWNER_ENFORCED, observed, diff);
        assertThat(present(ownership.observe())).isEqualTo(Ownership.Rule.BUCKET_OWNER_ENFORCED);
        assertThat(s3.operations()).contains("PutBucketAcl");
    }

    @Test
    void withoutOwnershipControlsUploadersOwnWhatTheyUpload() {
        colleague.deleteBucketOwnershipControls(request -> request.bucket(DOCS.name()));
        assertThat(present(ownership.observe()).objectOwnership()).isEqualTo("ObjectWriter");
    }

    private static Change off(String flag) {
        return new Change("publicAccessBlock." + flag, "true", "false");
    }
}
