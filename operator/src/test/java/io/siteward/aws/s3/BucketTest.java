package io.siteward.aws.s3;

import static io.siteward.aws.s3.S3Fixture.DOCS;
import static io.siteward.aws.s3.S3Fixture.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Observation;
import io.siteward.identity.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketTest {
    private static final Identity SITE = new Identity("prod", "SecureSite", "web", "docs");
    private static final Bucket.Desired DESIRED =
            Bucket.Desired.of(DOCS, SITE.ownerTags(), Map.of("team", "docs", "cost", "42"));

    @RegisterExtension
    final S3Fixture s3 = new S3Fixture();

    private final S3Client operator = s3.operator();

    @Test
    void isAbsentUntilItIsMade() {
        assertThat(bucket().observe()).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void isMadeWithItsMarksInTheSameCallAfterTheIntentWasRecorded() {
        List<String> recorded = new ArrayList<>();
        Bucket.Observed made = bucket().create(DESIRED, S3Fixture.intent(recorded));

        assertThat(recorded).containsExactly(DOCS.name());
        assertThat(s3.operations()).containsExactly("CreateBucket");
        CreateBucketRequest request = s3.requests(CreateBucketRequest.class).get(0);
        assertThat(request.objectOwnership()).isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertThat(request.createBucketConfiguration().locationConstraint())
                .isEqualTo(BucketLocationConstraint.EU_CENTRAL_1);
        assertThat(present(bucket().observe())).isEqualTo(made);
        assertThat(bucket().diff(DESIRED, made).isEmpty()).isTrue();
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
    @Test
    void namesNoLocationInTheHomeRegion() {
        Bucket.Observed made = atHome().create(DESIRED, S3Fixture.intent(new ArrayList<>()));

        CreateBucketRequest request = s3.requests(CreateBucketRequest.class).get(0);
        assertThat(request.createBucketConfiguration().locationConstraint()).isNull();
        assertThat(request.createBucketConfiguration().tags()).isNotEmpty();
        assertThat(made).isEqualTo(present(atHome().observe()));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
    @Test
    void isNotTakenInTheHomeRegionEitherWhereTheCreateSaysThatItWasMade() {
        Bucket bucket = atHome();
        assertThat(bucket.observe()).isInstanceOf(Observation.Absent.class);
        s3.colleague().createBucket(request -> request.bucket(DOCS.name()));

        assertThatThrownBy(() -> bucket.create(DESIRED, S3Fixture.intent(new ArrayList<>())))
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.failure())
                                .returns(Failure.Kind.TERMINAL, Failure::kind)
                                .returns("BucketNotOurs", Failure::code));
    }

    @Test
    void isLookedAtWithOneRead() {
        create();
        s3.forgetCalls();
        bucket().observe();
        assertThat(s3.operations()).containsExactly("GetBucketTagging");
    }

    @Test
    void handsOnTheNameUnderWhichADistributionReachesIt() {
        BucketRef handle = bucket().handle(create());
        assertThat(handle.regionalDomainName()).isEqualTo("docs-example-com.s3.eu-central-1.amazonaws.com");
        assertThat(handle.arn()).isEqualTo("arn:aws:s3:::docs-example-com");
    }

    @Test
    void isForeignWhenAnotherAccountOwnsIt() {
        s3.makeBucket(s3.stranger());
        assertThat(foreign(bucket()))
                .returns("BucketOwnedByAnotherAccount", Observation.Foreign::reason)
                .extracting(Observation.Foreign::message, InstanceOfAssertFactories.STRING)
                .contains(DOCS.name(), "spec.bucketName");
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
    @Test
    void isNotTakenForAStrangersWhenAPermissionIsMissing() {
        create();
        refuseForLackOfAPermission();
        assertThatThrownBy(() -> bucket().observe())
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.is("AccessDenied")).isTrue());
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html: the same organization's details. */
    @Test
    void isForeignWhenItWasLostToAStrangerOfTheSameOrganization() {
        refuseForLackOfAPermission();
        assertThat(foreign(bucket(claim(true))).reason()).isEqualTo("BucketOwnedByAnotherAccount");
    }

    private void refuseForLackOfAPermission() {
        s3.refuse(
                "GetBucketTagging",
                403,
                "AccessDenied",
                "User: arn:aws:sts::111122223333:assumed-role/siteward/op is not authorized to perform:"
                        + " s3:GetBucketTagging on resource: \"arn:aws:s3:::docs-example-com\" because no identity-based"
                        + " policy allows the s3:GetBucketTagging action");
    }

    @Test
    void isForeignInAnotherRegion() {
        s3.refuse(
                "GetBucketTagging",
                301,
                "PermanentRedirect",
                "The bucket you are attempting to access must be addressed using the specified endpoint.");
        assertThat(foreign(bucket()).reason()).isEqualTo("BucketInAnotherRegion");
    }

    @Test
    void isForeignWithoutAMark() {
        s3.makeBucket(s3.colleague());
        assertThat(foreign(bucket()).reason()).isEqualTo("BucketNotOurs");
    }

    @Test
    void isOursWithoutAMarkWhenTheStatusListsItAndItBearsOurPolicy() {
        s3.makeBucket(s3.colleague());
        writeOurPolicy();
        assertThat(bucket(claim(true)).observe()).isInstanceOf(Observation.Present.class);
    }

    @Test
    void isNotOursThoughTheStatusListsItWhenSomebodyMadeItAnew() {
        s3.makeBucket(s3.colleague());
        assertThat(foreign(bucket(claim(true))))
                .returns("BucketNotOurs", Observation.Foreign::reason)
                .extracting(Observation.Foreign::message, InstanceOfAssertFactories.STRING)
                .contains("siteward.io/name=docs");
    }

    @Test
    void isNotOursWithoutAMarkThoughWeBeganToCreateOne() {
        s3.makeBucket(s3.colleague());
        assertThat(foreign(bucket(claim(false))).reason()).isEqualTo("BucketNotOurs");
    }

    @Test
    void isForeignWhenItsTagsNameAnotherSiteWhateverTheStatusSays() {
        create();
        tag(new Identity("prod", "SecureSite", "web", "blog").ownerTags());
        assertThat(foreign(bucket(claim(true))))
                .returns("BucketOwnedByAnotherSite", Observation.Foreign::reason)
                .extracting(Observation.Foreign::message, InstanceOfAssertFactories.STRING)
                .contains("SecureSite web/blog of fleet prod");
    }

    @Test
    void getsBackAMarkThatWasTakenOff() {
        create();
        Map<String, String> tags = new HashMap<>(SITE.ownerTags());
        tags.remove("siteward.io/fleet");
        tag(tags);
        writeOurPolicy();
        Bucket bucket = bucket(claim(true));
        Bucket.Observed observed = present(bucket.observe());
        Diff diff = bucket.diff(DESIRED, observed);

        assertThat(diff.changes()).contains(new Change("tags.siteward.io/fleet", "prod", null));
        bucket.update(DESIRED, observed, diff);
        assertThat(bucket.diff(DESIRED, present(bucket.observe())).isEmpty()).isTrue();
    }

    private void writeOurPolicy() {
        new BucketPolicy(s3.operator(), DOCS).create(new BucketPolicy.Desired(null, List.of()));
    }

    @Test
    void keepsTheTagsOfOthersAndDropsThoseThatLeftTheSpec() {
        create();
        Map<String, String> tags = new HashMap<>(DESIRED.ownerTags());
        tags.putAll(Map.of("team", "changed", "cost", "42", "scanner", "seen"));
        tag(tags);
        Bucket.Desired withoutCost = Bucket.Desired.of(DOCS, SITE.ownerTags(), Map.of("team", "docs"));
        Bucket bucket = bucket();
        Bucket.Observed observed = present(bucket.observe());
        Diff diff = bucket.diff(withoutCost, observed);

        assertThat(diff.changes())
                .containsExactlyInAnyOrder(
                        new Change("tags.team", "docs", "changed"), new Change("tags.cost", null, "42"));
        Bucket.Observed updated = bucket.update(withoutCost, observed, diff);
        assertThat(present(bucket.observe())).isEqualTo(updated);
        assertThat(updated.tags())
                .containsEntry("team", "docs")
                .containsEntry("scanner", "seen")
                .doesNotContainKey("cost");
    }

    @Test
    void saysThatANameIsTaken() {
        s3.makeBucket(s3.stranger());
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.failure())
                                .returns(Failure.Kind.TERMINAL, Failure::kind)
                                .returns("BucketAlreadyExists", Failure::code)
                                .extracting(Failure::message, InstanceOfAssertFactories.STRING)
                                .contains("choose another spec.bucketName"));
    }

    @Test
    void isNotTakenWhenSomebodyOfTheAccountWasFaster() {
        s3.makeBucket(s3.colleague());
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.is("BucketNotOurs")).isTrue());
    }

    @Test
    void isTakenUpWhenOurOwnCreateCallCameThroughUnheard() {
        Bucket.Observed first = create();
        assertThat(create()).isEqualTo(first);
    }

    private Bucket.Observed create() {
        return bucket().create(DESIRED, S3Fixture.intent(new ArrayList<>()));
    }

    private void tag(Map<String, String> tags) {
        List<Tag> set = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        s3.colleague().putBucketTagging(request -> request.bucket(DOCS.name()).tagging(tagging -> tagging.tagSet(set)));
    }

    private Bucket bucket() {
        return bucket(claim(false));
    }

    private Bucket bucket(BucketClaim claim) {
        return new Bucket(operator, DOCS, claim, Set.of("team", "cost"), false);
    }

    private Bucket atHome() {
        BucketRef home = new BucketRef(DOCS.name(), "us-east-1", DOCS.accountId());
        return new Bucket(s3.operator("us-east-1"), home, claim(false), Set.of(), false);
    }

    private static BucketClaim claim(boolean recorded) {
        return new BucketClaim(SITE, recorded);
    }

    private static Observation.Foreign<Bucket.Observed> foreign(Bucket bucket) {
        Observation<Bucket.Observed> observation = bucket.observe();
        assertThat(observation).isInstanceOf(Observation.Foreign.class);
        return (Observation.Foreign<Bucket.Observed>) observation;
    }
}
