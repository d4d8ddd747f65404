package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

class ViewerFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ViewerFunction SPA = ViewerFunction.spa("index.html");
    private static final ViewerFunction FOLDERS = ViewerFunction.folderIndexes("index.html");

    /** What the function returns for a GET of this path, as CloudFront hands it over. */
    private static JsonNode answer(ViewerFunction function, String path, Map<String, ?> query) {
        Map<String, ?> event = Map.of("request", Map.of("method", "GET", "uri", path, "querystring", query));
        try (Context context = Context.enter()) {
            context.setLanguageVersion(Context.VERSION_ES6);
            ScriptableObject scope = context.initSafeStandardObjects();
            context.evaluateString(scope, function.code(), "function", 1, null);
            ScriptableObject.putProperty(scope, "text", JSON.valueToTree(event).toString());
            Object result = context.evaluateString(scope, "JSON.stringify(handler(JSON.parse(text)))", "call", 1, null);
            return JSON.valueToTree(JSON.readValue(Context.toString(result), Map.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String location(String path, Map<String, ?> query) {
        JsonNode answer = answer(FOLDERS, path, query);
        assertThat(answer.path("statusCode").asInt()).isEqualTo(302);
        return answer.at("/headers/location/value").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /index.html",
        "/about, /index.html",
        "/docs/a/b, /index.html",
        "/docs/, /index.html",
        "/v1.2/about, /index.html",
        "/app.js, /app.js",
        "/docs/a.html, /docs/a.html",
        "/app%2Ejs, /app%2Ejs",
        "/.well-known/apple-app-site-association, /.well-known/apple-app-site-association",
    })
    void anSpaAnswersPathsWithoutAFileWithItsRoot(String path, String served) {
        assertThat(answer(SPA, path, Map.of()).path("uri").asText()).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /index.html",
        "/docs/, /docs/index.html",
        "/v1.2/, /v1.2/index.html",
        "/docs/a.html, /docs/a.html",
        "/app%2ejs, /app%2ejs",
        "/.well-known/acme-challenge/x, /.well-known/acme-challenge/x",
    })
    void aFolderIsAnsweredWithItsIndex(String path, String served) {
        assertThat(answer(FOLDERS, path, Map.of()).path("uri").asText()).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"/docs, /docs/", "/a/b, /a/b/", "/a%20b, /a%20b/", "/v1.2/docs, /v1.2/docs/"})
    void aFolderWithoutItsSlashIsRedirected(String path, String location) {
        assertThat(location(path, Map.of())).isEqualTo(location);
    }

    @Test
    void aRedirectKeepsTheQueryString() {
        Map<String, ?> query = Map.of("q", Map.of("value", "a%26b", "multiValue", new Object[] {
            Map.of("value", "a%26b"), Map.of("value", "c")
        }));
        assertThat(location("/docs", query)).isEqualTo("/docs/?q=a%26b&q=c");
        assertThat(location("/docs", Map.of("empty", Map.of("value", "")))).isEqualTo("/docs/?empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil",
                "///evil",
                "//evil/x",
                "/\\evil",
                "/\\/evil",
                "\\\\evil",
                "/\t/evil",
                "/\n//evil",
                "/ /evil",
                "/\\",
                "/\u0000/evil/x"
            })
    void aRedirectNeverLeavesTheSite(String path) {
        String location = location(path, Map.of());

        assertThat(location).matches("/|/[^/\\\\\\x00-\\x20].*");
        URI site = URI.create("https://docs.example.com/");
        assertThat(site.resolve(location.replace("\\", "/")).getHost()).isEqualTo("docs.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/caf%C3%A9",
                "/caf%c3%a9/%F0%9F%98%80.html",
                "/%E2%82%AC",
                "/a%20b",
                "/100%25",
                "/100%25%C3%A9",
                "/%3Fx%5Bc%5D"
            })
    void aPathThatCanBeSpeltInNoOtherWayIsPassedOnAsItIs(String path) {
        ViewerFunction guarding = ViewerFunction.passing().refusingOtherSpellings(true);

        assertThat(answer(guarding, path, Map.of()).path("uri").asText()).isEqualTo(path);
        ViewerFunction counting = ViewerFunction.passing().refusingOtherSpellings(false);
        assertThat(answer(counting, path, Map.of()).path("statusCode").asInt()).isEqualTo(404);
    }

    /** Held against Java's decoder, around every border that RFC 3629 draws. */
    @Test
    void ofEscapesBeyondAsciiNothingIsPassedOnButUtf8() {
        List<Integer> borders = List.of(
                0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0,
                0xF1, 0xF3, 0xF4, 0xF5, 0xFF);
        List<byte[]> sequences = new ArrayList<>();
        addSequences(new byte[0], 3, borders, sequences);
        for (int lead : borders) {
            addSequences(new byte[] {(byte) lead}, 4, List.of(0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2), sequences);
        }

        List<Boolean> passed = passed(
                ViewerFunction.passing().refusingOtherSpellings(true),
                sequences.stream().map(bytes -> "/a" + escaped(bytes) + "b").toList());

        assertThat(passed).contains(true, false);
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(passed.get(i)).as(escaped(sequences.get(i))).isEqualTo(isUtf8(sequences.get(i)));
        }
    }

    /** All that begin with {@code start} and are longer, up to {@code longest} bytes. */
    private static void addSequences(byte[] start, int longest, List<Integer> next, List<byte[]> sequences) {
        for (int value : next) {
            byte[] bytes = Arrays.copyOf(start, start.length + 1);
            bytes[start.length] = (byte) value;
            sequences.add(bytes);
            if (bytes.length < longest) {
                addSequences(bytes, longest, next, sequences);
            }
        }
    }

    private static String escaped(byte[] bytes) {
        return "%" + HexFormat.ofDelimiter("%").formatHex(bytes);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Of each path, whether the function passes it on. */
    private static List<Boolean> passed(ViewerFunction function, List<String> paths) {
        try (Context context = Context.enter()) {
            context.setLanguageVersion(Context.VERSION_ES6);
            ScriptableObject scope = context.initSafeStandardObjects();
            context.evaluateString(scope, function.code(), "function", 1, null);
            ScriptableObject.putProperty(scope, "text", JSON.valueToTree(paths).toString());
            Object result = context.evaluateString(
                    scope,
                    "JSON.stringify(JSON.parse(text).map(function (path) {"
                            + " return handler({ request: { uri: path } }).uri === path; }))",
                    "calls",
                    1,
                    null);
            return JSON.readValue(Context.toString(result), new TypeReference<List<Boolean>>() {});
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theRootObjectCannotBreakOutOfTheCode() {
        ViewerFunction function = ViewerFunction.spa("a'; throw 1; '\\\n");

        assertThat(answer(function, "/x", Map.of()).path("uri").asText()).isEqualTo("/a'; throw 1; '\\\n");
    }

    @Test
    void fitsIntoWhatCloudFrontTakes() {
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
        assertThat(FOLDERS.code().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(10 * 1024);
        assertThat(SPA.code().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(10 * 1024);
        assertThat(FOLDERS.refusingOtherSpellings(true).code().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(10 * 1024);
    }

    @Test
    void anotherRootObjectIsAnotherFunction() {
        assertThat(SPA).isNotEqualTo(ViewerFunction.spa("home.html")).isEqualTo(ViewerFunction.spa("index.html"));
    }
}
