package io.siteward.sign.api;

import static io.siteward.sign.api.FunctionOnAStore.CACHE_TIME;
import static io.siteward.sign.api.FunctionOnAStore.FIRST;
import static io.siteward.sign.api.FunctionOnAStore.POINTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One key taking over from another, as the function sees it: only what is stored changes. */
class RotationTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final FunctionOnAStore function = new FunctionOnAStore();

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void theStoreIsReadOnceForTheTimeOfTheCache() throws Exception {
        for (int event = 0; event < 60; event++) {
            assertThat(function.signer()).isEqualTo("K1");
            function.moveClock(CACHE_TIME.dividedBy(60));
        }
        assertThat(function.aws.calls()).hasSize(2);

        function.signer();
        assertThat(function.aws.calls()).hasSize(4);
    }

    @Test
    void theNextKeySignsWhenTheCacheHasEndedAndNoMomentLater() throws Exception {
        assertThat(function.signer()).isEqualTo("K1");
        function.aws.put(POINTER, "{\"generation\":2}");

        function.moveClock(CACHE_TIME.minus(A_MOMENT));
        assertThat(function.signer()).isEqualTo("K1");
        function.moveClock(A_MOMENT);
        assertThat(function.signer()).isEqualTo("K2");
    }

    /** The operator keeps the old key trusted for longer than the cache. */
    @Test
    void aGenerationThatIsRemovedWhileItIsKnownSignsToTheEndOfTheCache() throws Exception {
        function.signer();
        function.aws.put(POINTER, "{\"generation\":2}");
        function.aws.remove(FIRST);

        function.moveClock(CACHE_TIME.minus(A_MOMENT));
        assertThat(function.signer()).isEqualTo("K1");
        function.moveClock(A_MOMENT);
        assertThat(function.signer()).isEqualTo("K2");
    }

    @Test
    void aGenerationThatIsRemovedBetweenTheTwoReadsIsNotMissed() throws Exception {
        function.aws.afterReading(POINTER, () -> {
            function.aws.put(POINTER, "{\"generation\":2}");
            function.aws.remove(FIRST);
        });

        assertThat(function.signer()).isEqualTo("K2");
        assertThat(function.aws.calls()).hasSize(4);
        assertThat(function.logged).isEmpty();
    }

    @Test
    void nothingSignsWhileThePointerNamesAGenerationThatIsNotThere() throws Exception {
        function.aws.put(POINTER, "{\"generation\":3}");

        assertThat(function.signer()).isEqualTo("503");
        assertThat(function.logged)
                .containsExactly("The signing key cannot be had: /siteward/f/ns/k/3: AmazonSSM.GetParameter answered"
                        + " ParameterNotFound");

        function.aws.put(POINTER, "{\"generation\":2}");
        function.moveClock(A_SECOND);
        assertThat(function.signer()).isEqualTo("K2");
    }

    @Test
    void theOldKeyDoesNotSignOnWhenTheStoreIsOut() throws Exception {
        function.signer();
        function.moveClock(CACHE_TIME);
        function.aws.fail(500, "");
        function.aws.fail(500, "");

        assertThat(function.signer()).isEqualTo("503");
        function.moveClock(A_SECOND);
        assertThat(function.signer()).isEqualTo("K1");
    }

    /** A clock that is set back must not make the cache last longer. */
    @Test
    void aClockThatIsSetBackMakesTheStoreBeReadAgain() throws Exception {
        function.signer();
        function.aws.put(POINTER, "{\"generation\":2}");
        function.moveClock(Duration.ofMinutes(-5));

        assertThat(function.signer()).isEqualTo("K2");
    }

    /** What AWS answers then: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
    @Test
    void aClockThatIsFarOffSignsNothing() throws Exception {
        function.aws.fail(
                400, "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired: 20260101T000000Z\"}");

        assertThat(function.signer()).isEqualTo("503");
        assertThat(function.logged).singleElement().asString().endsWith("answered InvalidSignatureException");
    }
}
