package io.siteward.e2e;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.siteward.e2e.servers.KubeServers;
import io.siteward.e2e.servers.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The Kubernetes that the stage runs on, as its administrator has it. */
public final class Cluster implements AutoCloseable {
    private final Path folder;
    private final Optional<KubeServers> servers;
    private final Path kubeconfig;
    private final Command kubectl;
    private final Command helm;
    private final Command shell;
    private final KubernetesClient client;

    private Cluster(Path folder, Optional<KubeServers> servers, Path kubeconfig, Path kubectl, Path helm) {
        this.folder = folder;
        this.servers = servers;
        this.kubeconfig = kubeconfig;
        Map<String, String> environment = Map.of("KUBECONFIG", kubeconfig.toString());
        this.kubectl = new Command(kubectl, environment);
        this.helm = new Command(helm, environment);
        this.shell = new Command(Path.of("/bin/sh"), with(environment, kubectl, helm));
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    /**
     * Servers of its own, or the cluster of a kubeconfig that was named on purpose: by {@code -De2e.kubeconfig}, or by
     * {@code SITEWARD_E2E_KUBECONFIG}. {@code KUBECONFIG} alone names none, since the stage writes and deletes.
     *
     * @throws IllegalStateException when there is neither
     */
    public static Cluster start() {
        Path folder = emptyFolder();
        String named =
                System.getProperty("e2e.kubeconfig", System.getenv().getOrDefault("SITEWARD_E2E_KUBECONFIG", ""));
        if (!named.isBlank()) {
            return new Cluster(folder, Optional.empty(), Path.of(named), Path.of("kubectl"), Path.of("helm"));
        }
        Programs programs = Programs.find(Project.ROOT);
        KubeServers servers = KubeServers.start(programs, folder);
        return new Cluster(
                folder,
                Optional.of(servers),
                servers.kubeconfig(),
                programs.program("kubectl"),
                programs.program("helm"));
    }

    /** The servers, where they are our own. */
    public KubeServers servers() {
        return servers.orElseThrow(
                () -> new IllegalStateException("This needs servers of its own, and cannot be tried on a cluster."));
    }

    /** Where its API server is reached. */
    public URI api() {
        URI url = URI.create(client.getConfiguration().getMasterUrl());
        return url.getPort() > 0 ? url : URI.create("https://" + url.getHost() + ":443/");
    }

    public KubernetesClient client() {
        return client;
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** {@code kubectl}, as the administrator runs it. */
    public Command.Output kubectl(String... arguments) {
        return kubectl.run(arguments);
    }

    /** The same with a manifest at its standard input, for {@code -f -}. */
    public Command.Output kubectlWith(String manifest, String... arguments) {
        return kubectl.runWith(manifest, arguments);
    }

    public Command.Output helm(String... arguments) {
        return helm.run(arguments);
    }

    /** A line of a shell, as somebody in the project's folder types it. */
    public Command.Output shell(String line) {
        return shell.run("-c", "cd '" + Project.ROOT + "' && " + line);
    }

    /** A new folder for what a test writes. */
    public Path newFolder(String name) {
        try {
            return Files.createTempDirectory(folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new namespace for what a test applies. */
    public String newNamespace() {
        String name = "e2e-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    /** Takes all sites and signing keys away as they are, as if they had never been: nothing is done in AWS. */
    public void forgetManifests() {
        for (ResourceDefinitionContext kind : List.of(Site.KIND, SigningKeyTest.KIND)) {
            for (GenericKubernetesResource manifest : manifests(kind)) {
                client.resource(manifest)
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
                client.resource(manifest).delete();
            }
        }
    }

    /** Takes away the releases of the chart that a failed test left: the next would be refused what they own. */
    void uninstallReleases() {
        String list = helm("list", "--all-namespaces", "--output", "json").ok().out();
        for (Installed release : Serialization.unmarshal(list, Installed[].class)) {
            if (release.chart().startsWith(Release.NAME + "-")) {
                helm("uninstall", release.name(), "--namespace", release.namespace(), "--wait")
                        .ok();
            }
        }
    }

    /** A release as Helm lists it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Installed(String name, String namespace, String chart) {}

    private List<GenericKubernetesResource> manifests(ResourceDefinitionContext kind) {
        try {
            return client.genericKubernetesResources(kind)
                    .inAnyNamespace()
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
        servers.ifPresent(KubeServers::close);
    }

    /** The programs are found by their names alone. */
    private static Map<String, String> with(Map<String, String> environment, Path... programs) {
        Map<String, String> all = new HashMap<>(environment);
        String path = System.getenv("PATH");
        for (Path program : programs) {
            path = program.getParent() == null ? path : program.getParent() + ":" + path;
        }
        all.put("PATH", path);
        return all;
    }

    /** Stays until the next run, for whoever wants to know what happened. */
    private static Path emptyFolder() {
        Path folder = Path.of("target", "stage").toAbsolutePath();
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
