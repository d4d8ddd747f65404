package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** That the trial of a field finds the bugs it is there for, each planted in an operator or in the case. */
class FieldTrialTest {
    private static final FieldCase FIELD = FieldCase.of(".priceClass");

    @Test
    void passesAnOperatorWithoutABug() {
        assertThatCode(() -> hold(UnaryOperator.identity(), FIELD)).doesNotThrowAnyException();
    }

    /** It has the site made, and takes what the case then sets for done. */
    @Test
    void findsAComparisonThatForgetsTheField() {
        AtomicBoolean made = new AtomicBoolean();
        UnaryOperator<CloudFrontClient> blind =
                BuggyCloudFront.blindness(config -> made.get() ? config.priceClass("PriceClass_200") : config);
        try (SiteWorld world = new SiteWorld(FIELD.manifest("").toString(), blind)) {
            FieldTrial trial = new FieldTrial(world.settled());
            made.set(true);
            assertThatThrownBy(() -> trial.hold(FIELD))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[set]");
        }
    }

    @Test
    void findsAnUpdateThatForgetsTheField() {
        assertThatThrownBy(() -> hold(BuggyCloudFront.slip(config -> config.priceClass("PriceClass_All")), FIELD))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsAnUpdateThatLeavesATraceElsewhere() {
        assertThatThrownBy(() -> hold(BuggyCloudFront.slip(config -> config.staging(true)), FIELD))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsADecisionUnderAnotherPathThanTheCaseSays() {
        isFound(entry -> entry.putArray("decisions").add("Distribution distribution.ipv6"));
    }

    @Test
    void findsAnotherValueInAwsThanTheCaseSays() {
        isFound(entry -> entry.putArray("values")
                .add("PriceClass_200")
                .add("PriceClass_All")
                .add("PriceClass_All"));
    }

    @Test
    void findsDriftUnderAnotherPathThanTheCaseSays() {
        isFound(entry -> entry.put("drift", "Distribution distribution.ipv6"));
    }

    @Test
    void findsAnEffectOfAFieldThatTheCaseSaysHasNone() {
        isFound(entry -> entry.remove("aws"));
    }

    private static void isFound(Consumer<ObjectNode> mistake) {
        ObjectNode entry = FIELD.entry().deepCopy();
        mistake.accept(entry);
        assertThatThrownBy(() -> hold(UnaryOperator.identity(), new FieldCase(FIELD.field(), entry)))
                .isInstanceOf(AssertionError.class);
    }

    private static void hold(UnaryOperator<CloudFrontClient> bug, FieldCase field) {
        try (SiteWorld world = new SiteWorld(field.manifest("").toString(), bug)) {
            new FieldTrial(world.settled()).hold(field);
        }
    }
}
