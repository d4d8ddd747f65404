package io.siteward.sandbox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.siteward.sandbox.aws.wire.WireClients;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A cluster with a private site and its key as the operator leaves them, and an AWS with the private half. */
final class SignedWorld implements AutoCloseable {
    private static final Path ROOT = Path.of("..");
    private static final String FOLDER = "/siteward/fleet/default/docs-key/";
    static final String POINTER = "{\"generation\":1}";

    private static final String SITE = """
            apiVersion: siteward.io/v1alpha1
            kind: SecureSite
            metadata: {name: docs}
            spec:
              region: eu-central-1
              privatePaths: ["/members/*"]
              signingKeyRefs: [{name: docs-key}]
            status: {url: "https://d111111abcdef8.cloudfront.net/", distributionId: E1ABC}
            """;
    private static final String KEY = """
            apiVersion: siteward.io/v1alpha1
            kind: SigningKey
            metadata: {name: docs-key}
            spec: {region: eu-central-1, longestLifetimeSeconds: 3600}
            status: {pointer: /siteward/fleet/default/docs-key/current}
            """;

    final Cluster cluster;
    final SandboxAws aws;
    final KeyPair pair = newPair();
    private final Path kubeconfig;

    SignedWorld(Path directory, InstantSource clock) {
        this.kubeconfig = directory.resolve("kubeconfig");
        this.cluster = Cluster.embedded(ROOT.resolve("crds"), clock, kubeconfig);
        this.aws = SandboxAws.start(clock, 0, ROOT.resolve("docs/iam-policy.json"));
        apply(SITE);
        apply(KEY);
        store(FOLDER + "1", stored("K1"));
        store(FOLDER + "current", POINTER);
    }

    /** A private half as the operator stores it. */
    String stored(String keyPairId) {
        return "{\"keyPairId\":\"" + keyPairId + "\",\"algorithm\":\"ECDSAP256\",\"privateKey\":\""
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\"}";
    }

    /** As who sits at the terminal exports it. */
    Map<String, String> environment() {
        return new HashMap<>(OperatorEnvironment.exports(kubeconfig, aws.uri()));
    }

    void apply(String yaml) {
        apply("default", yaml);
    }

    /** @param namespace is made if it is not there */
    void apply(String namespace, String yaml) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig).config())
                .build()) {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .createOr(NonDeletingOperation::update);
            GenericKubernetesResource manifest = new YAMLMapper().readValue(yaml, GenericKubernetesResource.class);
            Object status = manifest.getAdditionalProperties().get("status");
            var resources = client.genericKubernetesResources("siteward.io/v1alpha1", manifest.getKind());
            GenericKubernetesResource created =
                    resources.inNamespace(namespace).resource(manifest).create();
            created.getAdditionalProperties().put("status", status == null ? Map.of() : status);
            resources.inNamespace(namespace).resource(created).updateStatus();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** In Parameter Store. */
    void store(String name, String value) {
        try (WireClients clients = new WireClients(aws.uri(), SandboxAws.ACCESS_KEY_ID);
                SsmClient ssm = clients.ssm(Region.EU_CENTRAL_1)) {
            ssm.putParameter(put -> put.name(name)
                    .value(value)
                    .type(name.endsWith("/current") ? ParameterType.STRING : ParameterType.SECURE_STRING));
        }
    }

    /** In Secrets Manager. */
    void storeSecret(String name, String value) {
        try (WireClients clients = new WireClients(aws.uri(), SandboxAws.ACCESS_KEY_ID);
                SecretsManagerClient secrets = clients.secretsManager(Region.EU_CENTRAL_1)) {
            secrets.createSecret(create -> create.name(name).secretString(value));
        }
    }

    @Override
    public void close() {
        aws.close();
        cluster.close();
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
