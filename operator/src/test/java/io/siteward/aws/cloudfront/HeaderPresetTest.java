package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeaderPresetTest {
    @Test
    void noneSetsNothing() {
        assertThat(HeaderPreset.NONE.with(null, Map.of()).isEmpty()).isTrue();
    }

    @Test
    void noneStillSetsCustomHeaders() {
        assertThat(HeaderPreset.NONE.with(null, Map.of("X-Team", "docs")).headers())
                .containsExactly(Map.entry("X-Team", "docs"));
    }

    @Test
    void strictDeniesFramesAndForeignContent() {
        assertThat(HeaderPreset.STRICT.with(null, Map.of()).headers())
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
                .hasEntrySatisfying(
                        "Content-Security-Policy", csp -> assertThat(csp).startsWith("default-src 'self'"));
    }

    @Test
    void basicSetsNoContentSecurityPolicy() {
        assertThat(HeaderPreset.BASIC.with(null, Map.of()).headers())
                .containsOnlyKeys("Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options");
    }

    @Test
    void theUsersContentSecurityPolicyTakesThePlaceOfThePresets() {
        assertThat(HeaderPreset.STRICT.with("default-src *", Map.of()).headers())
                .containsEntry("Content-Security-Policy", "default-src *");
    }

    @Test
    void aCustomHeaderTakesThePlaceOfThePresetsWhateverItsCase() {
        ResponseHeaders headers = HeaderPreset.STRICT.with(null, Map.of("x-frame-options", "SAMEORIGIN"));
        assertThat(headers.headers()).containsEntry("X-Frame-Options", "SAMEORIGIN");
        assertThat(headers.headers().keySet()).containsOnlyOnce("x-frame-options");
    }

    @Test
    void thePresetsOwnCustomHeaderCountsAgainstCloudFrontsTen() {
        Map<String, String> ten = custom(10, 1);
        assertThat(HeaderPreset.BASIC.with(null, ten).problem()).isEmpty();
        assertThat(HeaderPreset.STRICT.with(null, custom(9, 1)).problem()).isEmpty();
        assertThat(HeaderPreset.STRICT.with(null, ten).problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("spec.headers.custom", "Permissions-Policy"));
    }

    @Test
    void customHeadersTogetherHaveALongestLength() {
        assertThat(HeaderPreset.NONE.with(null, custom(10, 1000)).problem()).isEmpty();
        assertThat(HeaderPreset.NONE.with(null, custom(10, 1030)).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("10240"));
    }

    private static Map<String, String> custom(int count, int length) {
        Map<String, String> custom = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            custom.put("X-Custom-" + i, "v".repeat(length));
        }
        return custom;
    }

    @ParameterizedTest
    @EnumSource(HeaderPreset.class)
    void securityHeadersComeBackFromCloudFrontsFieldsAsTheyWere(HeaderPreset preset) {
        Map<String, String> headers =
                preset.with(null, Map.of("X-XSS-Protection", "0")).headers();
        Map<String, String> read = SecurityHeaders.of(SecurityHeaders.toConfig(headers));
        headers.forEach((name, value) -> {
            if (SecurityHeaders.has(name)) {
                assertThat(read).containsEntry(name, value);
            }
        });
        assertThat(read).hasSizeLessThanOrEqualTo(headers.size()).isNotEmpty();
    }
}
