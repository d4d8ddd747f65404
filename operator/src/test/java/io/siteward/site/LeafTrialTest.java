package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.site.LeafTable.Fate;
import io.siteward.site.LeafTable.Line;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** That the trial of a leaf finds the bugs it is there for, each planted in an operator. */
class LeafTrialTest {
    private static final String LEAF = "Distribution.PriceClass";
    private static final Line LINE = new Line(Fate.DRIFT, LEAF, List.of("distribution.priceClass"));

    @Test
    void passesAnOperatorWithoutABug() {
        assertThatCode(() -> hold(UnaryOperator.identity(), LINE)).doesNotThrowAnyException();
    }

    @Test
    void findsAComparisonThatForgetsAField() {
        isFound(BuggyCloudFront.blindness(config -> config.priceClass("PriceClass_200")));
    }

    @Test
    void findsAnUpdateThatForgetsALeaf() {
        isFound(BuggyCloudFront.slip(config -> config.priceClass("PriceClass_All")));
    }

    @Test
    void findsAnUpdateThatChangesSomethingElseToo() {
        isFound(BuggyCloudFront.slip(config -> config.logging(logging -> logging.enabled(true)
                .includeCookies(false)
                .bucket("l.s3.amazonaws.com")
                .prefix(""))));
    }

    @Test
    void findsAComparisonThatSeesTwoDifferencesInOne() {
        isFound(BuggyCloudFront.blindness(config ->
                config.build().priceClassAsString().equals("PriceClass_200") ? config : config.comment("another")));
    }

    @Test
    void findsDriftUnderAnotherPathThanTheTableSays() {
        Line wrong = new Line(Fate.DRIFT, LEAF, List.of("distribution.comment"));
        assertThatThrownBy(() -> hold(UnaryOperator.identity(), wrong)).isInstanceOf(AssertionError.class);
    }

    @Test
    void findsThatWhatTheTableLeavesAloneIsPutBack() {
        Line wrong = new Line(Fate.LEFT_ALONE, LEAF, List.of("not modelled"));
        assertThatThrownBy(() -> hold(UnaryOperator.identity(), wrong)).isInstanceOf(AssertionError.class);
    }

    @Test
    void findsThatWhatTheTableCallsFixedCanBeChanged() {
        Line wrong = new Line(Fate.FIXED, LEAF, List.of("fixed"));
        assertThatThrownBy(() -> hold(UnaryOperator.identity(), wrong)).isInstanceOf(AssertionError.class);
    }

    private static void isFound(UnaryOperator<CloudFrontClient> bug) {
        assertThatThrownBy(() -> hold(bug, LINE)).isInstanceOf(AssertionError.class);
    }

    private static void hold(UnaryOperator<CloudFrontClient> bug, Line line) {
        try (TrialSite site = new TrialSite(bug)) {
            new LeafTrial(site, LEAF).hold(line);
        }
    }
}
