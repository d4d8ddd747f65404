package io.siteward.e2e.servers;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control plane on loopback: etcd, kube-apiserver and kube-controller-manager, with authorization and the admission
 * that a cluster has by default. No kubelet runs: what a Deployment asks for becomes an object and nothing more.
 */
public final class KubeServers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Programs programs;
    private final Path folder;
    private final Secrets secrets;
    private final int etcdPort = freePort();
    private final int apiPort = freePort();
    private final ServerProcess etcd;
    private ServerProcess apiServer;
    private @Nullable ServerProcess controllerManager;

    private KubeServers(Programs programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
        this.secrets = Secrets.make(folder.resolve("secrets"));
        this.etcd = startEtcd();
        this.apiServer = startApiServer();
    }

    /**
     * Starts them all, and returns when the API answers.
     *
     * @param folder where everything of theirs lies; thrown away by the caller
     */
    public static KubeServers start(Programs programs, Path folder) {
        KubeServers servers = new KubeServers(programs, folder);
        try {
            servers.awaitReady();
            servers.controllerManager = servers.startControllerManager();
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** That of an administrator. */
    public Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    /** Kills the API server and starts it anew; returns when it answers. What is stored stays, watches break. */
    public void restartApiServer() {
        apiServer.close();
        apiServer = startApiServer();
        awaitReady();
    }

    @Override
    public void close() {
        if (controllerManager != null) {
            controllerManager.close();
        }
        apiServer.close();
        etcd.close();
    }

    private ServerProcess startEtcd() {
        String clients = "http://127.0.0.1:" + etcdPort;
        String peers = "http://127.0.0.1:" + freePort();
        return start(
                "etcd",
                List.of(
                        "--name=e2e",
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=e2e=" + peers,
                        "--unsafe-no-fsync",
                        "--log-level=warn"));
    }

    private ServerProcess startApiServer() {
        return start(
                "kube-apiserver",
                List.of(
                        "--etcd-servers=http://127.0.0.1:" + etcdPort,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + apiPort,
                        "--cert-dir=" + folder.resolve("certificates"),
                        "--token-auth-file=" + secrets.tokens(),
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-signing-key-file=" + secrets.signingKey(),
                        "--service-account-key-file=" + secrets.verificationKey(),
                        "--authorization-mode=RBAC",
                        "--service-cluster-ip-range=10.0.0.0/24",
                        // The Service "kubernetes" may have no address of loopback.
                        "--endpoint-reconciler-type=none"));
    }

    private ServerProcess startControllerManager() {
        Path kubeconfig = folder.resolve("controller-manager.kubeconfig");
        writeKubeconfig(kubeconfig, secrets.controllerManager());
        return start(
                "kube-controller-manager",
                List.of(
                        "--kubeconfig=" + kubeconfig,
                        "--secure-port=0",
                        "--leader-elect=false",
                        "--use-service-account-credentials=true",
                        "--service-account-private-key-file=" + secrets.signingKey(),
                        "--root-ca-file=" + certificate()));
    }

    private ServerProcess start(String program, List<String> arguments) {
        return ServerProcess.start(programs.program(program), arguments, folder.resolve(program + ".log"));
    }

    private void awaitReady() {
        await("the API server's certificate").atMost(PATIENCE).until(() -> {
            apiServer.checkAlive();
            return Files.exists(certificate());
        });
        writeKubeconfig(kubeconfig(), secrets.admin());
        Config config = Config.fromKubeconfig(kubeconfig().toFile());
        config.setRequestRetryBackoffLimit(0);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            await("the API server").atMost(PATIENCE).until(() -> {
                etcd.checkAlive();
                apiServer.checkAlive();
                return isReady(client);
            });
        }
    }

    private static boolean isReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    /** It signs itself, and is followed by its authority. */
    private Path certificate() {
        return folder.resolve("certificates/apiserver.crt");
    }

    private void writeKubeconfig(Path file, String token) {
        String content = """
                apiVersion: v1
                kind: Config
                current-context: e2e
                clusters: [{name: e2e, cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}}]
                contexts: [{name: e2e, context: {cluster: e2e, user: e2e, namespace: default}}]
                users: [{name: e2e, user: {token: "%s"}}]
                """.formatted(apiPort, certificate(), token);
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
