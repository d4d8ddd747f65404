package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A signing key from its creation to its end, by kubectl. A revocation {@code now} is the only thing for which signers do
 * not wait until the edges know a new pair; what waits for minutes or days is tried by a clock that is moved.
 */
@ExtendWith(Stage.class)
@TestInstance(Lifecycle.PER_CLASS)
class SigningKeyTest {
    /** SigningKey, for the client. */
    static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("siteward.io")
            .withVersion("v1alpha1")
            .withKind("SigningKey")
            .withPlural("signingkeys")
            .withNamespaced(true)
            .build();

    private static final Pattern TAKEOVER =
            Pattern.compile("A new key is being made known to CloudFront; signers use it"
                    + " from [0-9]{4}-[0-9T:-]+Z on at the earliest\\.");

    private static final String SPEC = "region: eu-central-1, deletionPolicy: Delete";

    private final Cluster cluster;
    private final Installation siteward;
    private String namespace = "";

    SigningKeyTest(Cluster cluster) {
        this.cluster = cluster;
        this.siteward = Installation.of(cluster);
    }

    @BeforeEach
    void enterAnotherNamespace() {
        namespace = cluster.newNamespace();
    }

    @AfterAll
    void uninstall() {
        siteward.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameterStore", "secretsManager"})
    void isMadeRotatedRevokedAndDeleted(String store) {
        apply(SPEC + ", store: {" + store + ": {}}").ok();
        kubectl("wait", "skey/docs-key", "--for=condition=Ready", "--timeout=80s")
                .ok();
        String first = json().at("/status/currentKeyId").asText();
        assertThat(siteward.aws().publicKeys()).contains(first);

        kubectl("annotate", "skey", "docs-key", "siteward.io/rotate=1").ok();
        awaitStates("Current", "Pending");
        awaitThat(
                "the time of the takeover",
                key -> key.at("/status/conditions").findValuesAsText("message").stream()
                        .anyMatch(TAKEOVER.asMatchPredicate()));
        String second = json().at("/status/generations/1/keyId").asText();
        assertThat(json().at("/status/currentKeyId").asText()).isEqualTo(first);
        assertThat(siteward.aws().keyGroups())
                .anySatisfy(keys -> assertThat(keys).containsExactlyInAnyOrder(first, second));

        kubectl("annotate", "skey", "docs-key", "siteward.io/revoke=" + first + " now")
                .ok();
        awaitStates("Current");
        assertThat(json().at("/status/currentKeyId").asText()).isEqualTo(second);
        assertThat(siteward.aws().publicKeys()).contains(second).doesNotContain(first);
        assertThat(siteward.aws().keyGroups())
                .anySatisfy(keys -> assertThat(keys).containsExactly(second));

        kubectl("delete", "skey", "docs-key", "--wait=false").ok();
        await("the key to be gone").atMost(Operator.PATIENCE).until(() -> json().isMissingNode());
        assertThat(siteward.aws().publicKeys()).doesNotContain(second);
        assertThat(siteward.operator().complaints()).isEmpty();
    }

    @Test
    void theColumnsSayHowItIsAndWhichKeySigns() {
        apply(SPEC).ok();
        kubectl("wait", "skey/docs-key", "--for=condition=Ready", "--timeout=80s")
                .ok();
        List<List<String>> table = kubectl("get", "skey")
                .ok()
                .out()
                .lines()
                .map(line -> Arrays.asList(line.trim().split("\\s+")))
                .toList();
        assertThat(table.get(0)).containsExactly("NAME", "READY", "SYNCED", "KEY", "REASON", "AGE");
        assertThat(table.get(1))
                .startsWith(
                        "docs-key",
                        "True",
                        "True",
                        json().at("/status/currentKeyId").asText(),
                        "Ready");
    }

    @Test
    void whatCannotBeChangedIsRefusedWithWhatToDo() {
        apply(SPEC).ok();
        assertThat(apply(SPEC + ", store: {secretsManager: {}, parameterStore: null}")
                        .err())
                .contains("store cannot be changed from one to the other")
                .contains(
                        "create another signing key, have sites trust both, point signers to it, and delete this one");
        assertThat(apply("region: eu-west-1").err()).contains("region cannot be changed");
        assertThat(apply(SPEC + ", longestLifetimeSeconds: 604800").err())
                .contains("longestLifetimeSeconds must be at most the overlap less ten minutes");
    }

    private void awaitStates(String... states) {
        awaitThat(
                "the states " + String.join(", ", states),
                key -> key.at("/status/generations").findValuesAsText("state").equals(List.of(states)));
    }

    private void awaitThat(String what, Predicate<JsonNode> asked) {
        await(what).atMost(Operator.PATIENCE).until(this::json, asked);
    }

    private Command.Output apply(String spec) {
        return cluster.kubectlWith("""
                apiVersion: siteward.io/v1alpha1
                kind: SigningKey
                metadata: {name: docs-key, namespace: %s}
                spec: {%s}
                """.formatted(namespace, spec), "apply", "-f", "-");
    }

    private Command.Output kubectl(String... arguments) {
        return cluster.kubectl(
                Stream.concat(Stream.of(arguments), Stream.of("-n", namespace)).toArray(String[]::new));
    }

    /** As the server has it; missing when it is gone. */
    private JsonNode json() {
        GenericKubernetesResource found = cluster.client()
                .genericKubernetesResources(KIND)
                .inNamespace(namespace)
                .withName("docs-key")
                .get();
        return found == null ? new ObjectMapper().missingNode() : Site.tree(found);
    }
}
