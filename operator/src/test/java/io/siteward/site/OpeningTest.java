package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.graph.Change;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "behaviours[/members/*] | none | the-bucket | everybody may read what fits /members/* and no other private path",
                "behaviours[/a/*].trustedKeyGroups | none | [g1] | everybody may read what fits /a/* and no other private path",
                "defaultBehaviour.trustedKeyGroups | none | [g1] | everybody may read what fits /* and no other private path",
                "behaviours[/a/*].trustedKeyGroups | [g1, g2] | [g1] | what fits /a/* opens with signatures for the key groups [g1, g2], and not for [g1] only",
                "behaviours[/a/*].trustedKeyGroups | [g1] | none | what fits /a/* opens with signatures for the key groups [g1], and not for keys of AWS accounts only",
                "waf | none | some | more people may read, since distribution.waf changes"
            })
    void isToldByThePathsThatOpen(String path, String desired, String observed, String words) {
        assertThat(Opening.of(new Change("distribution." + path, desired, observed, true)))
                .isEqualTo(words);
    }
}
