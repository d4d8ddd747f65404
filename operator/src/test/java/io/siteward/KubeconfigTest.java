package io.siteward;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static void assertRefused(Path kubeconfig, String message) {
        assertThatThrownBy(() -> Kubeconfig.find(Map.of("KUBECONFIG", kubeconfig.toString())))
                .isInstanceOf(StartFailure.class)
                .hasMessage(message)
                .hasNoCause();
    }
}
