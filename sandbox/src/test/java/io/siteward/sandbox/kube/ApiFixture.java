package io.siteward.sandbox.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.siteward.sandbox.aws.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An embedded API that serves kites, with fabric8's client and a plain HTTP client at it. */
final class ApiFixture implements AutoCloseable {
    static final String KITES = "/apis/test.siteward.io/v1/namespaces/default/kites";

    private static final ObjectMapper JSON = new ObjectMapper();

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-01T12:00:00Z"));
    final EmbeddedKubernetes kubernetes =
            EmbeddedKubernetes.start(List.of(Path.of("src/test/resources/kube/kites.yaml")), clock, 0);
    final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(kubernetes.uri().toString())
                    .withNamespace("default")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private final HttpClient http = HttpClient.newHttpClient();

    MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kites() {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup("test.siteward.io")
                .withVersion("v1")
                .withKind("Kite")
                .withPlural("kites")
                .withNamespaced(true)
                .build());
    }

    /** A valid kite. */
    static GenericKubernetesResource kite(String name) {
        GenericKubernetesResource kite = new GenericKubernetesResource();
        kite.setApiVersion("test.siteward.io/v1");
        kite.setKind("Kite");
        kite.setMetadata(new ObjectMetaBuilder().withName(name).build());
        kite.setAdditionalProperty("spec", new HashMap<>(Map.of("colour", "red")));
        return kite;
    }

    /** Asserts that the API refuses the call with this code and a message like this. */
    static void assertRefused(ThrowingCallable call, int code, String message) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(call)
                .satisfies(refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(code);
                    assertThat(refusal.getMessage()).contains(message);
                });
    }

    record Answer(int code, JsonNode body, List<String> warnings) {}

    Answer get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept).GET());
    }

    Answer send(String method, String path, String contentType, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A list or watch's stream of lines. */
    HttpResponse<Stream<String>> lines(String path, String accept) throws IOException, InterruptedException {
        return http.send(request(path).header("Accept", accept).GET().build(), HttpResponse.BodyHandlers.ofLines());
    }

    @Override
    public void close() {
        client.close();
        kubernetes.close();
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                JSON.readTree(response.body()),
                response.headers().allValues("Warning"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(kubernetes.uri() + path));
    }
}
