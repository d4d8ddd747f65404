package io.siteward.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.MockWebServer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The framework itself, with a lamp that is made anew at the worst moment. */
class NamesakesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubernetesMockServer server = new KubernetesMockServer(
            new io.fabric8.mockwebserver.Context(),
            new MockWebServer(),
            new HashMap<>(),
            new KubernetesCrudDispatcher(),
            false);
    private final KubernetesClient client = client(server);
    private final List<String> lookedAt = new CopyOnWriteArrayList<>();
    private final Semaphore heardOf = new Semaphore(0);
    private final Operator framework = new Operator(settings ->
            settings.withKubernetesClient(client).withMetrics(metrics()).withCloseClientOnStop(false));

    @AfterEach
    void stop() {
        framework.stop();
        client.close();
        server.destroy();
    }

    @Test
    void looksAtALampThatWasMadeAnewWhileTheFrameworkSaidGoodByeToTheOld() {
        framework.register(new Reading());
        framework.start();

        desk("white").create();
        await().atMost(PATIENCE).until(() -> lookedAt.contains("white"));
        desk("white").delete();

        await().atMost(PATIENCE).until(() -> lookedAt.contains("red"));
    }

    private static KubernetesClient client(KubernetesMockServer server) {
        server.init();
        return server.createClient();
    }

    private Resource<Lamp> desk(String colour) {
        Lamp lamp = new Lamp();
        lamp.getMetadata().setNamespace("web");
        lamp.getMetadata().setName("desk");
        lamp.setSpec(new Lamp.Spec(colour));
        return client.resource(lamp);
    }

    /** Tells when the framework has heard of a lamp that was added. */
    private Metrics metrics() {
        return new Namesakes() {
            @Override
            public void receivedEvent(Event event, Map<String, Object> metadata) {
                if (event instanceof ResourceEvent news && news.getAction() == ResourceAction.ADDED) {
                    heardOf.release();
                }
            }
        };
    }

    /** Makes a red lamp while it is told that the white one is gone. */
    @ControllerConfiguration(name = "lamp", triggerReconcilerOnAllEvents = true)
    private final class Reading implements Reconciler<Lamp> {
        @Override
        public UpdateControl<Lamp> reconcile(Lamp lamp, Context<Lamp> context) throws InterruptedException {
            if (context.isPrimaryResourceDeleted()) {
                heardOf.drainPermits();
                desk("red").create();
                assertThat(heardOf.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } else {
                lookedAt.add(lamp.getSpec().colour());
            }
            return UpdateControl.noUpdate();
        }
    }
}
