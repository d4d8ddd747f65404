package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @Test
    void knowsSecondsMinutesHoursAndDays() {
        assertThat(TimeSpan.parse("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(TimeSpan.parse("15m")).isEqualTo(Duration.ofMinutes(15));
        assertThat(TimeSpan.parse("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(TimeSpan.parse("8d")).isEqualTo(Duration.ofDays(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "m", "0m", "0s", "-5m", "1.5h", "15 m", "15M", "1w", "9999999999s"})
    void saysWhatATimeIs(String text) {
        assertThatThrownBy(() -> TimeSpan.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A time is a whole number from 1 on with s, m, h or d after it, such as 15m, and not \""
                        + text + "\".");
    }
}
