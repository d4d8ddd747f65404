package io.siteward;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.kube.MergingDispatcher;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import io.siteward.sandbox.kube.crd.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A mock of the Kubernetes API that notes what the operator writes, and refuses what it is told to refuse and a status
 * that the definition forbids.
 */
final class RecordingCluster implements AutoCloseable {
    private static final String OPERATOR = "operator-under-test";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Path CRD = Path.of("../crds/securesites.siteward.io.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CustomResourceSchema SCHEMA = schema();

    /** It logs every request. Held here, or else the level would go with the logger. */
    private static final Logger MOCK_LOG = Logger.getLogger(MockWebServer.class.getName());

    /** For whoever else uses the cluster. */
    final KubernetesClient people;

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new RecordingDispatcher(), false);

    RecordingCluster() {
        MOCK_LOG.setLevel(Level.WARNING);
        server.init();
        // Or else a PUT of the main resource would overwrite the status.
        server.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(SecureSite.class));
        people = server.createClient();
        people.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("kube-system")
                        .endMetadata()
                        .build())
                .create();
    }

    /** How the operator reaches it. */
    Config config() {
        return new ConfigBuilder(people.getConfiguration())
                .withUserAgent(OPERATOR)
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    /** From now on, what is asked with this method of a path that contains this part is answered with this status. */
    void refuse(String method, String part, int status) {
        refusals.put(method + " " + part, status);
    }

    /** What the operator has asked to be changed, as {@code PATCH /apis/…}. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    /** What the definition forbids and somebody wanted to write all the same. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    void forgetWrites() {
        writes.clear();
    }

    /** What {@code kubectl apply} does, with the defaults that a cluster fills in. */
    SecureSite apply(String manifest) {
        SecureSite wanted = parse(manifest);
        Resource<SecureSite> stored = site(wanted.getMetadata().getName());
        if (stored.get() == null) {
            return people.resource(wanted).create();
        }
        return stored.edit(site -> {
            site.getMetadata().getAnnotations().putAll(wanted.getMetadata().getAnnotations());
            site.setSpec(wanted.getSpec());
            return site;
        });
    }

    /** Sets an annotation; null takes it away. */
    void annotate(String name, String annotation, @Nullable String value) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(annotation, value);
        site(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** A site as it is now. */
    SecureSite get(String name) {
        return Objects.requireNonNull(site(name).get(), name);
    }

    Resource<SecureSite> site(String name) {
        return people.resources(SecureSite.class).inNamespace("web").withName(name);
    }

    /** The Events about the site, as {@code Warning DriftFound: …}. */
    List<String> events(String name) {
        return people.v1().events().inNamespace("web").list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
                .toList();
    }

    /** It answers no more. */
    void shutDown() {
        server.destroy();
    }

    @Override
    public void close() {
        people.close();
        server.destroy();
    }

    private static SecureSite parse(String manifest) {
        try {
            ObjectNode given = (ObjectNode) new YAMLMapper().readTree(manifest);
            return JSON.treeToValue(SCHEMA.withDefaults(given), SecureSite.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceSchema schema() {
        try {
            return CustomResourceSchema.parse(Files.readString(CRD), "v1alpha1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class RecordingDispatcher extends MergingDispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String method = request.getMethod();
            if (OPERATOR.equals(request.getHeader("User-Agent"))) {
                if (!READS.contains(method)) {
                    writes.add(method + " " + request.getPath());
                }
                Optional<Integer> refusal = refusals.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(method + " ")
                                && request.getPath().contains(entry.getKey().substring(method.length() + 1)))
                        .map(Map.Entry::getValue)
                        .findFirst();
                if (refusal.isPresent()) {
                    return refused(refusal.get());
                }
            }
            return super.dispatch(request);
        }

        @Override
        protected List<String> violations(ObjectNode before, ObjectNode after) {
            List<String> found = SCHEMA.violations(after, before).stream()
                    .map(Violation::toString)
                    .toList();
            violations.addAll(found);
            return found;
        }

        private static MockResponse refused(int status) {
            return new MockResponse()
                    .setResponseCode(status)
                    .setHeader("Content-Type", "application/json")
                    .setBody(Serialization.asJson(new StatusBuilder()
                            .withCode(status)
                            .withStatus("Failure")
                            .withMessage("refused by the test")
                            .build()));
        }
    }
}
