package io.siteward.e2e.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where the programs are: etcd, kube-apiserver, kube-controller-manager, kubectl and helm.
 *
 * @param folder holds them all
 */
public record Programs(Path folder) {
    private static final String SCRIPT = "scripts/kube-servers";

    /**
     * Those of the project's script, which builds what is not there.
     *
     * @throws IllegalStateException when they cannot be had; the script has said why
     */
    public static Programs find(Path project) {
        try {
            Process script = new ProcessBuilder(project.resolve(SCRIPT).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (script.waitFor() != 0) {
                throw new IllegalStateException(
                        "There are no Kubernetes servers to test on: " + SCRIPT + " failed, and says why.");
            }
            return new Programs(Path.of(folder.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Path program(String name) {
        return folder.resolve(name);
    }
}
