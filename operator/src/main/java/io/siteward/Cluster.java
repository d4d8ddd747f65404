package io.siteward;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Optional;
import java.util.Set;

/** What must be true of the cluster before the operator starts. Reads only. */
final class Cluster {
    private final KubernetesClient client;

    Cluster(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The fleet that this cluster is by itself: the UID of the namespace kube-system, the one thing that is different in
     * every cluster and stays as long as it does.
     *
     * @throws StartFailure when it cannot be read
     */
    String fleet() {
        try {
            return Optional.ofNullable(
                            client.namespaces().withName("kube-system").get())
                    .map(Namespace::getMetadata)
                    .map(metadata -> metadata.getUid())
                    .orElseThrow(() -> new StartFailure(
                            "The cluster has no namespace kube-system to take a fleet from: set SITEWARD_FLEET."));
        } catch (KubernetesClientException e) {
            throw e.getCode() == 403
                    ? new StartFailure(
                            "The operator may not get the namespace kube-system, whose UID is the default fleet: grant"
                                    + " it, or set SITEWARD_FLEET.",
                            e)
                    : unreachable(e);
        }
    }

    /**
     * Checks that manifests of a type can be listed and watched where they are to be. The framework would find that out
     * too, and end the process.
     *
     * @throws StartFailure when they cannot
     */
    <R extends HasMetadata> void check(Class<R> type, Set<String> namespaces) {
        String plural = HasMetadata.getFullResourceName(type);
        var all = client.resources(type);
        if (namespaces.isEmpty()) {
            check(plural, all.inAnyNamespace());
        }
        for (String namespace : namespaces) {
            check(plural, all.inNamespace(namespace));
        }
    }

    private <R extends HasMetadata> void check(
            String plural, AnyNamespaceOperation<R, KubernetesResourceList<R>, Resource<R>> manifests) {
        String verb = "list";
        try {
            manifests.list(new ListOptionsBuilder().withLimit(1L).build());
            verb = "watch";
            manifests.watch(new Nobody<>()).close();
        } catch (KubernetesClientException e) {
            throw switch (e.getCode()) {
                case 404 ->
                    new StartFailure(
                            "The cluster does not know " + plural + ": install the CRDs with"
                                    + " \"kubectl apply -f crds/\".",
                            e);
                case 403 ->
                    new StartFailure(
                            "The operator may not " + verb + " " + plural + ": give its service account the role.", e);
                default -> unreachable(e);
            };
        }
    }

    /** Why it cannot be started with an API that does not answer as it must. */
    StartFailure unreachable(KubernetesClientException e) {
        return new StartFailure(
                "The Kubernetes API at " + client.getMasterUrl() + " cannot be used: " + firstLine(e)
                        + ". Is the kubeconfig right?",
                e);
    }

    /** The cause of all, without its stack. */
    static String firstLine(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = Optional.ofNullable(cause.getMessage()).orElse("it does not answer");
        return message.lines().findFirst().orElse("");
    }

    /** Watches only to see whether it may. */
    private static final class Nobody<R> implements Watcher<R> {
        @Override
        public void eventReceived(Action action, R manifest) {}

        @Override
        public void onClose(WatcherException cause) {}
    }
}
