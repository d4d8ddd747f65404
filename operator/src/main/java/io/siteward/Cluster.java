package io.siteward;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
     * Checks that sites can be read where they are to be watched.
     *
     * @throws StartFailure when they cannot
     */
    void checkSites(Set<String> namespaces) {
        try {
            var one = new ListOptionsBuilder().withLimit(1L).build();
            if (namespaces.isEmpty()) {
                client.resources(SecureSite.class).inAnyNamespace().list(one);
            }
            for (String namespace : namespaces) {
                client.resources(SecureSite.class).inNamespace(namespace).list(one);
            }
        } catch (KubernetesClientException e) {
            throw switch (e.getCode()) {
                case 404 ->
                    new StartFailure(
                            "The cluster does not know " + PLURAL + ".siteward.io: install the CRDs with"
                                    + " \"kubectl apply -f crds/\".",
                            e);
                case 403 ->
                    new StartFailure(
                            "The operator may not list " + PLURAL + ".siteward.io: give its service account the role.",
                            e);
                default -> unreachable(e);
            };
        }
    }

    private StartFailure unreachable(KubernetesClientException e) {
        return new StartFailure(
                "The Kubernetes API at " + client.getMasterUrl() + " cannot be used: " + firstLine(e)
                        + ". Is the kubeconfig right?",
                e);
    }

    private static String firstLine(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return message.lines().findFirst().orElse("");
    }
}
