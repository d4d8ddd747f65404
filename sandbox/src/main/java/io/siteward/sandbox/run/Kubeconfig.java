package io.siteward.sandbox.run;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that leads to a cluster. */
public record Kubeconfig(Path file) {
    static final String OUR_CLIENT = "siteward-sandbox";

    /** @throws SandboxFailure when it does not lead to one; asks no cluster */
    static Kubeconfig read(Path file) {
        SandboxFailure.unless(
                Files.isRegularFile(file) && Files.isReadable(file),
                "The kubeconfig " + file + " is not a file that can be read.");
        SandboxFailure.unless(namesACluster(file), "The file " + file + " is not a kubeconfig: it names no cluster.");
        return new Kubeconfig(file.toAbsolutePath());
    }

    /** As the client takes it, and under a name of our own, so that these calls can be told from the operator's. */
    Config config() {
        Config config = Config.fromKubeconfig(file.toFile());
        config.setUserAgent(OUR_CLIENT);
        return config;
    }

    private static boolean namesACluster(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            var config = Serialization.unmarshal(content, io.fabric8.kubernetes.api.model.Config.class);
            return config != null && !config.getClusters().isEmpty();
        } catch (IOException | RuntimeException e) {
            // Without its message, which quotes the file: it may hold credentials.
            throw new SandboxFailure("The file " + file + " is not a kubeconfig that can be read.", e);
        }
    }
}
