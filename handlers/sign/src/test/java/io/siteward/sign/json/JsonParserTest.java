package io.siteward.sign.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class JsonParserTest {
    private static final int MUTANTS = 20_000;

    @Test
    void valuesHaveTheirTypes() throws Exception {
        assertThat(JsonParser.parse(
                        " {\"a\" : [1, -2.5, true, false, null, \"x\\u00e9\\n\\\"\"], \"b\":{} , \"c\":[]}\r\n"))
                .isEqualTo(Map.of(
                        "a", List.of(1L, -2.5, true, false, JsonNull.NULL, "xé\n\""), "b", Map.of(), "c", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[1 2]",
                "{} {}",
                "tru",
                "nul",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "-",
                "NaN",
                "Infinity",
                "\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u+123\"",
                "\"\\u00١0\"",
                "\"\n\"",
                "\"\u0000\"",
                "/* */ 1",
                "\ufeff1"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonParser.parse(text)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "[{\"b\":{\"a\":1,\"\\u0061\":2}}]", "{\"a\":null,\"a\":1}"})
    void aMemberThatIsThereTwiceIsRefusedByName(String text) {
        assertThatThrownBy(() -> JsonParser.parse(text))
                .isInstanceOf(JsonException.class)
                .hasMessage("The member a is there twice.");
    }

    @Test
    void aMessageIsOneLineOfALog() {
        assertThatThrownBy(() -> JsonParser.parse("{\"a\\nb\\u0085\":1,\"a\\nb\\u0085\":1}"))
                .hasMessage("The member a?b? is there twice.");
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> JsonParser.parse("[".repeat(100_000))).isInstanceOf(JsonException.class);
    }

    @Test
    void aNumberBeyondSixtyFourBitsIsNoInteger() throws Exception {
        assertThat(JsonParser.parse("99999999999999999999")).isInstanceOf(Double.class);
        assertThat(JsonParser.parse("1e3")).isInstanceOf(Double.class);
        assertThat(JsonParser.parse("2147483648")).isEqualTo(2_147_483_648L);
    }

    @Test
    void aMessageRepeatsNothingOfTheText() {
        assertThatThrownBy(() -> JsonParser.parse("{\"privateKey\":\"MIIEvQ\"x}"))
                .isInstanceOf(JsonException.class)
                .hasMessageNotContaining("MIIE");
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Map<String, Object> value = Map.of("a\"\\\u0007ü😀", List.of("\u2028", 1L, true, Map.of("b", "\t")));

        assertThat(JsonParser.parse(JsonText.of(value))).isEqualTo(value);
    }

    /** Takes no text that the SDK's parser refuses: what it takes besides is counted among the mutants that both refuse. */
    @Test
    void whatIsReadFromMutantsIsWhatAnotherParserReads() {
        String whole = "{\"path\":\"/a\\u0041\",\"n\":[10,-2,true,null,{\"x\":\"y\"}],\"z\":1.5e3}";
        Random random = new Random(11);
        int read = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            StringBuilder text = new StringBuilder(whole);
            for (int change = random.nextInt(3); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), "{}[]\",:\\u0e-1 tn".charAt(random.nextInt(16)));
            }
            Object ours;
            try {
                ours = JsonParser.parse(text.toString());
            } catch (JsonException e) {
                continue;
            }
            read++;
            assertThat(plain(JsonNode.parser().parse(text.toString())))
                    .as(text.toString())
                    .isEqualTo(ours);
        }
        assertThat(read).isGreaterThan(MUTANTS / 50);
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.asObject().forEach((name, value) -> members.put(name, plain(value)));
            return members;
        }
        if (node.isArray()) {
            return node.asArray().stream().map(JsonParserTest::plain).toList();
        }
        if (node.isNumber()) {
            String digits = node.asNumber();
            if (digits.matches("-?[0-9]{1,17}")) {
                return Long.valueOf(digits);
            }
            return Double.valueOf(digits);
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNull() ? JsonNull.NULL : node.asString();
    }
}
