package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteward.graph.Change;
import io.siteward.graph.Deletion;
import io.siteward.graph.Diff;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.graph.Observation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DistributionChangeTest {
    private final SiteOnTheWire site = new SiteOnTheWire();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void anUpdateOfWhatSomeoneElseChangedMeanwhileIsRefusedAndReadAgain() {
        DesiredDistribution desired = site.desired();
        ObservedDistribution made = site.lost().create(desired, site.intent);
        site.behindOurBack(
                made, config -> config.toBuilder().priceClass("PriceClass_All").build());
        ObservedDistribution seen = SiteOnTheWire.present(site.lost().observe());
        site.behindOurBack(seen, config -> config.toBuilder().enabled(false).build());

        FailedCall stale = catchThrowableOfType(
                FailedCall.class,
                () -> site.lost().update(desired, seen, site.lost().diff(desired, seen)));

        assertThat(stale.failure().kind()).isEqualTo(Failure.Kind.RETRIABLE);
        assertThat(stale.failure().message()).contains("read again");
    }

    @Test
    void tagsOfOthersStayAndTagsTakenFromTheSpecGo() {
        ObservedDistribution made = site.lost()
                .create(SiteOnTheWire.withTags(site.desired(), Map.of("team", "docs", "cost", "42")), site.intent);
        site.cloudFront.console.tagResource(
                request -> request.resource(made.handle().arn()).tags(DistributionTags.toTags(Map.of("audit", "yes"))));
        Distribution next =
                site.distribution(site.identity, Optional.of(made.handle().id()), Set.of("team", "cost"));
        DesiredDistribution desired = SiteOnTheWire.withTags(site.desired(), Map.of("team", "web"));
        ObservedDistribution seen = SiteOnTheWire.present(next.observe());
        Diff diff = next.diff(desired, seen);
        assertThat(diff.changes()).extracting(Change::path).containsExactly("tags.team", "tags.cost");
        site.cloudFront.operations();

        ObservedDistribution after = next.update(desired, seen, diff);

        assertThat(site.cloudFront.operations()).containsExactly("TagResource", "UntagResource");
        assertThat(after.tags())
                .containsEntry("audit", "yes")
                .containsEntry("team", "web")
                .doesNotContainKey("cost");
        assertThat(SiteOnTheWire.present(next.observe()).tags()).isEqualTo(after.tags());
    }

    @Test
    void isDisabledThenAwaitedThenDeleted() {
        ObservedDistribution made = site.lost().create(site.desired(), site.intent);
        site.cloudFront.deploy();
        Distribution distribution = site.recorded(made);

        assertThat(distribution.delete(SiteOnTheWire.present(distribution.observe())))
                .isInstanceOf(Deletion.Underway.class);
        assertThat(distribution.delete(SiteOnTheWire.present(distribution.observe())))
                .isInstanceOf(Deletion.Underway.class);
        site.cloudFront.deploy();
        site.cloudFront.operations();
        ObservedDistribution disabled = SiteOnTheWire.present(distribution.observe());
        assertThat(distribution.delete(disabled)).isInstanceOf(Deletion.Gone.class);
        assertThat(site.cloudFront.operations())
                .containsExactly("GetDistribution", "ListTagsForResource", "DeleteDistribution");
        assertThat(distribution.delete(disabled)).isInstanceOf(Deletion.Gone.class);
        assertThat(distribution.observe()).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void isNotDisabledTwice() {
        ObservedDistribution made = site.lost().create(site.desired(), site.intent);
        site.recorded(made).delete(made);
        ObservedDistribution disabling =
                SiteOnTheWire.present(site.recorded(made).observe());
        site.cloudFront.operations();

        assertThat(site.recorded(made).delete(disabling)).isInstanceOf(Deletion.Underway.class);

        assertThat(site.cloudFront.operations()).isEmpty();
    }
}
