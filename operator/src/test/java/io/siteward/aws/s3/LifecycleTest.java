package io.siteward.aws.s3;

import static io.siteward.aws.s3.S3Fixture.DOCS;
import static io.siteward.aws.s3.S3Fixture.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import io.siteward.graph.Diff;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;

class LifecycleTest {
    private static final Lifecycle.Desired DESIRED = new Lifecycle.Desired(30, 7);
    private static final Lifecycle.Desired NOTHING = new Lifecycle.Desired(null, null);
    private static final LifecycleRule OF_OTHERS = LifecycleRule.builder()
            .id("logs")
            .status(ExpirationStatus.ENABLED)
            .filter(LifecycleRuleFilter.builder().prefix("logs/").build())
            .expiration(expiration -> expiration.days(5))
            .build();

    @RegisterExtension
    final S3Fixture s3 = new S3Fixture();

    private final S3Client colleague = s3.colleague();
    private final Lifecycle lifecycle = new Lifecycle(s3.operator(), DOCS);

    @BeforeEach
    void makeBucket() {
        s3.makeBucket(colleague);
    }

    @Test
    void isWrittenAndReadBack() {
        Lifecycle.Observed made = lifecycle.create(DESIRED);
        assertThat(made.rules())
                .extracting(LifecycleRule::id)
                .containsExactly("siteward-noncurrent", "siteward-abort-uploads");
        assertThat(lifecycle.diff(DESIRED, present(lifecycle.observe())).changes())
                .isEmpty();
    }

    @Test
    void thatNobodyWantsIsNeitherWrittenNorFound() {
        lifecycle.create(NOTHING);
        assertThat(s3.operations()).isEmpty();
        assertThat(lifecycle.diff(NOTHING, present(lifecycle.observe())).isEmpty())
                .isTrue();
    }

    @Test
    void isComparedDayByDay() {
        lifecycle.create(DESIRED);
        assertThat(lifecycle
                        .diff(new Lifecycle.Desired(60, null), present(lifecycle.observe()))
                        .changes())
                .containsExactly(
                        new Change("lifecycle.noncurrentDays", "60", "30"),
                        new Change("lifecycle.abortUploadDays", null, "7"));
    }

    @Test
    void leavesTheRulesOfOthersAsTheyAre() {
        put(OF_OTHERS);
        write(DESIRED);
        assertThat(rules()).hasSize(3).contains(OF_OTHERS);
        write(NOTHING);
        assertThat(rules()).containsExactly(OF_OTHERS);
    }

    @Test
    void goesAltogetherWhenNoRuleIsLeft() {
        lifecycle.create(DESIRED);
        write(NOTHING);
        assertThat(s3.operations()).endsWith("GetBucketLifecycleConfiguration", "DeleteBucketLifecycle");
    }

    @Test
    void putsBackARuleOfOursThatWasSwitchedOff() {
        LifecycleRule off = OwnRule.NONCURRENT.of(30).toBuilder()
                .status(ExpirationStatus.DISABLED)
                .build();
        put(off, OwnRule.ABORT_UPLOADS.of(7));
        assertThat(lifecycle.diff(DESIRED, present(lifecycle.observe())).changes())
                .extracting(Change::path)
                .containsExactly("lifecycle.rule[siteward-noncurrent]");
        write(DESIRED);
        assertThat(lifecycle.diff(DESIRED, present(lifecycle.observe())).isEmpty())
                .isTrue();
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingDelMarkers.html */
    @Test
    void removesTheDeleteMarkersThatHideNothingAnyMore() {
        lifecycle.create(DESIRED);
        assertThat(rules())
                .filteredOn(rule -> rule.id().equals("siteward-noncurrent"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.expiration().expiredObjectDeleteMarker())
                        .isTrue());

        put(
                OwnRule.NONCURRENT.of(30).toBuilder()
                        .expiration((LifecycleExpiration) null)
                        .build(),
                OwnRule.ABORT_UPLOADS.of(7));
        assertThat(lifecycle.diff(DESIRED, present(lifecycle.observe())).changes())
                .extracting(Change::path)
                .containsExactly("lifecycle.rule[siteward-noncurrent]");
    }

    @Test
    void removesWhatElseWasPutIntoARuleOfOurs() {
        LifecycleRule deleting = OwnRule.ABORT_UPLOADS.of(7).toBuilder()
                .expiration(expiration -> expiration.days(1))
                .build();
        LifecycleRule disguised =
                OF_OTHERS.toBuilder().id("siteward-noncurrent").build();
        LifecycleRule unknown = OF_OTHERS.toBuilder().id("siteward-old").build();
        put(deleting, disguised, unknown);
        assertThat(lifecycle
                        .diff(new Lifecycle.Desired(null, 7), present(lifecycle.observe()))
                        .changes())
                .extracting(Change::path)
                .containsExactly(
                        "lifecycle.rule[siteward-noncurrent]",
                        "lifecycle.rule[siteward-abort-uploads]",
                        "lifecycle.rule[siteward-old]");
        write(new Lifecycle.Desired(null, 7));
        assertThat(rules()).containsExactly(OwnRule.ABORT_UPLOADS.of(7));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
    @Test
    @SuppressWarnings("deprecation") // the old form's prefix, which buckets still have
    void bringsRulesOfTheOldFormIntoTodays() {
        LifecycleRule old = OF_OTHERS.toBuilder()
                .filter((LifecycleRuleFilter) null)
                .prefix("logs/")
                .build();
        assertThat(OwnRule.withFilter(old)).isEqualTo(OF_OTHERS);
        LifecycleRule emptyFilter = OwnRule.NONCURRENT.of(30).toBuilder()
                .filter(LifecycleRuleFilter.builder().build())
                .build();
        assertThat(OwnRule.withFilter(emptyFilter)).isEqualTo(OwnRule.NONCURRENT.of(30));
    }

    @Test
    void keepsFromWhichSizeOnObjectsChangeTheirStorageClass() {
        colleague.putBucketLifecycleConfiguration(request -> request.bucket(DOCS.name())
                .transitionDefaultMinimumObjectSize("varies_by_storage_class")
                .lifecycleConfiguration(configuration -> configuration.rules(OF_OTHERS)));
        write(DESIRED);
        assertThat(colleague
                        .getBucketLifecycleConfiguration(request -> request.bucket(DOCS.name()))
                        .transitionDefaultMinimumObjectSizeAsString())
                .isEqualTo("varies_by_storage_class");
    }

    private void write(Lifecycle.Desired desired) {
        Lifecycle.Observed observed = present(lifecycle.observe());
        Diff diff = lifecycle.diff(desired, observed);
        assertThat(diff.isEmpty()).isFalse();
        lifecycle.update(desired, observed, diff);
    }

    private void put(LifecycleRule... rules) {
        colleague.putBucketLifecycleConfiguration(request ->
                request.bucket(DOCS.name()).lifecycleConfiguration(configuration -> configuration.rules(rules)));
    }

    private List<LifecycleRule> rules() {
        return colleague
                .getBucketLifecycleConfiguration(request -> request.bucket(DOCS.name()))
                .rules();
    }
}
