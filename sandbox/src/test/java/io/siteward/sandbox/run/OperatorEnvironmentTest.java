package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorEnvironmentTest {
    private static final Map<String, String> EXPORTS =
            OperatorEnvironment.exports(Path.of("/state/kubeconfig"), URI.create("http://127.0.0.1:4000"));

    @Test
    void leadsToTheSandbox() {
        assertThat(of(Map.of()))
                .contains(
                        entry("KUBECONFIG", "/state/kubeconfig"),
                        entry("AWS_ENDPOINT_URL", "http://127.0.0.1:4000"),
                        entry("AWS_ACCESS_KEY_ID", SandboxAws.OPERATOR_ACCESS_KEY_ID),
                        entry("SITEWARD_LISTEN_PORT", "0"),
                        entry("SITEWARD_LOG_FORMAT", "text"),
                        entry("NO_PROXY", "127.0.0.1,localhost"));
    }

    @Test
    void hasAnAccessKeyOfItsOwnThatIsNotThePersons() {
        assertThat(EXPORTS).containsEntry("AWS_ACCESS_KEY_ID", SandboxAws.ACCESS_KEY_ID);
        assertThat(of(Map.of())).containsEntry("AWS_ACCESS_KEY_ID", SandboxAws.OPERATOR_ACCESS_KEY_ID);
        assertThat(SandboxAws.OPERATOR_ACCESS_KEY_ID).isNotEqualTo(SandboxAws.ACCESS_KEY_ID);
    }

    @Test
    void usesNothingOfAwsThatThePersonHas() {
        Map<String, String> environment = of(Map.of(
                "AWS_PROFILE", "production",
                "AWS_SESSION_TOKEN", "secret",
                "AWS_ENDPOINT_URL_S3", "https://s3.example.com",
                "AWS_ACCESS_KEY_ID", "theirs",
                "AWS_CONFIG_FILE", "/home/me/.aws/config"));
        assertThat(environment)
                .doesNotContainKeys("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3")
                .contains(
                        entry("AWS_ACCESS_KEY_ID", SandboxAws.OPERATOR_ACCESS_KEY_ID),
                        entry("AWS_CONFIG_FILE", "/state/nowhere"),
                        entry("AWS_SHARED_CREDENTIALS_FILE", "/state/nowhere"));
    }

    @Test
    void letsTheOperatorsOwnSettingsPass() {
        assertThat(of(Map.of("SITEWARD_LOG_LEVEL", "DEBUG", "SITEWARD_LOG_FORMAT", "json", "PATH", "/bin")))
                .contains(
                        entry("SITEWARD_LOG_LEVEL", "DEBUG"),
                        entry("SITEWARD_LOG_FORMAT", "json"),
                        entry("PATH", "/bin"));
    }

    /** It is no setting of the operator's, which refuses those that it does not know. */
    @Test
    void keepsTheAddressOfAnotherSandboxToItself() {
        assertThat(of(Map.of("SITEWARD_SANDBOX", "http://127.0.0.1:4001"))).doesNotContainKey("SITEWARD_SANDBOX");
    }

    @Test
    void watchesOnlyTheNamespaceThatItIsGiven() {
        assertThat(OperatorEnvironment.of(
                        Map.of("SITEWARD_NAMESPACES", "theirs"), EXPORTS, "mine", Path.of("/state/nowhere")))
                .containsEntry("SITEWARD_NAMESPACES", "mine");
    }

    @Test
    void keepsTheProxyAwayFromLoopback() {
        assertThat(of(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", "internal")))
                .contains(entry("HTTPS_PROXY", "http://proxy:3128"), entry("NO_PROXY", "internal,127.0.0.1,localhost"));
    }

    private static Map<String, String> of(Map<String, String> own) {
        return OperatorEnvironment.of(own, EXPORTS, "", Path.of("/state/nowhere"));
    }
}
