package io.siteward.sign.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.rules.KeyPointer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final String POINTER = "/siteward/f/ns/docs-key/current";
    private static final String GENERATION = "/siteward/f/ns/docs-key/3";
    private static final String PRIVATE_KEY = Base64.getEncoder()
            .encodeToString(KeyPairs.fresh(KeyAlgorithm.ECDSAP256).getPrivate().getEncoded());
    private static final String STORED =
            "{\"keyPairId\":\"K2JCJMDEHXQW5F\",\"algorithm\":\"ECDSAP256\",\"privateKey\":\"" + PRIVATE_KEY + "\"}";

    private final StoreServer aws = new StoreServer();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "AWS_ACCESS_KEY_ID",
            "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY",
            "secret-value",
            "AWS_SESSION_TOKEN",
            "token-value",
            "AWS_ENDPOINT_URL",
            aws.address()));

    @AfterEach
    void close() {
        aws.close();
    }

    @ParameterizedTest
    @EnumSource(KeyPointer.Store.class)
    void theGenerationThatThePointerNamesIsRead(KeyPointer.Store store) throws Exception {
        store();

        assertThat(keys(store).current().keyPairId()).isEqualTo("K2JCJMDEHXQW5F");
        assertThat(aws.calls())
                .extracting(StoreServer.Call::body)
                .satisfiesExactly(
                        first -> assertThat(first).contains(POINTER),
                        second -> assertThat(second).contains(GENERATION));
    }

    /** One that somebody brought: there is no pointer to it. */
    @ParameterizedTest
    @EnumSource(KeyPointer.Store.class)
    void aKeyInThePlaceOfThePointerIsTheKey(KeyPointer.Store store) throws Exception {
        aws.put(POINTER, STORED);

        assertThat(keys(store).current().keyPairId()).isEqualTo("K2JCJMDEHXQW5F");
        assertThat(aws.calls())
                .extracting(StoreServer.Call::body)
                .hasSize(2)
                .allSatisfy(body -> assertThat(body).contains(POINTER));
    }

    @Test
    void aKeyInThePlaceOfThePointerThatIsNoneIsToldWithoutItsContents() {
        aws.put(POINTER, STORED.replace("ECDSAP256", "RSA2048"));

        assertThatThrownBy(() -> keys(KeyPointer.Store.PARAMETER_STORE).current())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage(POINTER + " is no key: InvalidKeySpecException")
                .hasNoCause();
    }

    @Test
    void parametersAreAskedForDecryptedAndSigned() throws Exception {
        store();
        keys(KeyPointer.Store.PARAMETER_STORE).current();

        StoreServer.Call call = aws.calls().get(1);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.body()).contains("\"WithDecryption\":true");
        assertThat(call.header("X-amz-security-token")).isEqualTo("token-value");
        assertThat(call.header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-central-1/ssm/aws4_request,");
        assertThat(call.toString()).doesNotContain("secret-value");
    }

    @Test
    void aServiceMayHaveAnEndpointOfItsOwn() throws Exception {
        store();
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        environment.put("AWS_ENDPOINT_URL_SSM", aws.address() + "/");

        assertThat(keys(KeyPointer.Store.PARAMETER_STORE).current()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, PARAMETER_STORE, https://ssm.eu-central-1.amazonaws.com/",
        "us-gov-west-1, SECRETS_MANAGER, https://secretsmanager.us-gov-west-1.amazonaws.com/",
        "cn-north-1, PARAMETER_STORE, https://ssm.cn-north-1.amazonaws.com.cn/",
    })
    void withoutAnEndpointItIsAwss(String region, KeyPointer.Store store, String endpoint) {
        assertThat(StoreApi.of(store).endpoint(region, Map.of())).hasToString(endpoint);
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html#snapstart-credentials */
    @Test
    void underSnapStartTheCredentialsComeFromTheirAddress() throws Exception {
        store();
        environment.keySet().removeIf(name -> name.contains("KEY") || name.contains("TOKEN"));
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.address() + "/2021-04-23/credentials");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "authorization-value");
        aws.put(
                "credentials",
                "{\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\"x\"}");

        assertThat(keys(KeyPointer.Store.PARAMETER_STORE).current()).isNotNull();

        assertThat(aws.calls().get(0).header("Authorization")).isEqualTo("authorization-value");
        assertThat(aws.calls().get(1).header("Authorization")).contains("Credential=ASIAX/");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_SECRET_ACCESS_KEY, ''",
        "AWS_ACCESS_KEY_ID, ''",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, 'here'",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, 'http:// x/'"
    })
    void withoutCredentialsThereIsNoKeyAndTheVariablesAreNamed(String variable, String value) {
        environment.remove("AWS_SECRET_ACCESS_KEY");
        environment.put(variable, value);

        assertThatThrownBy(() -> keys(KeyPointer.Store.PARAMETER_STORE).current())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage("there are no credentials: of AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, and"
                        + " AWS_CONTAINER_CREDENTIALS_FULL_URI, Lambda sets one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | ''",
                "500 | ''",
                "503 | {}",
                "429 | {}",
                "400 | {\"__type\":\"ThrottlingException\"}",
                "400 | {\"__type\":\"com.amazon.coral.service#ThrottlingException\",\"message\":\"Rate exceeded\"}"
            })
    void whatMayPassIsTriedOnceMore(int status, String body) throws Exception {
        store();
        aws.fail(status, body);

        assertThat(keys(KeyPointer.Store.PARAMETER_STORE).current()).isNotNull();
    }

    @Test
    void aFailureTwiceIsOne() {
        store();
        aws.fail(500, "{\"__type\":\"InternalServerError\"}");
        aws.fail(500, "{\"__type\":\"InternalServerError\"}");

        assertThatThrownBy(() -> keys(KeyPointer.Store.PARAMETER_STORE).current())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage(POINTER + ": AmazonSSM.GetParameter answered InternalServerError");
        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void whatDoesNotPassIsNotTriedAgain() {
        store();
        aws.fail(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"User: arn:aws:sts::1:x is not\"}");

        assertThatThrownBy(() -> keys(KeyPointer.Store.PARAMETER_STORE).current())
                .hasMessage(POINTER + ": AmazonSSM.GetParameter answered AccessDeniedException");
        assertThat(aws.calls()).hasSize(1);
    }

    @Test
    void whoCannotBeReachedIsNamed() {
        aws.close();

        assertThatThrownBy(() -> keys(KeyPointer.Store.PARAMETER_STORE).current())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage(POINTER + ": 127.0.0.1 cannot be reached: ConnectException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"generation\":0}", "{\"generation\":\"3\"}", "{\"generation\":1.5}", "3", "x", ""})
    void aPointerThatNamesNothingIsNoKey(String pointer) {
        store();
        aws.put(POINTER, pointer);

        assertThatThrownBy(() -> keys(KeyPointer.Store.PARAMETER_STORE).current())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageStartingWith(POINTER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"keyPairId\":\"K2JCJMDEHXQW5F\", | '' | /siteward/f/ns/docs-key/3: keyPairId is missing",
                "ECDSAP256 | ED25519 | /siteward/f/ns/docs-key/3: algorithm is one of RSA2048, ECDSAP256",
                "ECDSAP256 | RSA2048 | /siteward/f/ns/docs-key/3 is no key: InvalidKeySpecException",
                "\"privateKey\":\"M | \"privateKey\":\"!M | /siteward/f/ns/docs-key/3 is no key: IllegalArgumentException",
                "\"privateKey\" | \"publicKey\" | /siteward/f/ns/docs-key/3: privateKey is missing",
                "K2JCJMDEHXQW5F | K2&x | /siteward/f/ns/docs-key/3 is no key: GeneralSecurityException",
                "\"} | \"x} | /siteward/f/ns/docs-key/3: No JSON: at character",
            })
    void aStoredValueThatIsNoKeyIsToldWithoutItsContents(String part, String instead, String problem) {
        store();
        aws.put(GENERATION, STORED.replace(part, instead));

        assertThatThrownBy(() -> keys(KeyPointer.Store.PARAMETER_STORE).current())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageStartingWith(problem)
                .hasMessageNotContaining(PRIVATE_KEY.substring(0, 8))
                .hasNoCause();
    }

    private void store() {
        aws.put(POINTER, "{\"generation\":3}");
        aws.put(GENERATION, STORED);
    }

    private KeySource keys(KeyPointer.Store store) {
        return Keys.at(
                new KeyPointer(store, POINTER, "eu-central-1", Duration.ofSeconds(60)),
                environment,
                () -> Instant.parse("2026-01-01T00:00:00Z"),
                System::nanoTime);
    }
}
