package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, through the real Helm: installed, upgraded, uninstalled, installed again. */
@ExtendWith(Stage.class)
class ChartLifeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CRD = "securesites.siteward.io";
    private static final String CRD_OF_KEYS = "signingkeys.siteward.io";

    private final Cluster cluster;

    ChartLifeTest(Cluster cluster) {
        this.cluster = cluster;
    }

    /** They are left by an uninstalled chart, and would be another release's at the next test, here or in another class. */
    @BeforeEach
    @AfterEach
    void removeTheCrds() {
        cluster.forgetManifests();
        cluster.kubectl("delete", "crd", CRD, CRD_OF_KEYS, "--ignore-not-found", "--timeout=60s")
                .ok();
    }

    /** A namespace that enforces the strictest of Kubernetes' own standards, as many do. */
    @Test
    void aRestrictedNamespaceTakesItsPod() {
        String namespace = cluster.newNamespace();
        cluster.kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted")
                .ok();
        install("siteward", namespace).ok();

        PodSpec spec = await("the pod")
                .atMost(PATIENCE)
                .until(() -> pods(namespace), pods -> !pods.isEmpty())
                .get(0)
                .getSpec();

        assertThat(spec.getServiceAccountName()).isEqualTo("siteward");
        assertThat(spec.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getVolumeMounts())
                    .extracting("mountPath")
                    .contains("/tmp", "/var/run/secrets/kubernetes.io/serviceaccount");
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
        });
        uninstall("siteward", namespace);
    }

    @Test
    void theDeploymentRunsOneAtATimeAndProbesWhatTheOperatorServes() {
        try (Installation siteward = Installation.of(cluster)) {
            Deployment deployment = siteward.release().deployment();
            assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
            assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");

            Container container =
                    deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
            assertThat(container.getArgs()).isEmpty();
            assertThat(container.getCommand()).isEmpty();
            assertThat(container.getPorts()).singleElement().satisfies(port -> {
                assertThat(port.getName()).isEqualTo("http");
                assertThat(port.getContainerPort().toString()).isEqualTo(variable(container, "SITEWARD_LISTEN_PORT"));
            });
            for (var probe :
                    List.of(container.getLivenessProbe(), container.getReadinessProbe(), container.getStartupProbe())) {
                assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
                assertThat(siteward.operator()
                                .probe(probe.getHttpGet().getPath().substring(1))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "namespaces"})
    void theServerTakesAllThatTheValuesCanAskFor(String name) {
        Path values = Project.ROOT
                .resolve("operator/src/test/resources/chart")
                .resolve(name)
                .resolve("values.yaml");
        for (String namespace : List.of("web", "docs")) {
            cluster.kubectlWith(
                            "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}",
                            "apply",
                            "-f",
                            "-")
                    .ok();
        }
        String namespace = cluster.newNamespace();
        install("siteward", namespace, "--values", values.toString()).ok();
        uninstall("siteward", namespace);
    }

    @Test
    void anUpgradeBringsTheNewCrd() throws IOException {
        String namespace = cluster.newNamespace();
        install("siteward", namespace).ok();

        Path next = chartOfTheNextVersion();
        cluster.helm("upgrade", "siteward", next.toString(), "--namespace", namespace)
                .ok();

        assertThat(cluster.kubectl("get", "crd", CRD, "-o", "yaml").ok().out()).contains("description: Where it is.");
        // The server publishes what kubectl explains a moment after it has the CRD.
        await("kubectl to explain it")
                .atMost(PATIENCE)
                .until(() ->
                        cluster.kubectl("explain", "site.spec.region").out().contains("Where it is."));
        uninstall("siteward", namespace);
    }

    @Test
    void uninstallingTouchesNoSiteAndNothingInAwsAndInstallingAgainGoesOn() {
        try (Aws aws = Aws.start()) {
            Map<String, Object> values = Release.values(cluster, aws);
            Site docs = new Site(cluster, cluster.newNamespace(), "docs");
            JsonNode ready;
            try (Release release = Release.install(cluster, values);
                    Operator operator = Operator.start(cluster, release.deployment())) {
                docs.create("region: eu-central-1");
                ready = docs.awaitReady();
                assertThat(operator.probe("readyz").statusCode()).isEqualTo(200);
            }
            aws.memory().forgetCalls();

            assertThat(docs.json()).isEqualTo(ready);
            assertThat(crd().getMetadata().getDeletionTimestamp()).isNull();
            assertThat(aws.memory().calls()).isEmpty();

            try (Release again = Release.install(cluster, values);
                    Operator operator = Operator.start(cluster, again.deployment())) {
                docs.look();
                assertThat(aws.writes()).isEmpty();
                assertThat(operator.probe("readyz").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void anotherReleaseTakesOverTheCrdsThatOneLeft() {
        String namespace = cluster.newNamespace();
        install("siteward", namespace).ok();
        uninstall("siteward", namespace);

        assertThat(install("web", namespace).err()).contains("invalid ownership metadata");
        install("web", namespace, "--take-ownership").ok();

        assertThat(crd().getMetadata().getAnnotations()).containsEntry("meta.helm.sh/release-name", "web");
        uninstall("web", namespace);
        assertThat(crd()).isNotNull();
    }

    /** What docs/install.md says for a Helm that cannot take ownership. */
    @Test
    void anotherReleaseTakesTheCrdsThatWereHandedOverByHand() {
        String namespace = cluster.newNamespace();
        install("siteward", namespace).ok();
        uninstall("siteward", namespace);

        cluster.kubectl(
                        "annotate",
                        "--overwrite",
                        "crd",
                        CRD,
                        CRD_OF_KEYS,
                        "meta.helm.sh/release-name=web",
                        "meta.helm.sh/release-namespace=" + namespace)
                .ok();
        install("web", namespace).ok();

        uninstall("web", namespace);
    }

    private Command.Output install(String release, String namespace, String... more) {
        return cluster.helm(Stream.concat(
                        Stream.of("install", release, Project.CHART.toString(), "--namespace", namespace),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void uninstall(String release, String namespace) {
        cluster.helm("uninstall", release, "--namespace", namespace, "--wait").ok();
    }

    private CustomResourceDefinition crd() {
        return cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(CRD)
                .require();
    }

    private Path chartOfTheNextVersion() throws IOException {
        Path chart = cluster.newFolder("chart").resolve("siteward");
        try (Stream<Path> files = Files.walk(Project.CHART)) {
            for (Path file : files.toList()) {
                Files.copy(file, chart.resolve(Project.CHART.relativize(file).toString()));
            }
        }
        Path crd = chart.resolve("files/" + CRD + ".yaml");
        String before = Files.readString(crd);
        String after =
                before.replaceFirst("(\n +region:\n(?: +(?!description).*\n)*? +description: ).*", "$1Where it is.");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(crd, after);
        return chart;
    }

    private static String variable(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private List<Pod> pods(String namespace) {
        return cluster.client().pods().inNamespace(namespace).list().getItems();
    }
}
