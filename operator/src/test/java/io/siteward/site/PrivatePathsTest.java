package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivatePathsTest {
    @ParameterizedTest
    @CsvSource({
        "/members/*, /members/, true",
        "/members/*, /members/a/b.html, true",
        "/members/*, /members, false",
        "/members/*, /Members/a, false",
        "/*.pdf, /a/b.pdf, true",
        "/*.pdf, /a/b.PDF, false",
        "/a?c/*, /abc/x, true",
        "/a?c/*, /ac/x, false",
        "/a?c/*, /abbc/x, false",
        "/a.c, /abc, false",
        "/a+c, /aac, false",
        "/*, /, true",
        "/, /, true",
        "/, /a, false"
    })
    void coverWhatCloudFrontsPatternsMatch(String pattern, String path, boolean covered) {
        assertThat(new PrivatePaths(List.of(pattern)).cover(path)).isEqualTo(covered);
    }

    @Test
    void coverNothingWhereThereAreNone() {
        assertThat(new PrivatePaths(List.of()).cover("/")).isFalse();
        assertThat(new PrivatePaths(List.of()).publicFolderOfPrivate("index.html"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/members/*, ''",
        "/*/, ''",
        "/*.pdf, ''",
        "/*.html, /",
        "/a/*.html, /a/",
        "/a/i*, /a/",
        "/index.html, /",
        "/a/index.html, /a/",
        "/a?/*y.html, ''",
        "/a?/*l, /aa/"
    })
    void knowTheFolderThatIsPublicThoughItsIndexIsPrivate(String pattern, String folder) {
        assertThat(new PrivatePaths(List.of(pattern))
                        .publicFolderOfPrivate("index.html")
                        .orElse(""))
                .isEqualTo(folder);
    }

    @Test
    void knowThatOnePatternMakesUpForAnother() {
        assertThat(new PrivatePaths(List.of("/a/*.html", "/a/*")).publicFolderOfPrivate("index.html"))
                .isEmpty();
    }

    /** Against trying every folder of up to six characters. */
    @Test
    void agreeWithTryingEveryFolder() {
        Random random = new Random(7);
        List<String> folders = new ArrayList<>(List.of("/"));
        for (int from = 0; from < folders.size() && folders.get(from).length() < 6; from++) {
            String begun = folders.get(from);
            Stream.of("/", "a", "b")
                    .filter(next -> !(next.equals("/") && begun.endsWith("/")))
                    .forEach(next -> folders.add(begun + next));
        }
        folders.removeIf(folder -> !folder.endsWith("/"));
        for (int round = 0; round < 500; round++) {
            List<String> patterns = random.ints(1 + random.nextInt(3), 0, Integer.MAX_VALUE)
                    .mapToObj(seed -> pattern(new Random(seed)))
                    .toList();
            PrivatePaths paths = new PrivatePaths(patterns);
            boolean crosses = folders.stream().anyMatch(folder -> !paths.cover(folder) && paths.cover(folder + "ab"));
            assertThat(paths.publicFolderOfPrivate("ab").isPresent())
                    .as(patterns.toString())
                    .isEqualTo(crosses);
        }
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder("/");
        for (int length = random.nextInt(4); length > 0; length--) {
            pattern.append("ab/*?".charAt(random.nextInt(5)));
        }
        return pattern.toString();
    }
}
