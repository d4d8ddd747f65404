package io.siteward.sandbox.aws.cloudfront.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    /**
     * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
     */
    @ParameterizedTest
    @CsvSource({
        "*, /anything/at/all, true",
        "/members/*, /members/a/b.html, true",
        "members/*, /members/a.html, true",
        "/members/*, /members, false",
        "/members/*, /Members/a.html, false",
        "*.jpg, /images/a.jpg, true",
        "/a?.jpg, /ab.jpg, true",
        "/a?.jpg, /a.jpg, false",
        "/a.jpg, /aXjpg, false",
    })
    void matches(String pattern, String path, boolean matches) {
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
    }
}
