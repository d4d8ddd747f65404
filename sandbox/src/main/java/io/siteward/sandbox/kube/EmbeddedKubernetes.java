package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Kubernetes API server in this process, on loopback, without authentication: custom resources of the definitions it
 * is given, and the built-in kinds that an operator needs. It keeps everything in memory.
 *
 * <p>Its judge is the real API server: what it does, it does in the same way and says in the same words; what it does
 * not do, it refuses. Nothing runs beside it: no garbage collector follows owner references, no Event expires.
 */
public final class EmbeddedKubernetes implements AutoCloseable {
    /** Changes that a watch can go back; a client further behind is told to list again. */
    private static final int REMEMBERED_CHANGES = 4096;

    private static final ObjectMapper YAML = new YAMLMapper();

    private final HttpServer server;
    private final ExecutorService executor;
    private final ObjectStore store;
    private final CallCounter calls;

    private EmbeddedKubernetes(HttpServer server, ExecutorService executor, ObjectStore store, CallCounter calls) {
        this.server = server;
        this.executor = executor;
        this.store = store;
        this.calls = calls;
    }

    /**
     * Starts an API server with the namespaces {@code default} and {@code kube-system}.
     *
     * @param crds the files of the custom resource definitions, YAML or JSON
     * @param clock sets creation and deletion times, and ages
     * @param port 0 for any free one
     * @throws IllegalArgumentException when a definition is not understood
     * @throws UncheckedIOException when a file cannot be read or the port is taken
     */
    public static EmbeddedKubernetes start(List<Path> crds, InstantSource clock, int port) {
        List<CustomDefinition> definitions =
                crds.stream().map(EmbeddedKubernetes::read).toList();
        Catalog catalog = Catalog.of(definitions);
        CallCounter calls = new CallCounter();
        ObjectStore store = new ObjectStore(REMEMBERED_CHANGES);
        Deletion deletion = new Deletion(store, catalog, clock);
        ObjectWriter writer = new ObjectWriter(store, deletion, clock, new SecureRandom());
        seed(catalog, writer, definitions, clock);
        // Without it an answer on a kept connection waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService executor = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "embedded-kubernetes");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(executor);
            server.createContext("/", new ApiHandler(catalog, new ResourceApi(store, writer, deletion, clock), calls));
            server.start();
            return new EmbeddedKubernetes(server, executor, store, calls);
        } catch (IOException e) {
            throw new UncheckedIOException("the Kubernetes API cannot listen on port " + port, e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often each call came in, also if it was refused. A watch counts when it begins. */
    public Map<KubernetesCall, Integer> calls() {
        return calls.counts();
    }

    public void forgetCalls() {
        calls.forget();
    }

    /** Writes a kubeconfig whose one context leads here, namespace {@code default}. */
    public void writeKubeconfig(Path file) throws IOException {
        Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: siteward-sandbox
                clusters:
                - name: siteward-sandbox
                  cluster:
                    server: %s
                contexts:
                - name: siteward-sandbox
                  context:
                    cluster: siteward-sandbox
                    user: siteward-sandbox
                    namespace: default
                users:
                - name: siteward-sandbox
                  user: {}
                """.formatted(uri()));
    }

    /** Ends the watches and stops listening. */
    @Override
    public void close() {
        store.close();
        server.stop(0);
        executor.shutdownNow();
    }

    private static void seed(
            Catalog catalog, ObjectWriter writer, List<CustomDefinition> definitions, InstantSource clock) {
        WriteOptions options = WriteOptions.of(false, "Strict");
        for (String name : List.of("default", "kube-system")) {
            ObjectNode namespace = JsonNodes.object();
            Metadata.of(namespace).put("name", name);
            writer.create(catalog.storedAs("namespaces"), "", namespace, options);
        }
        ResourceKind kind = catalog.storedAs("customresourcedefinitions.apiextensions.k8s.io");
        definitions.forEach(definition -> writer.create(kind, "", definition.established(clock.instant()), options));
    }

    private static CustomDefinition read(Path file) {
        try {
            if (!(YAML.readTree(file.toFile()) instanceof ObjectNode crd)) {
                throw new IllegalArgumentException(file + " is not an object");
            }
            return CustomDefinition.of(crd);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
