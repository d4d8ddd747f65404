package io.siteward;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The way to the cluster: what {@code KUBECONFIG} or the home directory names, else the pod's service account. */
final class Kubeconfig {
    private Kubeconfig() {}

    /**
     * Finds it, as kubectl does.
     *
     * @throws StartFailure when {@code KUBECONFIG} names no file that can be read, or a file is not a kubeconfig
     */
    static Config find(Map<String, String> environment) {
        String named = environment.getOrDefault("KUBECONFIG", "");
        if (named.isBlank()) {
            check(Path.of(System.getProperty("user.home"), ".kube", "config"));
        } else {
            List<Path> files =
                    Arrays.stream(named.split(File.pathSeparator)).map(Path::of).toList();
            // The library passes over what it cannot read, and would go on to some other cluster.
            if (files.stream().noneMatch(Kubeconfig::isThere)) {
                throw new StartFailure("KUBECONFIG names " + named + ", which is not a file that can be read.");
            }
            files.forEach(Kubeconfig::check);
        }
        return Config.autoConfigure(null);
    }

    private static boolean isThere(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }

    private static void check(Path file) {
        if (isThere(file) && !namesACluster(file)) {
            throw new StartFailure(file + " is not a kubeconfig: it names no cluster.");
        }
    }

    private static boolean namesACluster(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            var config = Serialization.unmarshal(content, io.fabric8.kubernetes.api.model.Config.class);
            return config != null && !config.getClusters().isEmpty();
        } catch (IOException | RuntimeException e) {
            // Without the cause: it quotes the file, which may hold credentials.
            throw new StartFailure(file + " is not a kubeconfig that can be read.");
        }
    }
}
