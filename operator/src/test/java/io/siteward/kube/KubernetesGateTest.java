package io.siteward.kube;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesGateTest {
    private static final Failure NOT_HOLDER =
            new Failure(Failure.Kind.BLOCKED, "NotHolder", "Another replica acts.", Duration.ofSeconds(5), null);

    private final MockCluster cluster = new MockCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void everyWritePassesTheGateAndNoReadDoes() {
        cluster.gated().resource(map("a")).create();
        cluster.gated().configMaps().inNamespace("web").withName("a").get();
        cluster.gated().configMaps().inNamespace("web").list();
        cluster.gated()
                .configMaps()
                .inNamespace("web")
                .withName("a")
                .edit(map -> new ConfigMapBuilder(map).addToData("k", "v").build());
        cluster.gated().configMaps().inNamespace("web").withName("a").delete();

        assertThat(cluster.seen())
                .containsExactly(
                        "POST configmaps for web/null ok",
                        "PATCH configmaps for web/a ok",
                        "DELETE configmaps for web/a ok");
    }

    @Test
    void aRefusedWriteIsNotSent() {
        cluster.refuse(NOT_HOLDER);

        KubernetesClientException refused = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.gated().resource(map("a")).create());

        assertThat(KubernetesFailures.failedCall(refused).failure()).isEqualTo(NOT_HOLDER);
        assertThat(cluster.plain().configMaps().inNamespace("web").withName("a").get())
                .isNull();
    }

    @Test
    void aStoppedWorldComesOutOfTheClientAsItWentIn() {
        cluster.killAfterTheNextWrite(new StackOverflowError("killed"));

        KubernetesClientException killed = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.gated().resource(map("a")).create());

        assertThatThrownBy(() -> KubernetesFailures.failedCall(killed))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("killed");
        assertThat(cluster.plain().configMaps().inNamespace("web").withName("a").get())
                .isNotNull();
    }

    @Test
    void failuresAreTold() {
        cluster.gated().resource(map("a")).create();

        KubernetesClientException twice = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.gated().resource(map("a")).create());

        FailedCall failed = KubernetesFailures.failedCall(twice);
        assertThat(failed.is(KubernetesFailures.CONFLICT)).isTrue();
        assertThat(cluster.seen()).last().isEqualTo("POST configmaps for web/null Conflict");
    }

    @Test
    void aLostConnectionIsToldWithoutAnAnswer() {
        cluster.plain().close();
        cluster.shutDown();

        KubernetesClientException lost = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.gated().resource(map("a")).create());

        assertThat(KubernetesFailures.failedCall(lost).failure().code()).isEqualTo("ClusterUnreachable");
        assertThat(cluster.seen()).contains("POST configmaps for web/null ClusterUnreachable");
    }

    @Test
    void theFinalizersThatTheOperatorFrameworkSetsPassTheGate() {
        Operator operator = new Operator(overrider -> overrider
                .withKubernetesClient(cluster.gated())
                .withUseSSAToPatchPrimaryResource(false)
                .withCloseClientOnStop(false));
        operator.register(new Idle());
        operator.start();
        try {
            SecureSite site = cluster.site("docs");
            await().atMost(30, SECONDS).until(() -> cluster.seen().contains("PATCH securesites for web/docs ok"));
            cluster.plain().resource(site).delete();
            await().atMost(30, SECONDS)
                    .until(() -> cluster.plain().resource(site).get() == null);
            assertThat(cluster.seen())
                    .containsOnly("PATCH securesites for web/docs ok")
                    .hasSize(2);
        } finally {
            operator.stop();
        }
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("web")
                .withName(name)
                .endMetadata()
                .build();
    }

    /** Does nothing, but has something to clean up: that makes the framework set a finalizer. */
    private static final class Idle implements Reconciler<SecureSite>, Cleaner<SecureSite> {
        @Override
        public UpdateControl<SecureSite> reconcile(SecureSite site, Context<SecureSite> context) {
            return UpdateControl.noUpdate();
        }

        @Override
        public DeleteControl cleanup(SecureSite site, Context<SecureSite> context) {
            return DeleteControl.defaultDelete();
        }
    }
}
