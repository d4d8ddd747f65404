package io.siteward.sign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.json.JsonParser;
import io.siteward.sign.key.StoreServer;
import io.siteward.sign.rules.InvalidConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignFunctionTest {
    private static final int MUTANTS = 3_000;
    private static final String CONFIGURATION = """
            {"sites": ["https://docs.example.com"],
             "allow": [{"paths": ["/members/*"], "claim": "cognito:groups", "values": ["members"], "maxSeconds": 3600}],
             "corsOrigins": ["https://docs.example.com"],
             "key": {"store": "parameterStore", "name": "/siteward/f/ns/k/current", "region": "eu-central-1"}}
            """;
    private static final String PRIVATE_KEY = Base64.getEncoder()
            .encodeToString(KeyPairs.fresh(KeyAlgorithm.ECDSAP256).getPrivate().getEncoded());
    private static final String PLAIN = "{\"path\":\"/members/a.pdf\",\"expiresInSeconds\":600}";

    private final StoreServer aws = new StoreServer();
    private final List<String> logged = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "SITEWARD_SIGN",
            CONFIGURATION,
            "AWS_ACCESS_KEY_ID",
            "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY",
            "secret-value",
            "AWS_ENDPOINT_URL",
            aws.address()));

    SignFunctionTest() {
        aws.put("/siteward/f/ns/k/current", "{\"generation\":1}");
        aws.put(
                "/siteward/f/ns/k/1",
                "{\"keyPairId\":\"K1\",\"algorithm\":\"ECDSAP256\",\"privateKey\":\"" + PRIVATE_KEY + "\"}");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    /** Lambda's Java runtime takes a public method with these parameters of a class that it can make without any. */
    @Test
    void lambdaCanFindTheHandler() throws Exception {
        Method handler = SignFunction.class.getMethod("handle", InputStream.class, OutputStream.class);

        assertThat(handler.getReturnType()).isEqualTo(void.class);
        assertThat(Modifier.isPublic(SignFunction.class.getModifiers())).isTrue();
        assertThat(SignFunction.class.getConstructor().getParameterCount()).isZero();
    }

    @Test
    void anEventIsAnsweredWithTheStoredKey() throws Exception {
        String response = handle(function(), Events.post(PLAIN).json());

        assertThat(response)
                .startsWith("{\"statusCode\":200,")
                .contains("&Key-Pair-Id=K1&")
                .endsWith(",\"isBase64Encoded\":false}");
        assertThat(logged).isEmpty();
    }

    /**
     * What is made before a SnapStart snapshot is the same after each restore: one repeated nonce gives the key away. So
     * not even the classes are there.
     *
     * <p>https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html
     */
    @Test
    void nothingSignsDrawsRandomnessOrReadsTheKeyBeforeTheFirstEvent() throws Exception {
        List<String> classes = List.of(
                "java.security.SecureRandom",
                "java.security.Signature",
                "java.security.KeyFactory",
                "java.net.HttpURLConnection",
                "io.siteward.sign.SigningKey");

        List<Set<String>> loaded = classesLoadedInTurn(
                Events.post("").method("OPTIONS").json(), Events.post(PLAIN).json());

        assertThat(loaded).hasSize(3);
        assertThat(loaded.get(0)).contains("io.siteward.sign.api.SignFunction").doesNotContainAnyElementsOf(classes);
        assertThat(loaded.get(1)).contains("io.siteward.sign.api.Response").doesNotContainAnyElementsOf(classes);
        assertThat(loaded.get(2)).containsAll(classes);
        assertThat(aws.calls()).hasSize(2);
    }

    /** By a process of its own, up to when the function was made, and up to the end of each event. */
    private List<Set<String>> classesLoadedInTurn(String... events) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout:none",
                "-cp",
                "target/classes" + File.pathSeparator + "target/test-classes",
                FirstEvents.class.getName()));
        command.addAll(List.of(events));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<Set<String>> loaded = new ArrayList<>(List.of(new HashSet<>()));
        for (String line :
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith(FirstEvents.MARK)) {
                loaded.add(new HashSet<>());
            } else {
                loaded.get(loaded.size() - 1).add(line.split(" ", 2)[0]);
            }
        }
        assertThat(process.waitFor()).isZero();
        // What is loaded after the last event is the end of the process.
        return loaded.subList(0, loaded.size() - 1);
    }

    @Test
    void aConfigurationThatCannotBeUsedIsToldAtTheStart() {
        environment.put("SITEWARD_SIGN", CONFIGURATION.replace("3600", "0"));
        assertThatThrownBy(this::function)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("SITEWARD_SIGN: allow[0].maxSeconds is a number from 1")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());

        environment.put("SITEWARD_SIGN", CONFIGURATION.replace("}", ""));
        assertThatThrownBy(this::function).hasMessageStartingWith("SITEWARD_SIGN: No JSON: at character ");
    }

    @Test
    void aVariableThatCannotBeUsedIsNamedAtTheStart() {
        environment.put("SITEWARD_SIGN", " ");
        assertThatThrownBy(this::function)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("SITEWARD_SIGN is not set: it has the configuration, as JSON.");
        environment.remove("SITEWARD_SIGN");
        assertThatThrownBy(this::function).hasMessageStartingWith("SITEWARD_SIGN is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:4566", "ssm.eu-central-1.amazonaws.com", "https://", "ftp://a.org", "https://a b"})
    void anEndpointThatIsNoAddressIsNamedAtTheStart(String endpoint) {
        for (String variable : List.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSM")) {
            environment.put(variable, endpoint);
            assertThatThrownBy(this::function)
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageStartingWith(variable + " is an address such as https://");
            environment.remove(variable);
        }
    }

    /**
     * Its members have other names, and its claims another place: nothing of it may be taken for granted.
     *
     * <p>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
     */
    @Test
    void anEventOfAnHttpApiInItsOwnFormatIsAFailureThatSaysWhatToDo() throws Exception {
        String event = """
                {"version": "2.0", "routeKey": "POST /sign", "headers": {"content-type": "application/json"},
                 "requestContext": {"http": {"method": "POST", "path": "/sign"},
                   "authorizer": {"jwt": {"claims": {"cognito:groups": "[members]"}}}},
                 "body": "{\\"path\\":\\"/members/a\\",\\"expiresInSeconds\\":60}", "isBase64Encoded": false}
                """;

        assertThat(handle(function(), event)).startsWith("{\"statusCode\":500,");
        assertThat(logged).singleElement().asString().endsWith("an HTTP API must have payload format version 1.0.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"httpMethod\":\"POST\",\"httpMethod\":\"POST\"}"})
    void whatIsNoEventIsAnsweredAllTheSame(String event) throws Exception {
        assertThat(handle(function(), event)).startsWith("{\"statusCode\":500,");
        assertThat(logged).hasSize(1);
    }

    /** Else a browser shows its page an error of CORS, and not that of the function. */
    @Test
    void aMistakeOfOursIsAnsweredWithTheHeadersOfEveryAnswer() throws Exception {
        SignFunction mistaken = new SignFunction(
                environment,
                () -> {
                    throw new IllegalStateException("secret-value");
                },
                System::nanoTime,
                logged::add);

        Map<?, ?> answer =
                (Map<?, ?>) JsonParser.parse(handle(mistaken, Events.post(PLAIN).json()));

        assertThat(answer.get("statusCode")).isEqualTo(500L);
        assertThat(answer.get("headers"))
                .isEqualTo(Map.of(
                        "Content-Type", "application/problem+json",
                        "Cache-Control", "no-store",
                        "Vary", "Origin",
                        "Access-Control-Allow-Origin", Events.SITE));
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("A mistake of ours: java.lang.IllegalStateException at ")
                .doesNotContain("secret-value");
    }

    @Test
    void anEventOfAnotherKindIsAnsweredWithTheHeadersOfEveryAnswer() throws Exception {
        String event = "{\"version\":\"2.0\",\"headers\":{\"origin\":\"" + Events.SITE + "\"}}";

        assertThat(handle(function(), event))
                .contains("\"Cache-Control\":\"no-store\"", "\"Vary\":\"Origin\"")
                .contains("\"Access-Control-Allow-Origin\":\"" + Events.SITE + "\"");
        assertThat(handle(function(), "{"))
                .contains("\"Cache-Control\":\"no-store\"", "\"Vary\":\"Origin\"")
                .doesNotContain("Access-Control-Allow-Origin");
    }

    /** Nothing that a caller can send makes a mistake of ours, a secret or a trace show. */
    @Test
    void mutantsOfAnEventAreAnsweredWithoutAMistake() throws Exception {
        SignFunction function = function();
        String whole = Events.post(PLAIN.replace("a.pdf", "%C3%BC*")).json();
        Random random = new Random(13);
        int parsed = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            StringBuilder event = new StringBuilder(whole);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(event.length());
                event.replace(at, Math.min(event.length(), at + random.nextInt(3)), nasty(random));
            }
            String response = handle(function, event.toString());
            Map<?, ?> members = (Map<?, ?>) JsonParser.parse(response);
            parsed += Long.valueOf(500).equals(members.get("statusCode")) ? 0 : 1;
            assertThat(response).doesNotContain("secret-value", PRIVATE_KEY, "Exception", "java.");
        }
        assertThat(parsed).isGreaterThan(MUTANTS / 10);
        assertThat(logged).noneMatch(line -> line.contains("mistake")).noneMatch(line -> line.contains("\n"));
    }

    private static String nasty(Random random) {
        List<String> parts = List.of("\"", "{", "}", "\\ud800", "\\u0000", "null", "[]", "1", ",", "%", "..", "ü", "*");
        return parts.get(random.nextInt(parts.size()));
    }

    private SignFunction function() {
        return new SignFunction(
                environment, () -> Instant.parse("2026-01-01T00:00:00Z"), System::nanoTime, logged::add);
    }

    private static String handle(SignFunction function, String event) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
