package io.siteward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.siteward.crd.v1alpha1.Condition;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A site with private paths and the key that opens them, in the running operator. */
class PrivateSiteTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs, namespace: web}
            spec:
              region: eu-central-1
            """;
    private static final String PRIVATE =
            SITE + "  privatePaths: [\"/members/*\"]\n  signingKeyRefs: [{name: docs-key}]\n";
    private static final String KEY = """
            apiVersion: siteward.io/v1alpha1
            kind: SigningKey
            metadata: {name: docs-key, namespace: web}
            spec: {region: eu-central-1, source: {generated: {algorithm: ECDSAP256}}}
            """;

    private final OperatorWorld<RecordingCluster> world = new OperatorWorld<>(new RecordingCluster());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void isServedOnceItsKeyIsThereWithoutBeingAskedTo() throws IOException {
        world.start();
        world.cluster.apply(PRIVATE);
        world.awaitCondition("docs", "ResolvedRefs", refs -> refs.reason().equals("SigningKeyNotFound"));

        applyKey();

        world.awaitCondition("docs", "ResolvedRefs", refs -> refs.status().equals("True"));
        SecureSite site = world.untilReady("docs", PRIVATE);
        String group = key().get().getStatus().keyGroupId();
        assertThat(world.us
                        .cloudFront()
                        .getDistributionConfig(get -> get.id(site.getStatus().distributionId()))
                        .distributionConfig()
                        .cacheBehaviors()
                        .items())
                .singleElement()
                .satisfies(behaviour ->
                        assertThat(behaviour.trustedKeyGroups().items()).containsExactly(group));
    }

    @Test
    void keepsItsKeyFromBeingDeleted() throws IOException {
        world.start();
        applyKey();
        world.untilReady("docs", PRIVATE);

        key().delete();

        await("why it stays")
                .atMost(PATIENCE)
                .until(() -> synced().filter("KeyInUse"::equals).isPresent());
        world.untilReady("docs", SITE);
        key().edit(key -> {
            key.getMetadata().getAnnotations().put(OperatorWorld.RECONCILE, "now");
            return key;
        });
        await("its end").atMost(PATIENCE).until(() -> key().get() == null);
    }

    private Resource<SigningKey> key() {
        return world.cluster
                .people()
                .resources(SigningKey.class)
                .inNamespace("web")
                .withName("docs-key");
    }

    private Optional<String> synced() {
        return key().get().getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Synced"))
                .findFirst()
                .map(Condition::reason);
    }

    private void applyKey() throws IOException {
        CustomResourceSchema schema = CustomResourceSchema.parse(
                Files.readString(Path.of("../crds/signingkeys.siteward.io.yaml")), "v1alpha1");
        ObjectNode given = (ObjectNode) new YAMLMapper().readTree(KEY);
        world.cluster
                .people()
                .resource(TestCluster.JSON.treeToValue(schema.withDefaults(given), SigningKey.class))
                .create();
    }
}
