package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

    @ParameterizedTest
    @EnumSource(HeaderPreset.class)
    void cloudFrontCanSayWhatPresetsSay(HeaderPreset preset) {
        preset.with(null, Map.of())
                .headers()
                .forEach((name, value) ->
                        assertThat(SecurityHeaders.canSay(name, value)).as(name).isTrue());
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
