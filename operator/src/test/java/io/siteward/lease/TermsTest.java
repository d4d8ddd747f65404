package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    @ParameterizedTest
    @ValueSource(longs = {3, 30, 600})
    void leaveTimeForACallBetweenTwoRenewals(long seconds) {
        Terms terms = new Terms(Duration.ofSeconds(seconds));
        assertThat(terms.renewal().plus(terms.storeTimeout()).plus(terms.callTimeout()))
                .as("one renewal that fails, and a call that takes as long as it may")
                .isLessThan(terms.tenure());
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 30, 600})
    void endBeforeAnybodyCanTakeOverThoughBothClocksAreATenthWrong(long seconds) {
        Terms terms = new Terms(Duration.ofSeconds(seconds));
        assertThat(terms.tenure().toMillis() / 0.9).isLessThan(terms.lease().toMillis() / 1.1);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 601})
    void areRefusedWhereTheyCannotBeKept(long seconds) {
        assertThatThrownBy(() -> new Terms(Duration.ofSeconds(seconds))).hasMessageContaining("from PT3S to PT10M");
    }
}
