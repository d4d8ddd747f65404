package io.siteward.sign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    /** Long enough for whatever tells two patterns of four apart: each asterisk once longer than the other pattern. */
    private static final int LONGEST_TEXT = 8;

    private static final int LONGEST_PATTERN = 4;
    private static final int MIXTURES = 20_000;

    @ParameterizedTest
    @CsvSource({
        "/members/*, /members/*",
        "/members/*, /members/a.pdf",
        "/members/*, /members/",
        "/members/*, /members/a/b/*",
        "/*, /members/*",
        "/mem*, /members/*",
        "/members/*.pdf, /members/a.pdf",
        "/m?mbers/*, /members/x*",
        "/a*b*, /ab*",
        "/a/*?, /a/b*",
        "/*?, /a*",
        "/**, /*",
    })
    void whatIsWhollyWithinIsContained(String pattern, String asked) {
        assertThat(PathPattern.ofRule(pattern).contains(new SitePath(asked).pattern()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/members/*, /mem*",
        "/members/*, /*",
        "/members/*, /members",
        "/members/*, /members*",
        "/members/*, /Members/a",
        "/members/*.pdf, /members/*",
        "/members/*.pdf, /members/a*",
        "/members/?, /members/a*",
        "/members/?, /members/ab",
        "/members/?*, /members/*",
        "/a/*/b/*, /a/*",
        "/a, /a*",
    })
    void whatReachesBeyondIsNot(String pattern, String asked) {
        assertThat(PathPattern.ofRule(pattern).contains(new SitePath(asked).pattern()))
                .isFalse();
    }

    /** All pairs of short patterns against all short texts of two letters that they name and one that they do not. */
    @Test
    void containmentIsThatOfTheMatchedTexts() {
        List<String> texts = words("abc", LONGEST_TEXT);
        List<String> patterns = words("ab*?", LONGEST_PATTERN);
        List<BitSet> matched =
                patterns.stream().map(pattern -> matches(pattern, texts)).toList();
        int contained = 0;
        for (int outer = 0; outer < patterns.size(); outer++) {
            PathPattern pattern = new PathPattern(patterns.get(outer));
            for (int inner = 0; inner < patterns.size(); inner++) {
                BitSet beyond = (BitSet) matched.get(inner).clone();
                beyond.andNot(matched.get(outer));
                boolean contains = pattern.contains(new PathPattern(patterns.get(inner)));
                if (contains != beyond.isEmpty()) {
                    assertThat(contains)
                            .as(patterns.get(outer) + " contains " + patterns.get(inner))
                            .isEqualTo(beyond.isEmpty());
                }
                contained += contains ? 1 : 0;
            }
        }
        assertThat(contained).isGreaterThan(patterns.size());
    }

    @Test
    void whatAContainedPatternMatchesIsMatchedInLongPatternsToo() {
        Random random = new Random(3);
        int contained = 0;
        for (int mixture = 0; mixture < MIXTURES; mixture++) {
            String outer = random(random, "ab/**?", 10);
            String inner = outer.replaceFirst("[*?]", random.nextBoolean() ? "a" : "/b");
            String text = inner.replace("?", "c").replaceAll("\\*", random(random, "abc/", 12));
            if (new PathPattern(outer).contains(new PathPattern(inner))) {
                contained++;
                assertThat(text).matches(regex(outer));
            }
        }
        assertThat(contained).isGreaterThan(MIXTURES / 10);
    }

    @Test
    void manyAsterisksTakeNoTime() {
        assertThat(new PathPattern("/" + "a*".repeat(120)).contains(new PathPattern("/" + "*a".repeat(120))))
                .isFalse();
        assertThat(new PathPattern("/" + "*".repeat(254)).contains(new PathPattern("/" + "a".repeat(3000) + "*")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "members/*", "*", "/a//b", "/a/../*", "/a b", "/ü*", "/%2*", "/%2?", "/%2F*", "/a#*", "/a\\*"
            })
    void aRuleInAnotherFormThanUrlsIsRefused(String pattern) {
        assertThatThrownBy(() -> PathPattern.ofRule(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRuleLongerThanCloudFrontsPatternsIsRefused() {
        assertThat(PathPattern.ofRule("/" + "a".repeat(254))).isNotNull();
        assertThatThrownBy(() -> PathPattern.ofRule("/" + "a".repeat(255)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BitSet matches(String pattern, List<String> texts) {
        Pattern regex = Pattern.compile(regex(pattern));
        BitSet matched = new BitSet();
        for (int i = 0; i < texts.size(); i++) {
            matched.set(i, regex.matcher(texts.get(i)).matches());
        }
        return matched;
    }

    private static String regex(String pattern) {
        return pattern.replace("*", ".*").replace("?", ".");
    }

    private static List<String> words(String letters, int longest) {
        List<String> words = new ArrayList<>(List.of(""));
        for (int done = 0, length = 0; length < longest; length++) {
            int end = words.size();
            for (; done < end; done++) {
                String word = words.get(done);
                letters.chars().forEach(letter -> words.add(word + (char) letter));
            }
        }
        return words;
    }

    private static String random(Random random, String letters, int longest) {
        return random.ints(random.nextInt(longest), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
