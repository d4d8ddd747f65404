package io.siteward.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abc, 2, ab",
        "abc, 0, ''",
        "a🚀b, 4, a🚀b",
        "a🚀b, 3, a🚀",
        "a🚀b, 2, a",
        "🚀, 1, ''",
        "漢字, 1, 漢",
    })
    void isTheBeginningInWholeCharacters(String text, int longest, String beginning) {
        assertThat(Excerpt.of(text, longest)).isEqualTo(beginning);
    }
}
