package io.siteward.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Gate;
import io.siteward.gate.Permission;
import io.siteward.gate.Rate;
import io.siteward.gate.RateBudget;
import io.siteward.gate.ServiceRates;
import io.siteward.gate.Subject;
import io.siteward.sandbox.kube.EmbeddedKubernetes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches of servers that offer no WebSocket. The time-out ends a test that waits for what never comes. */
@Timeout(60)
class PlainHttpWatchTest {
    private static final String SITES = "/apis/siteward.io/v1alpha1/namespaces/default/securesites";

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Test
    void bringsTextOfAnyScript() throws InterruptedException {
        String value = "é漢".repeat(120);
        try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(
                        List.of(Path.of("../crds/securesites.siteward.io.yaml")), InstantSource.system(), 0);
                KubernetesClient client = client(kubernetes.uri().toString());
                SharedIndexInformer<SecureSite> informer = inform(client)) {
            apply(client, "docs", "Köln 東京");
            assertThat(next()).isEqualTo("docs: Köln 東京");
            apply(client, "blog", value);
            assertThat(next()).isEqualTo("blog: " + value);
            assertThat(informer.isWatching()).isTrue();
        }
    }

    @Test
    void outlivesALineThatIsNoEvent() throws IOException, InterruptedException {
        AtomicInteger watches = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(SITES, exchange -> {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                answer(exchange, 200, "");
            } else if (!exchange.getRequestURI().getQuery().contains("watch=true")) {
                answer(
                        exchange,
                        200,
                        "{\"kind\":\"SecureSiteList\",\"apiVersion\":\"siteward.io/v1alpha1\",\"metadata\":"
                                + "{\"resourceVersion\":\"7\"},\"items\":[]}");
            } else if (watches.getAndIncrement() == 0) {
                answer(exchange, 200, "<html>Bad gateway</html>\n");
            } else {
                answer(exchange, 200, event("docs", "{\"region\":\"eu-central-1\",\"tags\":{\"city\":\"Oslo\"}}"));
            }
        });
        server.start();
        try (KubernetesClient client =
                        client("http://127.0.0.1:" + server.getAddress().getPort());
                SharedIndexInformer<SecureSite> informer = inform(client)) {
            assertThat(next()).isEqualTo("docs: Oslo");
            assertThat(informer.isRunning()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void bringsWhatItCannotReadWithItsMetadataAlone() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String strange = "{\"region\":\"eu-central-1\",\"priceClass\":\"PriceClass_Moon\"}";
        server.createContext(SITES, exchange -> {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                answer(exchange, 200, "");
            } else if (!exchange.getRequestURI().getQuery().contains("watch=true")) {
                answer(
                        exchange,
                        200,
                        "{\"kind\":\"SecureSiteList\",\"apiVersion\":\"siteward.io/v1alpha1\",\"metadata\":"
                                + "{\"resourceVersion\":\"7\"},\"items\":[" + object("listed", strange) + "]}");
            } else {
                answer(
                        exchange,
                        200,
                        event("watched", strange) + event("docs", "{\"region\":\"x\",\"tags\":{\"city\":\"Oslo\"}}"));
            }
        });
        server.start();
        try (KubernetesClient client =
                        client("http://127.0.0.1:" + server.getAddress().getPort());
                SharedIndexInformer<SecureSite> informer = inform(client)) {
            assertThat(List.of(next(), next(), next()))
                    .containsExactly("listed: unreadable", "watched: unreadable", "docs: Oslo");
            assertThat(informer.isRunning()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    private SharedIndexInformer<SecureSite> inform(KubernetesClient client) {
        return client.resources(SecureSite.class).inNamespace("default").inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(SecureSite site) {
                seen.add(site.getMetadata().getName() + ": "
                        + (site.getSpec() == null
                                ? "unreadable"
                                : site.getSpec().tags().get("city")));
            }

            @Override
            public void onUpdate(SecureSite before, SecureSite after) {}

            @Override
            public void onDelete(SecureSite site, boolean unknown) {}
        });
    }

    private @Nullable String next() throws InterruptedException {
        return seen.poll(30, TimeUnit.SECONDS);
    }

    /** Without a version and a UID of its own, as somebody would apply it. */
    private static void apply(KubernetesClient client, String name, String city) {
        GenericKubernetesResource site = Serialization.unmarshal(
                object(name, "{\"region\":\"eu-central-1\",\"tags\":{\"city\":\"" + city + "\"}}"),
                GenericKubernetesResource.class);
        site.getMetadata().setResourceVersion(null);
        site.getMetadata().setUid(null);
        client.resource(site).create();
    }

    private static String event(String name, String spec) {
        return "{\"type\":\"ADDED\",\"object\":" + object(name, spec) + "}\n";
    }

    private static String object(String name, String spec) {
        return "{\"apiVersion\":\"siteward.io/v1alpha1\",\"kind\":\"SecureSite\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"default\",\"resourceVersion\":\"8\",\"uid\":\"" + name + "\"},\"spec\":" + spec
                + "}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static KubernetesClient client(String url) {
        ServiceRates ample = new ServiceRates(new Rate(1000, 1000), 0, new Rate(1000, 1000));
        Gate gate = new Gate(
                Permission.SOLE_WRITER, new RateBudget(InstantSource.system(), Map.of(), ample), List.of(), List.of());
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(url)
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(1)
                        .build())
                .withKubernetesSerialization(UnreadableObjects.tolerant())
                .withHttpClientFactory(new KubernetesGate(gate, "test", uri -> Subject.OPERATOR))
                .build();
    }
}
