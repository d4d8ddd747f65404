package io.siteward.sign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitePathTest {
    private static final int MIXTURES = 50_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/*",
                "/a",
                "/a/",
                "/a/b.pdf",
                "/a/b*",
                "/members/*",
                "/a%20b/%C3%BC.pdf",
                "/%F0%9F%98%80",
                "/a;b=c,d@e:f!$&'()+",
                "/.well-known/x",
                "/...",
                "/a..b",
                "/~u/-_.",
                "/%7B%22%5B%5D%7D"
            })
    void aPathInItsOnlyFormIsTaken(String path) {
        assertThat(new SitePath(path).text()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "https://docs.example.com/a",
                "//evil.example/a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/./a",
                "/a/..",
                "/a/../b",
                "/a/./b",
                "/%2e%2e/b",
                "/%2E%2E/b",
                "/a/.%2E/b",
                "/%252e%252e/b",
                "/%252E",
                "/%25",
                "/a%2fb",
                "/a%2Fb",
                "/a\\b",
                "/a%5Cb",
                "/a%5cb",
                "/a?b",
                "/a?",
                "/a%3Fb",
                "/a#b",
                "/a%23b",
                "/a*b",
                "/*a",
                "/**",
                "/a*/",
                "/a%2A",
                "/%61",
                "/%7E",
                "/%2D",
                "/%3A",
                "/%c3%bc",
                "/%C3",
                "/%C0%AF",
                "/%C0%AE%C0%AE/",
                "/%ED%A0%80",
                "/%F8%88%80%80%80",
                "/%FF",
                "/%",
                "/%2",
                "/%zz",
                "/%0G",
                "/%00",
                "/%0A",
                "/%0D%0AX",
                "/%1F",
                "/%7F",
                "/%C2%85",
                "/\u0000",
                "/a\n",
                "/a\r\nSet-Cookie:x",
                "/\u007f",
                "/a b",
                "/a\tb",
                "/\"",
                "/<",
                "/|",
                "/^",
                "/`",
                "/{",
                "/ü",
                "/\u2024\u2024/",
                "/\uff0e\uff0e/",
                "/\ud83d",
                "/😀"
            })
    void aPathThatCouldBeReadInTwoWaysIsRefused(String path) {
        assertThatThrownBy(() -> new SitePath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReasonDoesNotRepeatThePath() {
        assertThatThrownBy(() -> new SitePath("/hush?")).hasMessageNotContaining("hush");
    }

    @Test
    void aPathLongerThanAnyKeyIsRefused() {
        assertThatThrownBy(() -> new SitePath("/" + "a".repeat(4000))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of mixtures of nasty parts, what is taken means the same to the JDK, resolved or not, decoded once or twice. */
    @Test
    void whatIsTakenOfNastyMixturesHasOneMeaning() {
        List<String> parts = List.of(
                "/", "//", ".", "..", "%2e", "%2E", "%2F", "%5C", "\\", "%25", "%252e", "a", "b", "?", "#", "*", "%20",
                "%C3%BC", "%C3", "%00", "%0a", "\u0000", "ü", ";", "+", "@", ":", "%7e", "~", "\"", "\ud800");
        Random random = new Random(5);
        int taken = 0;
        for (int mixture = 0; mixture < MIXTURES; mixture++) {
            String path = random.ints(random.nextInt(7), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining("", "/", ""));
            try {
                assertThat(new SitePath(path).text()).isEqualTo(path);
            } catch (IllegalArgumentException e) {
                continue;
            }
            taken++;
            assertThat(URI.create("https://e.org" + path).normalize().getRawPath())
                    .isEqualTo(path);
            assertThat(URI.create("https://e.org/x/").resolve(path).getRawPath())
                    .isEqualTo(path);
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            assertThat(URLDecoder.decode(decoded.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .isEqualTo(decoded);
            assertThat(decoded.chars().filter(c -> c == '/').count())
                    .isEqualTo(path.chars().filter(c -> c == '/').count());
        }
        assertThat(taken).isGreaterThan(MIXTURES / 100);
    }
}
