package io.siteward.sign.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sign.HashAlgorithm;
import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.OpenSsl;
import io.siteward.sign.SigningKey;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.key.KeyUnavailableException;
import io.siteward.sign.rules.Configuration;
import io.siteward.sign.rules.ConfigurationReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignApiTest {
    private static final KeyPair KEYS = KeyPairs.fresh(KeyAlgorithm.ECDSAP256);
    private static final long NOW = 1_767_225_600;
    private static final String CONFIGURATION = """
            {"sites": ["https://docs.example.com", "https://www.example.com"],
             "allow": [
               {"paths": ["/members/*"], "claim": "cognito:groups", "values": ["members"], "maxSeconds": 3600},
               {"paths": ["/free/*"], "unauthenticated": true, "maxSeconds": 60}],
             "corsOrigins": ["https://docs.example.com", "https://www.example.com", "https://app.example.org"],
             "key": {"store": "parameterStore", "name": "/siteward/f/ns/k/current", "region": "eu-central-1"},
             "cookies": {"domain": "example.com"}}
            """;
    private static final String PLAIN = "{\"path\":\"/members/a.pdf\",\"expiresInSeconds\":600}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private final List<String> logged = new ArrayList<>();
    private final SignApi api = api(ConfigurationReader.read(CONFIGURATION));

    @Test
    void aUrlIsSignedWithACannedPolicy() throws Exception {
        Response response = answer(Events.post(PLAIN));

        assertThat(response.status()).isEqualTo(200);
        Map<?, ?> body = (Map<?, ?>) JsonParser.parse(response.body());
        assertThat(body.get("expires")).isEqualTo(NOW + 600);
        Matcher url = Pattern.compile("https://docs\\.example\\.com/members/a\\.pdf\\?Expires=1767226200"
                        + "&Signature=([A-Za-z0-9_~-]+)&Key-Pair-Id=K2JCJMDEHXQW5F&Hash-Algorithm=SHA256")
                .matcher(String.valueOf(body.get("url")));
        assertThat(url.matches()).as(response.body()).isTrue();
        assertThat(body.get("url")).isEqualTo("https://docs.example.com/members/a.pdf?" + body.get("query"));
        String policy = "{\"Statement\":[{\"Resource\":\"https://docs.example.com/members/a.pdf\",\"Condition\":"
                + "{\"DateLessThan\":{\"AWS:EpochTime\":1767226200}}}]}";
        assertThat(new OpenSsl(folder).verifies(KEYS.getPublic(), HashAlgorithm.SHA256, policy, decoded(url.group(1))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'path':'/members/*','expiresInSeconds':600} | https://docs.example.com/members/* | ''",
                "{'path':'/members/a','expiresInSeconds':600,'notBefore':1767225700} | https://docs.example.com/members/a"
                        + " | ,'DateGreaterThan':{'AWS:EpochTime':1767225700}",
                "{'path':'/members/a','expiresInSeconds':600,'ipRange':'192.0.2.0/24'} | https://docs.example.com/members/a"
                        + " | ,'IpAddress':{'AWS:SourceIp':'192.0.2.0/24'}",
            })
    void whateverElseIsAskedForTakesACustomPolicy(String asked, String resource, String conditions) throws Exception {
        Response response = answer(Events.post(asked.replace('\'', '"')));

        Map<?, ?> body = (Map<?, ?>) JsonParser.parse(response.body());
        Map<String, String> query = query(String.valueOf(body.get("query")));
        String policy = new String(decoded(query.get("Policy")), StandardCharsets.UTF_8);
        assertThat(policy)
                .isEqualTo(("{'Statement':[{'Resource':'" + resource
                                + "','Condition':{'DateLessThan':{'AWS:EpochTime':1767226200}" + conditions + "}}]}")
                        .replace('\'', '"'));
        assertThat(new OpenSsl(folder)
                        .verifies(KEYS.getPublic(), HashAlgorithm.SHA256, policy, decoded(query.get("Signature"))))
                .isTrue();
    }

    @Test
    void aPatternHasNoUrlOfItsOwn() {
        assertThat(answer(Events.post("{\"path\":\"/members/*\",\"expiresInSeconds\":600}"))
                        .body())
                .contains("\"query\":\"Policy=")
                .doesNotContain("\"url\"");
    }

    @Test
    void cookiesAreSet() {
        Response response =
                answer(Events.post("{\"path\":\"/members/*\",\"expiresInSeconds\":600,\"as\":\"cookies\"}"));

        assertThat(response.cookies())
                .hasSize(4)
                .allMatch(cookie -> cookie.endsWith("; Domain=example.com; Path=/; Secure; HttpOnly; SameSite=Lax"));
        assertThat(response.body()).isEqualTo("{\"expires\":1767226200}");
        assertThat(response.headers()).containsEntry("Access-Control-Allow-Credentials", "true");
        assertThat(response.toJson()).contains("\"multiValueHeaders\":{\"Set-Cookie\":[\"CloudFront-Policy=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x1.execute-api.eu-central-1.amazonaws.com",
                "api.example.org",
                "api.notexample.com",
                "example.com.evil.org",
                ""
            })
    void cookiesThatABrowserWouldDropAreRefused(String host) {
        Response response = answer(Events.post("{\"path\":\"/members/a\",\"expiresInSeconds\":600,\"as\":\"cookies\"}")
                .host(host));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("as: cookies for example.com cannot be set from " + host);
        assertThat(response.cookies()).isEmpty();
    }

    @Test
    void withoutADomainThereAreNoCookies() {
        SignApi without = api(
                ConfigurationReader.read(CONFIGURATION.replace(",\n \"cookies\": {\"domain\": \"example.com\"}", "")));

        Response response = without.answer(
                new Event(Events.post("{\"path\":\"/members/a\",\"expiresInSeconds\":60,\"as\":\"cookies\"}")
                        .members()));

        assertThat(response.body()).contains("as: cookies are not made here");
        assertThat(response.headers()).doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void theSiteIsThatOfTheCallingPage() {
        assertThat(answer(Events.post(PLAIN).header("origin", "https://www.example.com"))
                        .body())
                .contains("\"url\":\"https://www.example.com/members/a.pdf?");
        assertThat(answer(Events.post(PLAIN).header("origin", "https://app.example.org"))
                        .body())
                .contains("\"url\":\"https://docs.example.com/members/a.pdf?");
    }

    @Test
    void whoIsNotRecognisedMustSignIn() {
        Response response = answer(Events.post(PLAIN).anonymous());

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers()).containsEntry("WWW-Authenticate", "Bearer");
    }

    @Test
    void anybodyMayHaveWhatIsForAnybody() {
        assertThat(answer(Events.post("{\"path\":\"/free/a\",\"expiresInSeconds\":60}")
                                .anonymous())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mem*", "/*", "/members", "/other/a", "/free", "/Members/a"})
    void whatNoRuleCoversIsForbidden(String path) {
        assertThat(answer(Events.post("{\"path\":\"" + path + "\",\"expiresInSeconds\":60}"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anotherGroupIsForbidden() {
        assertThat(answer(Events.post(PLAIN).authorizer(Map.of("claims", Map.of("cognito:groups", "guests"))))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | No JSON",
                "[] | The body must be a JSON object",
                "{} | expiresInSeconds is missing; path is missing",
                "{'path':'/members/a'} | expiresInSeconds is missing",
                "{'expiresInSeconds':60} | path is missing",
                "{'path':'/members/a','expiresInSeconds':60,'ttl':1} | ttl is not known",
                "{'path':'/members/a','path':'/members/b','expiresInSeconds':60} | The member path is there twice",
                "{'path':7,'expiresInSeconds':60} | path is a string",
                "{'path':null,'expiresInSeconds':60} | path is a string",
                "{'path':['/members/a'],'expiresInSeconds':60} | path is a string",
                "{'path':'/members/a','expiresInSeconds':'60'} | expiresInSeconds is an integer",
                "{'path':'/members/a','expiresInSeconds':60.5} | expiresInSeconds is an integer",
                "{'path':'/members/a','expiresInSeconds':1e99} | expiresInSeconds is an integer",
                "{'path':'/members/a','expiresInSeconds':0} | expiresInSeconds is a number from 1",
                "{'path':'/members/a','expiresInSeconds':-60} | expiresInSeconds is a number from 1",
                "{'path':'/members/a','expiresInSeconds':3601} | expiresInSeconds is at most 3600",
                "{'path':'/free/a','expiresInSeconds':61} | expiresInSeconds is at most 60",
                "{'path':'/members/a','expiresInSeconds':60,'notBefore':1767225660} | notBefore is not before the end",
                "{'path':'/members/a','expiresInSeconds':60,'notBefore':0} | notBefore is a number from 1",
                "{'path':'/members/a','expiresInSeconds':60,'notBefore':null} | notBefore is an integer",
                "{'path':'/members/a','expiresInSeconds':60,'ipRange':'2001:db8::/32'} | ipRange is not an IPv4 range",
                "{'path':'/members/a','expiresInSeconds':60,'ipRange':'10.0.0.1/8'} | ipRange has bits set",
                "{'path':'/members/a','expiresInSeconds':60,'as':'header'} | as is one of url, cookies",
                "{'path':'members/a','expiresInSeconds':60} | path must begin with /",
                "{'path':'/members/../a','expiresInSeconds':60} | path must have no segment",
                "{'path':'/members/%2e%2e/a','expiresInSeconds':60} | path must have two capital hexadecimal digits",
                "{'path':'/members/%2E%2E/a','expiresInSeconds':60} | path must not encode",
                "{'path':'/members/%2Fa','expiresInSeconds':60} | path must not encode",
                "{'path':'/members//a','expiresInSeconds':60} | path must have no empty segment",
                "{'path':'/members/a?b','expiresInSeconds':60} | path must have no query string",
                "{'path':'/members/a#b','expiresInSeconds':60} | path must have no query string",
                "{'path':'/members/\\\\a','expiresInSeconds':60} | path has a character",
                "{'path':'/members/\\u0000a','expiresInSeconds':60} | path has a character",
                "{'path':'/members/\\ud800','expiresInSeconds':60} | path has a character",
                "{'path':'/members/*.pdf','expiresInSeconds':60} | path must have no * but at its end",
                "{'\\ud800':1} | ? is not known",
            })
    void whatIsWrongIsNamed(String body, String detail) throws Exception {
        Response response = answer(Events.post(body.replace('\'', '"')));

        assertProblem(response, 400, "Bad Request");
        assertThat(String.valueOf(((Map<?, ?>) JsonParser.parse(response.body())).get("detail")))
                .contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""})
    void anotherContentTypeIsRefused(String type) throws Exception {
        assertProblem(answer(Events.post(PLAIN).header("Content-Type", type)), 415, "Unsupported Media Type");
    }

    @Test
    void noContentTypeIsAnother() throws Exception {
        assertProblem(answer(Events.post(PLAIN).withoutHeaders()), 415, "Unsupported Media Type");
    }

    @Test
    void jsonWithItsCharsetIsTaken() {
        assertThat(answer(Events.post(PLAIN).header("Content-Type", "Application/JSON; charset=UTF-8"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "PATCH"})
    void anotherMethodIsRefused(String method) throws Exception {
        Response response = answer(Events.post("").method(method));

        assertProblem(response, 405, "Method Not Allowed");
        assertThat(response.headers()).containsEntry("Allow", "OPTIONS, POST");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String padding = " ".repeat(4096 - PLAIN.length());

        assertThat(answer(Events.post(PLAIN + padding)).status()).isEqualTo(200);
        assertProblem(answer(Events.post(PLAIN + padding + " ")), 413, "Content Too Large");
        assertProblem(answer(Events.post(" ".repeat(1_000_000))), 413, "Content Too Large");
        assertProblem(answer(Events.post("ü".repeat(2049))), 413, "Content Too Large");
    }

    @Test
    void aBodyMayComeInBase64() throws Exception {
        assertThat(base64(Base64.getEncoder().encodeToString(PLAIN.getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(200);
        assertProblem(base64("!"), 400, "Bad Request");
        assertProblem(
                base64(Base64.getEncoder().encodeToString(new byte[] {'"', (byte) 0xC0, '"'})), 400, "Bad Request");
        assertProblem(base64(Base64.getEncoder().encodeToString(new byte[4097])), 413, "Content Too Large");
    }

    private Response base64(String body) {
        Map<String, Object> event = Events.post(body).members();
        event.put("isBase64Encoded", true);
        return api.answer(new Event(event));
    }

    @Test
    void headersMayHaveSeveralValuesAndAnyCase() {
        Map<String, Object> event = Events.post(PLAIN).withoutHeaders().members();
        event.put(
                "multiValueHeaders",
                Map.of("CONTENT-TYPE", List.of("application/json"), "ORIGIN", List.of("https://www.example.com")));

        assertThat(api.answer(new Event(event)).headers())
                .containsEntry("Access-Control-Allow-Origin", "https://www.example.com");

        event.put("multiValueHeaders", Map.of("Origin", List.of("https://www.example.com", "https://evil.example")));
        assertThat(api.answer(new Event(event)).status()).isEqualTo(403);
    }

    @Test
    void everyResponseIsForItsOriginAndNotKept() {
        for (Events event : List.of(
                Events.post(PLAIN),
                Events.post("{}"),
                Events.post(PLAIN).anonymous(),
                Events.post("").method("OPTIONS"),
                Events.post("").method("GET"))) {
            assertThat(answer(event).headers())
                    .containsEntry("Access-Control-Allow-Origin", "https://docs.example.com")
                    .containsEntry("Vary", "Origin")
                    .containsEntry("Cache-Control", "no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://docs.example.com.evil.example",
                "https://docs.example.com/",
                "HTTPS://docs.example.com",
                "http://docs.example.com",
                "https://docs.example.com:443",
                "null",
                "*",
                ""
            })
    void pagesOfOtherOriginsAreRefused(String origin) throws Exception {
        for (String method : List.of("POST", "OPTIONS")) {
            Response response =
                    answer(Events.post(PLAIN).header("origin", origin).method(method));

            assertProblem(response, 403, "Forbidden");
            assertThat(response.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        }
    }

    @Test
    void whoIsNoPageHasNoOrigin() {
        Response response = answer(Events.post(PLAIN).withoutHeaders().header("content-type", "application/json"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void aPreflightIsAnsweredWithoutAnyKey() {
        Response response = answer(Events.post("").method("OPTIONS").anonymous());

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Methods", "POST")
                .containsEntry("Access-Control-Allow-Headers", "Authorization,Content-Type");
    }

    @Test
    void aKeyThatCannotBeHadIsToldWithATimeToComeAgain() throws Exception {
        SignApi keyless = new SignApi(
                ConfigurationReader.read(CONFIGURATION),
                () -> {
                    throw new KeyUnavailableException("/siteward/f/ns/k/current: AccessDeniedException");
                },
                () -> Instant.ofEpochSecond(NOW),
                logged::add);

        Response response = keyless.answer(new Event(Events.post(PLAIN).members()));

        assertProblem(response, 503, "Service Unavailable");
        assertThat(response.headers()).containsEntry("Retry-After", "5");
        assertThat(response.body()).doesNotContain("siteward").doesNotContain("Access");
        assertThat(logged)
                .containsExactly("The signing key cannot be had: /siteward/f/ns/k/current: AccessDeniedException");
    }

    @Test
    void whatEndsAfterCloudFrontsLastSecondIsRefused() throws Exception {
        SignApi late = new SignApi(
                ConfigurationReader.read(CONFIGURATION),
                SignApiTest::key,
                () -> Instant.ofEpochSecond(2_147_483_600),
                logged::add);

        assertProblem(late.answer(new Event(Events.post(PLAIN).members())), 400, "Bad Request");
    }

    private static void assertProblem(Response response, int status, String title) throws Exception {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat((Map<?, ?>) JsonParser.parse(response.body()))
                .satisfies(body -> assertThat(body.get("title")).isEqualTo(title))
                .satisfies(body -> assertThat(body.get("status")).isEqualTo((long) status))
                .satisfies(body -> assertThat(body.get("detail")).asString().isNotBlank());
        assertThat(response.cookies()).isEmpty();
    }

    private Response answer(Events event) {
        return api.answer(new Event(event.members()));
    }

    private SignApi api(Configuration configuration) {
        return new SignApi(configuration, SignApiTest::key, () -> Instant.ofEpochSecond(NOW), logged::add);
    }

    private static SigningKey key() throws KeyUnavailableException {
        try {
            return SigningKey.of(
                    "K2JCJMDEHXQW5F", KeyAlgorithm.ECDSAP256, KEYS.getPrivate().getEncoded(), null);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : text.split("&", -1)) {
            query.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        return query;
    }

    private static byte[] decoded(@Nullable String urlSafe) {
        return Base64.getDecoder()
                .decode(Objects.requireNonNull(urlSafe)
                        .replace('-', '+')
                        .replace('_', '=')
                        .replace('~', '/'));
    }
}
