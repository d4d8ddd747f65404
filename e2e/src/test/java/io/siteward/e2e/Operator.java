package io.siteward.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.siteward.sandbox.run.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.TreeMap;

/**
 * The shipped jar as a process beside the cluster, as the chart's Deployment would run it: its variables, its memory,
 * its service account. Only the port differs, as one machine has one port 8080.
 */
public final class Operator implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PodEnvironment pod;
    private final Map<String, String> variables;
    private final Path folder;
    private final int port = freePort();
    private OperatorProcess process;
    private int starts;

    private Operator(PodEnvironment pod, Map<String, String> variables, Path folder) {
        this.pod = pod;
        this.variables = variables;
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
        return new Operator(pod, variables, folder);
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

    public OperatorProcess process() {
        return process;
    }

    /** Its pod, for the token. */
    PodEnvironment pod() {
        return pod;
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
        variables.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=" + memory(pod.container()) + " -Duser.home=\"" + folder + "\"");
        return OperatorProcess.start(
                Project.JAVA, Project.OPERATOR, variables, folder.resolve("operator-" + ++starts + ".log"));
    }

    /** What the container may take, in bytes: the JVM sizes its heap by it. */
    private static long memory(Container container) {
        return Quantity.getAmountInBytes(container.getResources().getLimits().get("memory"))
                .longValueExact();
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
