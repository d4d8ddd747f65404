package io.siteward.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.siteward.sandbox.kube.EmbeddedKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Another Kubernetes API beside the stage's: the sandbox's embedded one. */
final class SecondCluster implements AutoCloseable {
    private static final List<Path> CRDS = List.of(
            Project.ROOT.resolve("crds/securesites.siteward.io.yaml"),
            Project.ROOT.resolve("crds/signingkeys.siteward.io.yaml"));

    private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(CRDS, InstantSource.system(), 0);
    private final Path kubeconfig;
    private final KubernetesClient client;

    /** @param folder where its kubeconfig is written */
    SecondCluster(Path folder) {
        kubeconfig = folder.resolve("kubeconfig");
        try {
            kubernetes.writeKubeconfig(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    KubernetesClient client() {
        return client;
    }

    void addNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    @Override
    public void close() {
        client.close();
        kubernetes.close();
    }
}
