package io.siteward;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.siteward.crd.v1alpha1.SecureSite;
import java.util.Optional;
import java.util.Set;

/** What must be true of the cluster before the operator starts. Reads only. */
final class Cluster {
    private static final String PLURAL = "securesites";

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
     * Checks that sites can be listed and watched where they are to be. The framework would find that out too, and end the
     * process.
     *
     * @throws StartFailure when they cannot
     */
    void checkSites(Set<String> namespaces) {
        var sites = client.resources(SecureSite.class);
        if (namespaces.isEmpty()) {
            checkSites(sites.inAnyNamespace());
        }
        for (String namespace : namespaces) {
            checkSites(sites.inNamespace(namespace));
        }
    }

    private void checkSites(
            AnyNamespaceOperation<SecureSite, KubernetesResourceList<SecureSite>, Resource<SecureSite>> sites) {
        String verb = "list";
        try {
            sites.list(new ListOptionsBuilder().withLimit(1L).build());
            verb = "watch";
            sites.watch(new Nobody()).close();
        } catch (KubernetesClientException e) {
            throw switch (e.getCode()) {
                case 404 ->
                    new StartFailure(
                            "The cluster does not know " + PLURAL + ".siteward.io: install the CRDs with"
                                    + " \"kubectl apply -f crds/\".",
                            e);
                case 403 ->
                    new StartFailure(
                            "The operator may not " + verb + " " + PLURAL
                                    + ".siteward.io: give its service account the role.",
                            e);
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
    private static final class Nobody implements Watcher<SecureSite> {
        @Override
        public void eventReceived(Action action, SecureSite site) {}

        @Override
        public void onClose(WatcherException cause) {}
    }
}
