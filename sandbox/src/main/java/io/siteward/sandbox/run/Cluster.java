package io.siteward.sandbox.run;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.siteward.sandbox.kube.EmbeddedKubernetes;
import io.siteward.sandbox.kube.KubernetesCall;
import io.siteward.sandbox.signing.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Kubernetes that the sandbox uses, embedded or a real one, reached over HTTP as any user reaches it. */
public final class Cluster implements AutoCloseable {
    private static final long CRD_SECONDS = 30;

    private final Kubeconfig kubeconfig;
    private final KubernetesClient client;
    private final @Nullable EmbeddedKubernetes embedded;

    private Cluster(Kubeconfig kubeconfig, @Nullable EmbeddedKubernetes embedded) {
        this.kubeconfig = kubeconfig;
        this.client =
                new KubernetesClientBuilder().withConfig(kubeconfig.config()).build();
        this.embedded = embedded;
    }

    /** Starts a Kubernetes API in this process that knows the definitions, and writes the kubeconfig that leads to it. */
    static Cluster embedded(Path crds, InstantSource clock, Path kubeconfig) {
        EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(files(crds), clock, 0);
        try {
            kubernetes.writeKubeconfig(kubeconfig);
            return new Cluster(Kubeconfig.read(kubeconfig), kubernetes);
        } catch (IOException e) {
            kubernetes.close();
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Uses a cluster that exists: applies the definitions to it.
     *
     * @throws SandboxFailure when it cannot be used, or when its namespace holds sites that somebody else keeps
     */
    static Cluster existing(Path crds, Kubeconfig kubeconfig) {
        Cluster cluster = new Cluster(kubeconfig, null);
        try {
            files(crds).forEach(cluster::apply);
            cluster.refuseSitesOfOthers();
            return cluster;
        } catch (KubernetesClientException e) {
            cluster.close();
            throw new SandboxFailure(
                    "The cluster at " + cluster.client.getMasterUrl() + " cannot be used: " + cause(e)
                            + ". Is the kubeconfig right?",
                    e);
        } catch (SandboxFailure e) {
            cluster.close();
            throw e;
        }
    }

    Path kubeconfig() {
        return kubeconfig.file();
    }

    boolean isEmbedded() {
        return embedded != null;
    }

    /** That of the kubeconfig's context. */
    String namespace() {
        return Optional.ofNullable(client.getNamespace()).orElse("default");
    }

    /** Those that the operator watches, as its configuration takes them: in a real cluster the rest is not ours. */
    String watchedNamespaces() {
        return isEmbedded() ? "" : namespace();
    }

    /** How often the operator called, by call; a real cluster does not tell. */
    public Map<KubernetesCall, Integer> callsOfTheOperator() {
        Map<KubernetesCall, Integer> calls = new HashMap<>(embedded == null ? Map.of() : embedded.calls());
        calls.keySet().removeIf(call -> call.client().equals(Kubeconfig.OUR_CLIENT));
        return calls;
    }

    public void forgetCalls() {
        if (embedded != null) {
            embedded.forgetCalls();
        }
    }

    /** Who holds each of the operator's leases, by the name of its object; empty for nobody. Members are no leases. */
    public Map<String, String> leaseHolders() {
        Map<String, String> holders = new HashMap<>();
        client.leases()
                .inNamespace(namespace())
                .withLabel("siteward.io/record", "lease")
                .list()
                .getItems()
                .forEach(lease -> holders.put(
                        lease.getMetadata().getName(),
                        Optional.ofNullable(lease.getSpec().getHolderIdentity()).orElse("")));
        return holders;
    }

    /** What signing looks up in a namespace. */
    Manifests manifests(String inNamespace) {
        return new Manifests(client, inNamespace);
    }

    SigningKeys keys() {
        return new SigningKeys(client, namespace());
    }

    public Sites sites() {
        return new Sites(client, namespace());
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    /** The innermost message: the client's own says only which call it was. */
    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private void apply(Path file) {
        CustomResourceDefinition definition = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(file.toFile())
                .forceConflicts()
                .serverSideApply();
        client.resource(definition).waitUntilCondition(Cluster::isEstablished, CRD_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean isEstablished(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                // A server that has only just heard of it gives a status without any.
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    /** A second operator on a site that another keeps would find nothing of it in its own AWS. */
    private void refuseSitesOfOthers() {
        for (GenericKubernetesResource site : sites().all()) {
            String account = SiteState.of(site).accountId();
            if (!account.isEmpty() && !account.equals(SandboxAws.ACCOUNT)) {
                throw new SandboxFailure("SecureSite " + site.getMetadata().getName() + " in namespace " + namespace()
                        + " is kept in AWS account " + account
                        + " by another operator: choose another namespace in the kubeconfig's context.");
            }
        }
    }

    private static List<Path> files(Path crds) {
        try (Stream<Path> files = Files.list(crds)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SandboxFailure("The definitions in " + crds + " cannot be read: " + e.getMessage(), e);
        }
    }
}
