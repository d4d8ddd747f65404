package io.siteward.aws.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    }

    @Test
    void anotherRootObjectIsAnotherFunction() {
        assertThat(SPA).isNotEqualTo(ViewerFunction.spa("home.html")).isEqualTo(ViewerFunction.spa("index.html"));
    }
}
