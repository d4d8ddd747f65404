package io.siteward;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.siteward.kube.MergingDispatcher;
import io.siteward.sandbox.kube.crd.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A mock of the Kubernetes API that notes what the operator writes, and refuses what it is told to refuse and a status
 * that the definition forbids.
 */
final class RecordingCluster extends TestCluster {
    private static final String OPERATOR = "operator-under-test";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** It logs every request. Held here, or else the level would go with the logger. */
    private static final Logger MOCK_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new RecordingDispatcher(), false);
    private final KubernetesClient people;

    RecordingCluster() {
        MOCK_LOG.setLevel(Level.WARNING);
        server.init();
        // Or else a PUT of the main resource would overwrite the status.
        CustomResources.ALL.forEach(
                type -> server.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(type)));
        people = server.createClient();
        people.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("kube-system")
                        .endMetadata()
                        .build())
                .create();
    }

    @Override
    KubernetesClient people() {
        return people;
    }

    @Override
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

    /** From now on the operator may not do this, for example {@code patch securesites/status}; nothing enforces it. */
    void deny(String permission) {
        denied.add(permission);
    }

    /** The operator has its whole role. */
    void allowAll() {
        denied.clear();
    }

    @Override
    List<String> writes() {
        // The leases' own calls do not pass the gate, which asks the leases.
        return writes.stream().filter(write -> !write.contains("/leases")).toList();
    }

    @Override
    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    void forgetWrites() {
        writes.clear();
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

    private final class RecordingDispatcher extends MergingDispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String method = request.getMethod();
            if (request.getPath().endsWith("/selfsubjectaccessreviews")) {
                return reviewed(request);
            }
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

        private MockResponse reviewed(RecordedRequest request) {
            SelfSubjectAccessReview review =
                    Serialization.unmarshal(request.getBody().readUtf8(), SelfSubjectAccessReview.class);
            ResourceAttributes asked = review.getSpec().getResourceAttributes();
            String permission = asked.getVerb() + " " + asked.getResource()
                    + (asked.getSubresource().isEmpty() ? "" : "/" + asked.getSubresource());
            review.setStatus(new SubjectAccessReviewStatusBuilder()
                    .withAllowed(!denied.contains(permission))
                    .build());
            return new MockResponse()
                    .setResponseCode(201)
                    .setHeader("Content-Type", "application/json")
                    .setBody(Serialization.asJson(review));
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
