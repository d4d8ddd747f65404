package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteward.OperatorRole;
import io.siteward.sandbox.aws.wire.AwsEndpoint;
import io.siteward.sandbox.aws.wire.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of the process that makes keys, with as much in it as users can ask for. */
class KeyInLogTest {
    private static final int LINE = 32;
    private static final String SPEC = """
            {region: eu-central-1, store: {%s: {}}, longestLifetimeSeconds: 3600, resyncSeconds: 3600,
             source: {generated: {algorithm: RSA2048, rotation: {overlapDays: 1}}}, deletionPolicy: Retain}""";

    private final KeyCloud cloud = new KeyCloud();

    @TempDir
    private Path folder;

    /** The SDK's HTTP client logs what it sends, byte by byte, where Commons Logging is led into our log. */
    @Test
    void hasNothingOfAPrivateKeyInItWhateverTheLevel() throws Exception {
        String log;
        try (AwsEndpoint endpoint = AwsEndpoint.start(
                cloud.aws, new Credentials().register("OURS", OperatorRole.in(KeyCloud.ACCOUNT)), 0)) {
            log = logOfMakingKeys(endpoint);
        }

        // It tells of the calls that have the keys in them.
        assertThat(log).contains("AmazonSSM.PutParameter", "secretsmanager.CreateSecret", "TRACE");
        assertLacks(
                log, KeyStorage.PARAMETER_STORE.value(cloud, "docs-key", "1").orElseThrow());
        assertLacks(
                log, KeyStorage.SECRETS_MANAGER.value(cloud, "docs-key", "2").orElseThrow());
    }

    private static void assertLacks(String log, String stored) throws IOException {
        String key = new ObjectMapper().readTree(stored).path("privateKey").asText();
        assertThat(key).hasSizeGreaterThan(1000);
        for (int at = 0; at + LINE <= key.length(); at += LINE) {
            assertThat(log.contains(key.substring(at, at + LINE)))
                    .as("a part of the key")
                    .isFalse();
        }
    }

    private String logOfMakingKeys(AwsEndpoint endpoint) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MakesKeys.class.getName(),
                        SPEC.formatted(KeyStorage.PARAMETER_STORE.member),
                        SPEC.formatted(KeyStorage.SECRETS_MANAGER.member))
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.putAll(Map.of(
                "SITEWARD_LOG_LEVEL",
                "TRACE",
                "HOME",
                folder.toString(),
                "AWS_ACCESS_KEY_ID",
                "OURS",
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_ENDPOINT_URL",
                endpoint.uri().toString()));
        Process process = builder.start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(log).isZero();
        // A slash may be escaped in JSON.
        return log.replace("\\/", "/");
    }
}
