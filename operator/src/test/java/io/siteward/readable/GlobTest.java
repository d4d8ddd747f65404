package io.siteward.readable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "s3:Get*, s3:GetObject, true",
        "s3:Get*, s3:PutObject, false",
        "s3:*Object, s3:GetObject, true",
        "s3:?etObject, s3:GetObject, true",
        "s3:?etObject, s3:etObject, false",
        "*, s3:GetObject, true",
        "s3:GetObject, s3:GetObjectVersion, false",
        "s3:G*t*ct, s3:GetObject, true",
        "s3.GetObject, s3:GetObject, false",
        "'', '', true"
    })
    void matches(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "docs/*, ALWAYS",
        "docs*, ALWAYS",
        "*, ALWAYS",
        "do?s/**, ALWAYS",
        "docs/a/*, SOMETIMES",
        "docs/a, SOMETIMES",
        "docs/, SOMETIMES",
        "*a, SOMETIMES",
        "docs/${aws:username}/*, SOMETIMES",
        "docs, NEVER",
        "other/*, NEVER",
        "docsx*, NEVER"
    })
    void tellsWhatMatchesBehindAPrefix(String pattern, Truth truth) {
        assertThat(new Glob(pattern).matchesBehind("docs/")).isEqualTo(truth);
    }
}
