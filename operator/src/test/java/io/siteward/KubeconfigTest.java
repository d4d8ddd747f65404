package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    @TempDir
    private Path directory;

    @Test
    void namesTheFileThatIsNotThere() {
        Path nowhere = directory.resolve("nowhere");
        assertRefused(nowhere, "KUBECONFIG names " + nowhere + ", which is not a file that can be read.");
    }

    @Test
    void namesTheFolderThatIsNoFile() {
        assertRefused(directory, "KUBECONFIG names " + directory + ", which is not a file that can be read.");
    }

    @Test
    void quotesNothingOfAFileThatIsNoKubeconfig() throws IOException {
        Path passwords = Files.writeString(directory.resolve("passwords"), "root:hunter2\nme:hunter3\n");
        assertRefused(passwords, passwords + " is not a kubeconfig that can be read.");
    }

    @Test
    void asksForACluster() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "apiVersion: v1\nkind: Config\n");
        assertRefused(empty, empty + " is not a kubeconfig: it names no cluster.");
    }

    @Test
    void leadsToTheClusterOfTheFileThatTheGivenEnvironmentNames() throws IOException {
        Path mine = kubeconfig("mine");

        Config config = Kubeconfig.find(Map.of("KUBECONFIG", mine.toString()));

        assertThat(config.getMasterUrl()).startsWith("https://mine.example.com");
        assertThat(config.getAutoOAuthToken()).isEqualTo("token-of-mine");
        assertThat(config.getNamespace()).isEqualTo("web");
    }

    @Test
    void takesTheContextOfTheFirstFileAndPassesOverOneThatIsNotThere() throws IOException {
        String files = String.join(
                File.pathSeparator,
                directory.resolve("nowhere").toString(),
                kubeconfig("first").toString(),
                kubeconfig("second").toString());

        assertThat(Kubeconfig.find(Map.of("KUBECONFIG", files)).getMasterUrl()).startsWith("https://first.example.com");
    }

    private Path kubeconfig(String name) throws IOException {
        return Files.writeString(directory.resolve(name), """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                contexts: [{name: %1$s, context: {cluster: %1$s, user: %1$s, namespace: web}}]
                clusters: [{name: %1$s, cluster: {server: "https://%1$s.example.com"}}]
                users: [{name: %1$s, user: {token: token-of-%1$s}}]
                """.formatted(name));
    }

    private static void assertRefused(Path kubeconfig, String message) {
        assertThatThrownBy(() -> Kubeconfig.find(Map.of("KUBECONFIG", kubeconfig.toString())))
                .isInstanceOf(StartFailure.class)
                .hasMessage(message)
                .hasNoCause();
    }
}
