package io.siteward.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Policies, read back by a parser that is not ours. */
class PolicyTest {
    private static final List<String> NASTY = List.of(
            "\"",
            "\\",
            "\\\"",
            "\"}]}",
            "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2147483647}}}]}",
            "\"},{\"Resource\":\"*",
            "\\u0022",
            "\u0000",
            "\u0001",
            "\n",
            "\r\n",
            "\t",
            "\u001f",
            "\u007f",
            "\u0085",
            "\u2028",
            "%22",
            "%5c",
            "%00",
            "%2e%2e",
            "%",
            "?",
            "#",
            "*",
            "..",
            "//",
            "ü",
            "中",
            "😀",
            "\ufeff",
            "\u202e",
            " ",
            "+",
            "&",
            "'",
            ";",
            "=");
    private static final int MIXTURES = 5_000;

    @Test
    void aCannedPolicyIsExactlyWhatCloudFrontPutsTogether() {
        assertThat(Policy.canned("https://docs.example.com/a.jpg?size=large&license=yes", 1_767_290_400)
                        .json())
                .isEqualTo("{\"Statement\":[{\"Resource\":\"https://docs.example.com/a.jpg?size=large&license=yes\","
                        + "\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1767290400}}}]}");
    }

    @Test
    void aCustomPolicyHasNoWhiteSpace() {
        assertThat(Policy.custom("https://e.org/*", 20, OptionalLong.of(10), new IpRange("192.0.2.0/24"))
                        .json())
                .isEqualTo("{\"Statement\":[{\"Resource\":\"https://e.org/*\",\"Condition\":"
                        + "{\"DateLessThan\":{\"AWS:EpochTime\":20},\"DateGreaterThan\":{\"AWS:EpochTime\":10},"
                        + "\"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.0/24\"}}}]}");
    }

    @ParameterizedTest
    @MethodSource("nastyResources")
    void noResourceMakesAnotherPolicy(String resource) {
        assertOnlyTheResourceDiffers(resource);
    }

    @Test
    void noMixtureOfNastyPartsMakesAnotherPolicy() {
        Random random = new Random(7);
        for (int mixture = 0; mixture < MIXTURES; mixture++) {
            assertOnlyTheResourceDiffers(random.ints(1 + random.nextInt(6), 0, NASTY.size())
                    .mapToObj(NASTY::get)
                    .collect(Collectors.joining("a", "https://e.org/", "")));
        }
    }

    @Test
    void everySingleCharacterComesBack() {
        for (int character = 0; character < 0x3000; character++) {
            assertOnlyTheResourceDiffers("https://e.org/" + Character.toString(character));
        }
    }

    @ParameterizedTest
    @MethodSource("brokenSurrogates")
    void halfACharacterIsRefused(String resource) {
        assertThatThrownBy(() -> Policy.custom(resource, 20, OptionalLong.empty(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("needEscapes")
    void aCannedPolicyRefusesWhatAViewerWouldSendInAnotherForm(String part) {
        assertThatThrownBy(() -> Policy.canned("https://e.org/" + part, 20))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 2_147_483_648L, Long.MAX_VALUE})
    void timesThatCloudFrontCannotHoldAreRefused(long time) {
        assertThatThrownBy(() -> Policy.canned("https://e.org/", time)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Policy.custom("https://e.org/", time, OptionalLong.empty(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Policy.custom("https://e.org/", 20, OptionalLong.of(time), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPolicyThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> Policy.custom("https://e.org/", 20, OptionalLong.of(20), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "10.0.0.0/8",
                "192.0.2.0/24",
                "192.0.2.128/25",
                "203.0.113.7/32",
                "255.255.255.255/32"
            })
    void rangesOfIpv4AreTaken(String cidr) {
        assertThat(new IpRange(cidr).cidr()).isEqualTo(cidr);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.1",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "192.0.2.129/25",
                "1.0.0.0/0",
                "256.0.0.0/8",
                "010.0.0.0/8",
                "10.0.0/8",
                "10.0.0.0.0/8",
                " 10.0.0.0/8",
                "10.0.0.0/8\n",
                "::1/128",
                "2001:db8::/32",
                "::ffff:10.0.0.0/104",
                "١٠.0.0.0/8",
                "10.0.0.0/8\",\"x\":\""
            })
    void whatIsNoRangeOfIpv4IsRefused(String cidr) {
        assertThatThrownBy(() -> new IpRange(cidr)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertOnlyTheResourceDiffers(String resource) {
        String json = Policy.custom(resource, 20, OptionalLong.empty(), null).json();

        JsonNode read = JsonNode.parser().parse(json);
        assertThat(read.field("Statement")
                        .flatMap(statements -> statements.index(0))
                        .flatMap(statement -> statement.field("Resource"))
                        .map(JsonNode::asString))
                .contains(resource);
        assertThat(read)
                .isEqualTo(JsonNode.parser()
                        .parse(
                                "{\"Statement\":[{\"Resource\":RESOURCE,\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":20}}}]}"
                                        .replace("RESOURCE", escapedWhole(resource))));
        assertThat(json.getBytes(StandardCharsets.UTF_8)).doesNotContain(0, '\n', '\r', '\t');
    }

    /** Every character as an escape: no other judgement of what needs one. */
    private static String escapedWhole(String text) {
        return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
    }

    private static Stream<String> nastyResources() {
        return NASTY.stream().map(part -> "https://e.org/" + part);
    }

    private static Stream<String> brokenSurrogates() {
        return Stream.of("\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "a\ud83d", "\ud83da");
    }

    private static Stream<String> needEscapes() {
        return Stream.of("\"", "\\", "\n", " ", "\u0000", "\u007f", "ü", "😀", "*", "#", "{", "<", "|", "`", "^");
    }
}
