package io.siteward;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
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
        List<Path> files = files(environment);
        files.forEach(Kubeconfig::check);
        // In a pod the token's file is read again when the token has run out: for that the library must configure
        // itself.
        return files.isEmpty() ? Config.autoConfigure(null) : load(files);
    }

    private static List<Path> files(Map<String, String> environment) {
        String named = environment.getOrDefault("KUBECONFIG", "");
        String paths = named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".kube", "config").toString()
                : named;
        List<Path> files = Arrays.stream(paths.split(File.pathSeparator))
                .map(Path::of)
                .filter(Kubeconfig::isThere)
                .toList();
        if (files.isEmpty() && !named.isBlank()) {
            // The library would go on to some other cluster.
            throw new StartFailure("KUBECONFIG names " + named + ", which is not a file that can be read.");
        }
        return files;
    }

    /** What was checked, and no file that a variable or property of the process names beside. */
    private static Config load(List<Path> files) {
        Config config = Config.empty();
        KubeConfigUtils.merge(
                config,
                null,
                files.stream()
                        .map(file -> KubeConfigUtils.parseConfig(file.toFile()))
                        .toArray(io.fabric8.kubernetes.api.model.Config[]::new));
        // Proxies and the library's own settings.
        Config.configFromSysPropsOrEnvVars(config);
        return config;
    }

    private static boolean isThere(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }

    private static void check(Path file) {
        if (!namesACluster(file)) {
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
