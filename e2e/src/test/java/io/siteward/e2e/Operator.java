package io.siteward.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.siteward.sandbox.run.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The shipped jar as a process beside the cluster, as the chart's Deployment would run it: its variables, its memory,
 * its service account. Only the port differs, as one machine has one port 8080.
 */
public final class Operator implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MEMORY_OUTSIDE = 512L * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Optional<PodEnvironment> pod;
    private final Map<String, String> variables;
    private final Path folder;
    private final int port = freePort();
    private OperatorProcess process;
    private int starts;

    private Operator(Optional<PodEnvironment> pod, Map<String, String> variables, Path folder) {
        this.pod = pod;
        this.variables = new TreeMap<>(variables);
        this.folder = folder;
        this.process = launch();
    }

    /** Starts it, and waits until it is ready. */
    public static Operator start(Cluster cluster, Deployment deployment) {
        Operator operator = launch(cluster, deployment, cluster.api(), Map.of());
        operator.awaitReady();
        return operator;
    }

    /**
     * Starts it and waits for nothing.
     *
     * @param api where it reaches the API server
     * @param injected variables beside those of the Deployment, as an admission webhook puts into pods
     */
    public static Operator launch(Cluster cluster, Deployment deployment, URI api, Map<String, String> injected) {
        Path folder = cluster.newFolder("operator");
        PodEnvironment pod = new PodEnvironment(cluster.client(), deployment, folder);
        pod.prepare();
        Map<String, String> variables = new TreeMap<>(injected);
        variables.putAll(pod.variables(api));
        return new Operator(Optional.of(pod), variables, folder);
    }

    /**
     * Starts one of several, and waits for nothing.
     *
     * @param name of its pod
     * @param own variables in which it differs from the Deployment
     */
    public static Operator replica(
            Cluster cluster, Deployment deployment, String name, URI api, Map<String, String> own) {
        Path folder = cluster.newFolder(name);
        PodEnvironment pod = new PodEnvironment(cluster.client(), deployment, folder);
        pod.prepare();
        Map<String, String> variables = new TreeMap<>(pod.variables(api));
        variables.put("HOSTNAME", name);
        variables.putAll(own);
        return new Operator(Optional.of(pod), variables, folder);
    }

    /**
     * Starts it outside of a cluster, as somebody's machine would, and waits for nothing.
     *
     * @param folder where its log is written
     * @param variables all that it has
     */
    public static Operator outside(Path folder, Map<String, String> variables) {
        return new Operator(Optional.empty(), variables, folder);
    }

    /** Waits until its Deployment's readiness probe would succeed. */
    public void awaitReady() {
        await("the operator to be ready").atMost(PATIENCE).until(() -> {
            process.checkAlive();
            return isServing() && probe("readyz").statusCode() == 200;
        });
    }

    /** Ends it as Kubernetes does, and starts it anew; it remembers nothing. */
    public void restart() {
        process.close();
        process = launch();
        awaitReady();
    }

    /** The process stands still, as when its machine is suspended, and does not know it. */
    public void freeze() {
        signal("STOP");
    }

    /** It goes on as if nothing had been. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        new Command(Path.of("/bin/kill"), Map.of())
                .run("-" + name, Long.toString(process.pid()))
                .ok();
    }

    public OperatorProcess process() {
        return process;
    }

    /** Its pod, for the token. */
    PodEnvironment pod() {
        return pod.orElseThrow();
    }

    /** What it answers under this path; {@code readyz}, {@code healthz}, {@code metrics}. */
    public HttpResponse<String> probe(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/" + path);
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What its readiness probe is told; empty while nothing listens. */
    public String readiness() {
        return isServing() ? probe("readyz").body() : "";
    }

    /** Its log's lines from its last start on; what is no JSON, such as its last word, is a text node. */
    public List<JsonNode> log() {
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(process.log())) {
                lines.add(parsed(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** What it logged as a warning or worse. */
    public List<String> complaints() {
        return log().stream()
                .filter(line -> line.path("level").asText().matches("WARN|ERROR"))
                .map(line -> line.path("formattedMessage").asText())
                .toList();
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean isServing() {
        try {
            probe("healthz");
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private OperatorProcess launch() {
        variables.put("SITEWARD_LISTEN_PORT", Integer.toString(port));
        // A kubeconfig of the person who runs this would lead it to that person's cluster.
        variables.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=" + memory() + " -Duser.home=\"" + folder + "\"");
        return OperatorProcess.start(
                Project.JAVA,
                Project.OPERATOR,
                Duration.ZERO,
                variables,
                folder.resolve("operator-" + ++starts + ".log"));
    }

    /** What the container may take, in bytes: the JVM sizes its heap by it. */
    private long memory() {
        return pod.map(PodEnvironment::container)
                .map(container -> container.getResources().getLimits().get("memory"))
                .map(Quantity::getAmountInBytes)
                .map(BigDecimal::longValueExact)
                .orElse(MEMORY_OUTSIDE);
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(line);
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
