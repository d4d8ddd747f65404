package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2 */
class NormalPathTest {
    @ParameterizedTest
    @CsvSource({
        "/,                       /",
        "/members/a.html,         /members/a.html",
        "/%6Dembers/a.html,       /members/a.html",
        "/m%65mbers%2fa,          /members%2Fa",
        "/caf%c3%a9,              /caf%C3%A9",
        "//members//a,            /members/a",
        "/x/../members/a,         /members/a",
        "/x/%2E%2e/members/a,     /members/a",
        "/./members/./a,          /members/a",
        "/../members/,            /members/",
        "/a/b/..,                 /a/",
        "/a/b/.,                  /a/b/",
        "/..,                     /",
        "/a%2,                    /a%2",
    })
    void dropsWhatMakesNoDifference(String raw, String normal) {
        assertThat(NormalPath.of(raw)).isEqualTo(normal);
    }
}
