package io.siteward.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.gate.Call;
import io.siteward.gate.Gate;
import io.siteward.gate.GateHook;
import io.siteward.gate.Outcome;
import io.siteward.gate.Permission;
import io.siteward.gate.Rate;
import io.siteward.gate.RateBudget;
import io.siteward.gate.ServiceRates;
import io.siteward.gate.Subject;
import io.siteward.graph.Failure;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mock of the Kubernetes API with one client that passes a gate and one that does not. */
public final class MockCluster implements AutoCloseable {
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile Optional<Failure> refusal = Optional.empty();
    private volatile Optional<Error> killedAfter = Optional.empty();
    private final Gate gate;
    private final KubernetesClient gated;
    private final KubernetesClient plain;

    public MockCluster() {
        server.init();
        // Or else a PUT of the main resource would overwrite the status.
        server.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(SecureSite.class));
        ServiceRates ample = new ServiceRates(new Rate(1000, 1000), 0, new Rate(1000, 1000));
        Permission permission = call -> refusal;
        gate = new Gate(
                permission, new RateBudget(InstantSource.system(), Map.of(), ample), List.of(), List.of(hook()));
        gated = server.createClient(
                builder -> builder.withHttpClientFactory(new KubernetesGate(gate, "test", MockCluster::subject))
                        .editOrNewConfig()
                        .withRequestRetryBackoffLimit(1)
                        .withRequestRetryBackoffInterval(1)
                        .endConfig());
        plain = server.createClient();
    }

    /** A client whose writes pass the gate. */
    public KubernetesClient gated() {
        return gated;
    }

    /** A client for whoever else writes to the cluster. */
    public KubernetesClient plain() {
        return plain;
    }

    /** What passed the gate, and what came of it. */
    public List<String> seen() {
        return seen;
    }

    public void refuse(Failure failure) {
        refusal = Optional.of(failure);
    }

    public void killAfterTheNextWrite(Error error) {
        killedAfter = Optional.of(error);
    }

    /** The server goes away. */
    public void shutDown() {
        server.destroy();
    }

    /** A new site in the cluster, made by somebody. */
    public SecureSite site(String name) {
        SecureSite site = new SecureSite();
        site.setMetadata(
                new ObjectMetaBuilder().withNamespace("web").withName(name).build());
        return plain.resource(site).create();
    }

    @Override
    public void close() {
        gated.close();
        plain.close();
        server.destroy();
    }

    private static Subject subject(URI uri) {
        KubernetesPath path = KubernetesPath.of(uri);
        return new Subject(path.namespace() + "/" + path.name());
    }

    private GateHook hook() {
        return new GateHook() {
            @Override
            public void after(Call call, Outcome outcome) {
                seen.add(call.operation() + " for " + call.subject() + " "
                        + outcome.errorCode().orElse("ok"));
                Optional<Error> kill = killedAfter;
                killedAfter = Optional.empty();
                if (kill.isPresent()) {
                    throw kill.get();
                }
            }
        };
    }
}
