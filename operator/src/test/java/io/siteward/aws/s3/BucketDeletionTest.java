package io.siteward.aws.s3;

import static io.siteward.aws.s3.S3Fixture.DOCS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.graph.Deletion;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

class BucketDeletionTest {
    private static final Bucket.Observed OBSERVED = new Bucket.Observed(new TreeMap<>());

    @RegisterExtension
    final S3Fixture s3 = new S3Fixture();

    private final S3Client operator = s3.operator();
    private final S3Client colleague = s3.colleague();

    @Test
    void goesWhenItIsEmpty() {
        s3.makeBucket(colleague);
        assertThat(delete(false)).isEqualTo(new Deletion.Gone());
        assertThat(colleague.listBuckets().buckets()).isEmpty();
    }

    @Test
    void isGoneWhenItWasNotThere() {
        assertThat(delete(false)).isEqualTo(new Deletion.Gone());
    }

    @Test
    void staysWhenItBelongsToAStranger() {
        s3.makeBucket(s3.stranger());
        assertThatThrownBy(() -> delete(true)).isInstanceOf(FailedCall.class);
        assertThat(s3.stranger().listBuckets().buckets()).hasSize(1);
    }

    @Test
    void staysWithWhatItHoldsAndCountsIt() {
        versionedBucket();
        put("index.html");
        put("index.html");
        put("about.html");
        colleague.deleteObject(request -> request.bucket(DOCS.name()).key("about.html"));

        assertThat(delete(false))
                .isInstanceOfSatisfying(
                        Deletion.Refused.class,
                        refused -> assertThat(refused)
                                .returns("BucketNotEmpty", Deletion.Refused::reason)
                                .extracting(Deletion.Refused::message, InstanceOfAssertFactories.STRING)
                                .contains("holds 1 object, 2 old versions and 1 delete marker:")
                                .contains("spec.forceDestroy", "Retain"));
        assertThat(new BucketContents(operator, DOCS).count()).isEqualTo(new BucketContents.Count(1, 2, 1, false));
    }

    @Test
    void isEmptiedInBatchesByWhoeverComesNext() {
        versionedBucket();
        for (int i = 0; i < 1_100; i++) {
            put("page-%04d.html".formatted(i));
        }
        for (int i = 0; i < 60; i++) {
            String key = "page-%04d.html".formatted(i);
            colleague.deleteObject(request -> request.bucket(DOCS.name()).key(key));
        }
        assertThat(new BucketContents(operator, DOCS).count().describe()).startsWith("at least 880 objects, 60 old");

        assertThat(delete(true)).isInstanceOf(Deletion.Underway.class);
        assertThat(new BucketContents(operator, DOCS).count()).isEqualTo(new BucketContents.Count(160, 0, 0, false));
        assertThat(delete(true)).isEqualTo(new Deletion.Gone());
        assertThat(s3.operations()).filteredOn("DeleteObjects"::equals).hasSize(2);
        assertThat(colleague.listBuckets().buckets()).isEmpty();
    }

    @Test
    void saysWhyItCannotBeEmptied() {
        s3.makeBucket(colleague);
        put("index.html");
        colleague.putBucketPolicy(request -> request.bucket(DOCS.name()).policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
                 "Action": "s3:DeleteObject*", "Resource": "arn:aws:s3:::docs-example-com/*"}]}
                """));
        assertThatThrownBy(() -> delete(true))
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.failure())
                                .returns(Failure.Kind.TERMINAL, Failure::kind)
                                .returns("AccessDenied", Failure::code)
                                .extracting(Failure::message, InstanceOfAssertFactories.STRING)
                                .contains("index.html"));
    }

    @Test
    void ofNothingThereIsNothingToCount() {
        assertThat(new BucketContents(operator, DOCS).count().isEmpty()).isTrue();
    }

    /** As after a restart: nothing is carried over from call to call. */
    private Deletion delete(boolean forceDestroy) {
        BucketClaim claim = new BucketClaim(new Identity("prod", "SecureSite", "web", "docs"), true);
        return new Bucket(operator, DOCS, claim, Set.of(), forceDestroy).delete(OBSERVED);
    }

    private void versionedBucket() {
        s3.makeBucket(colleague);
        colleague.putBucketVersioning(request -> request.bucket(DOCS.name())
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    private void put(String key) {
        colleague.putObject(request -> request.bucket(DOCS.name()).key(key), RequestBody.fromString("hello"));
    }
}
