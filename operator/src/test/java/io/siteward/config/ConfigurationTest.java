package io.siteward.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.GeneratedFile;
import io.siteward.aws.dynamodb.TableName;
import io.siteward.gate.Rate;
import io.siteward.gate.ServiceRates;
import io.siteward.lease.Terms;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @Test
    void everyVariableHasADefault() {
        assertThat(Configuration.of(Map.of()))
                .isEqualTo(new Configuration(
                        Optional.empty(),
                        Set.of(),
                        "us-east-1",
                        8080,
                        10,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        500,
                        10,
                        10,
                        Duration.ofHours(1),
                        Duration.ofHours(24),
                        Duration.ofSeconds(25),
                        Optional.empty(),
                        new Terms(Duration.ofSeconds(30)),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(
                                "cloudfront", new ServiceRates(new Rate(10, 30), 7, new Rate(1, 10)),
                                "s3", new ServiceRates(new Rate(100, 100), 25, new Rate(50, 50)),
                                "kubernetes", new ServiceRates(new Rate(50, 100), 0, new Rate(50, 100))),
                        new ServiceRates(new Rate(10, 20), 5, new Rate(2, 5))));
    }

    @Test
    void everyVariableIsMapped() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("SITEWARD_FLEET", "blue"),
                Map.entry("SITEWARD_NAMESPACES", "web, docs"),
                Map.entry("SITEWARD_STS_REGION", "eu-central-1"),
                Map.entry("SITEWARD_LISTEN_PORT", "0"),
                Map.entry("SITEWARD_WORKERS", "3"),
                Map.entry("SITEWARD_LONGEST_BACKOFF", "1h"),
                Map.entry("SITEWARD_IDENTITY_INTERVAL", "30s"),
                Map.entry("SITEWARD_SHARED_INTERVAL", "20m"),
                Map.entry("SITEWARD_DISTRIBUTION_QUOTA", "7"),
                Map.entry("SITEWARD_PUBLIC_KEY_QUOTA", "20"),
                Map.entry("SITEWARD_KEY_GROUP_QUOTA", "12"),
                Map.entry("SITEWARD_SWEEP_INTERVAL", "2h"),
                Map.entry("SITEWARD_SWEEP_GRACE", "48h"),
                Map.entry("SITEWARD_STOP_PATIENCE", "5s"),
                Map.entry("SITEWARD_CLUSTER", "berlin"),
                Map.entry("SITEWARD_LEASE_DURATION", "12s"),
                Map.entry("SITEWARD_LEASE_NAMESPACE", "siteward"),
                Map.entry("SITEWARD_LEASE_TABLE", "eu-central-1/leases"),
                Map.entry("SITEWARD_RATE_CLOUDFRONT_CALLS", "20/40"),
                Map.entry("SITEWARD_RATE_CLOUDFRONT_MUTATIONS", "0.5/2"),
                Map.entry("SITEWARD_RATE_S3_CALLS", "30/8"),
                Map.entry("SITEWARD_RATE_S3_MUTATIONS", "3/4"),
                Map.entry("SITEWARD_RATE_KUBERNETES_WRITES", "7/9"),
                Map.entry("SITEWARD_RATE_OTHER_CALLS", "11/12"),
                Map.entry("SITEWARD_RATE_OTHER_MUTATIONS", "13/14"),
                Map.entry("SITEWARD_LOG_FORMAT", "text"),
                Map.entry("SITEWARD_LOG_LEVEL", "DEBUG"));

        assertThat(environment.keySet())
                .as("a variable without a case")
                .isEqualTo(Settings.ALL.stream().map(Setting::variable).collect(Collectors.toSet()));
        assertThat(Configuration.of(environment))
                .isEqualTo(new Configuration(
                        Optional.of("blue"),
                        Set.of("docs", "web"),
                        "eu-central-1",
                        0,
                        3,
                        Duration.ofHours(1),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(20),
                        7,
                        20,
                        12,
                        Duration.ofHours(2),
                        Duration.ofHours(48),
                        Duration.ofSeconds(5),
                        Optional.of("berlin"),
                        new Terms(Duration.ofSeconds(12)),
                        Optional.of("siteward"),
                        Optional.of(new TableName("eu-central-1", "leases")),
                        Map.of(
                                "cloudfront", new ServiceRates(new Rate(20, 40), 10, new Rate(0.5, 2)),
                                "s3", new ServiceRates(new Rate(30, 8), 2, new Rate(3, 4)),
                                "kubernetes", new ServiceRates(new Rate(7, 9), 0, new Rate(7, 9))),
                        new ServiceRates(new Rate(11, 12), 3, new Rate(13, 14))));
    }

    @ParameterizedTest
    @CsvSource({
        "SITEWARD_FLEET, Blue",
        "SITEWARD_NAMESPACES, 'web,Docs'",
        "SITEWARD_STS_REGION, Frankfurt",
        "SITEWARD_LISTEN_PORT, 70000",
        "SITEWARD_LISTEN_PORT, tcp://10.0.0.1:80",
        "SITEWARD_WORKERS, 0",
        "SITEWARD_CLUSTER, Berlin",
        "SITEWARD_LEASE_DURATION, 2s",
        "SITEWARD_LEASE_DURATION, 11m",
        "SITEWARD_LEASE_NAMESPACE, Web",
        "SITEWARD_LEASE_TABLE, leases",
        "SITEWARD_LONGEST_BACKOFF, 10",
        "SITEWARD_IDENTITY_INTERVAL, 0s",
        "SITEWARD_SHARED_INTERVAL, often",
        "SITEWARD_DISTRIBUTION_QUOTA, many",
        "SITEWARD_SWEEP_INTERVAL, -1h",
        "SITEWARD_SWEEP_GRACE, soon",
        "SITEWARD_STOP_PATIENCE, 5d",
        "SITEWARD_RATE_CLOUDFRONT_CALLS, 10",
        "SITEWARD_RATE_CLOUDFRONT_MUTATIONS, 0/5",
        "SITEWARD_RATE_S3_CALLS, 10/0",
        "SITEWARD_RATE_S3_MUTATIONS, a/b",
        "SITEWARD_RATE_KUBERNETES_WRITES, 1/2/3",
        "SITEWARD_RATE_OTHER_CALLS, NaN/1",
        "SITEWARD_RATE_OTHER_MUTATIONS, -1/1",
        "SITEWARD_LOG_FORMAT, xml",
        "SITEWARD_LOG_LEVEL, loud",
    })
    void aBadValueIsOneLineThatNamesTheVariableAndTheRemedy(String variable, String value) {
        assertThatThrownBy(() -> Configuration.of(Map.of(variable, value)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageStartingWith(variable + "=" + value + " cannot be used: it must be ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void thePageIsTheTable() throws IOException {
        String rows = Settings.ALL.stream()
                .map(setting -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                setting.variable(),
                                setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`",
                                setting.form(),
                                setting.meaning()))
                .collect(Collectors.joining("\n"));
        new GeneratedFile("docs/configuration.md").assertIs("""
                # Configuration

                Generated from the code; `mvn test -Dsiteward.regenerate=true` writes it anew.

                The operator reads its settings from environment variables. AWS's own (`AWS_REGION`, credentials,
                `AWS_ENDPOINT_URL` and its per-service forms) and `KUBECONFIG` mean what they always mean.

                | variable | default | form | meaning |
                |---|---|---|---|
                %s
                """.formatted(rows));
    }
}
