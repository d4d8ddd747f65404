package io.siteward.sign.api;

import static io.siteward.sign.api.FunctionOnAStore.FIRST;
import static io.siteward.sign.api.FunctionOnAStore.POINTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sign.json.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the store: the caller is told to come again, the log says what it is, and neither has a secret. */
class StoreFailuresTest {
    private final FunctionOnAStore function = new FunctionOnAStore();

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void aPointerThatIsNotThere() throws Exception {
        function.aws.remove(POINTER);

        assertUnavailable("/siteward/f/ns/k/current: AmazonSSM.GetParameter answered ParameterNotFound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"generation\": | No JSON: at character 15, a value is missing.",
                "{\"generation\":1 | No JSON: at character 16, there is no }.",
                "'' | has no text",
            })
    void aPointerThatIsTorn(String value, String problem) throws Exception {
        function.aws.put(POINTER, value);

        assertUnavailable("/siteward/f/ns/k/current" + (value.isEmpty() ? " " : ": ") + problem);
    }

    /** Cut off here and there, also just before its end. */
    @Test
    void aKeyThatIsTorn() throws Exception {
        String whole = function.stored("K1");
        for (int length = whole.length() - 1; length > 0; length -= 16) {
            function.aws.put(FIRST, whole.substring(0, length));
            function.moveClock(Duration.ofSeconds(1));
            assertUnavailable("/siteward/f/ns/k/1: No JSON: at character ");
        }
    }

    /**
     * Each of them as often as it is tried.
     *
     * <p>https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html#API_GetParameter_Errors
     * says that a KMS key that is disabled is an InvalidKeyId.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"__type\":\"AccessDeniedException\",\"Message\":\"User: arn:aws:sts::1:x\"} | AccessDeniedException",
                "400 | {\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"} | ThrottlingException",
                "400 | {\"__type\":\"InvalidKeyId\",\"message\":\"arn:aws:kms:x:1:key/y is disabled.\"} | InvalidKeyId",
                "400 | {\"__type\":\"ExpiredTokenException\"} | ExpiredTokenException",
                "500 | {\"__type\":\"InternalServerError\"} | InternalServerError",
                "503 | <html>a proxy</html> | 503",
            })
    void anErrorOfAws(int status, String body, String code) throws Exception {
        function.aws.fail(status, body);
        function.aws.fail(status, body);

        assertUnavailable("/siteward/f/ns/k/current: AmazonSSM.GetParameter answered " + code);
    }

    @Test
    void aConnectionThatEnds() throws Exception {
        for (int call = 0; call < 4; call++) {
            // The JDK's client itself sends a request once more.
            function.aws.fail(0, "");
        }

        assertUnavailable("/siteward/f/ns/k/current: 127.0.0.1 cannot be reached: SocketException");
    }

    /** API Gateway waits for 29 seconds at most, and Lambda for what the function is given. */
    @ParameterizedTest
    @ValueSource(ints = {5, 10, 3600})
    void aStoreThatTakesLongerThanTheCallerWaits(int seconds) throws Exception {
        function.slowDown(Duration.ofSeconds(seconds));
        function.aws.fail(500, "");

        assertUnavailable("/siteward/f/ns/k/current: 127.0.0.1 cannot be reached: SocketTimeoutException");
        assertThat(function.aws.calls()).hasSizeLessThan(2);
    }

    private void assertUnavailable(String logged) throws Exception {
        function.logged.clear();
        Map<?, ?> answer = function.answer();

        assertThat(answer.get("statusCode")).as(answer.toString()).isEqualTo(503L);
        assertThat((Map<?, ?>) answer.get("headers"))
                .satisfies(headers -> assertThat(headers.get("Content-Type")).isEqualTo("application/problem+json"))
                .satisfies(headers -> assertThat(headers.get("Retry-After")).isEqualTo("5"))
                .satisfies(headers ->
                        assertThat(headers.get("Access-Control-Allow-Origin")).isEqualTo("https://docs.example.com"));
        assertThat(JsonParser.parse(String.valueOf(answer.get("body"))))
                .isEqualTo(Map.of(
                        "title",
                        "Service Unavailable",
                        "status",
                        503L,
                        "detail",
                        "The signing key cannot be had at the moment."));
        assertThat(function.logged)
                .singleElement()
                .asString()
                .startsWith("The signing key cannot be had: " + logged)
                .doesNotContain(
                        List.of(FunctionOnAStore.SECRET_ACCESS_KEY, function.privateKey.substring(0, 8), "arn:", "\n"));
    }
}
