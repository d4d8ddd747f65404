package io.siteward.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What a kubelet would give to the Deployment's one container: its variables, and its service account's token. */
final class PodEnvironment {
    private static final long TOKEN_SECONDS = 3600;

    private final KubernetesClient client;
    private final Deployment deployment;
    private final Path folder;
    private String token = "";
    private String lastToken = "";
    private String tokenHolder = "";

    /** @param folder where its files lie */
    PodEnvironment(KubernetesClient client, Deployment deployment, Path folder) {
        this.client = client;
        this.deployment = deployment;
        this.folder = folder;
    }

    /**
     * All of it. In a pod the files have a fixed place; here two variables of the Kubernetes client say where they are.
     *
     * @param api where the API server is reached
     */
    Map<String, String> variables(URI api) {
        Map<String, String> variables = new TreeMap<>();
        for (EnvVar variable : container().getEnv()) {
            variables.put(variable.getName(), value(variable));
        }
        variables.put("HOME", folder.toString());
        variables.put("HOSTNAME", deployment.getMetadata().getName() + "-0");
        variables.put("KUBERNETES_SERVICE_HOST", api.getHost());
        variables.put("KUBERNETES_SERVICE_PORT", Integer.toString(api.getPort()));
        variables.put("KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", tokenFile().toString());
        variables.put("KUBERNETES_CERTS_CA_FILE", certificate().toString());
        return variables;
    }

    Container container() {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    /** Puts a new token in the place of the last one, as a kubelet does in good time, and lets the last one end. */
    void replaceToken() {
        String last = tokenHolder;
        renewToken();
        client.secrets().inNamespace(namespace()).withName(last).delete();
        await("the last token to be refused").atMost(Operator.PATIENCE).until(this::isLastTokenRefused);
    }

    /** It is valid as long as the object that it is bound to; in a cluster that is the pod. */
    private void renewToken() {
        Secret holder = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withGenerateName("token-holder-")
                        .withNamespace(namespace())
                        .endMetadata()
                        .build())
                .create();
        tokenHolder = holder.getMetadata().getName();
        TokenRequest request = client.serviceAccounts()
                .inNamespace(namespace())
                .withName(deployment.getSpec().getTemplate().getSpec().getServiceAccountName())
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .withNewBoundObjectRef()
                        .withApiVersion("v1")
                        .withKind("Secret")
                        .withName(tokenHolder)
                        .withUid(holder.getMetadata().getUid())
                        .endBoundObjectRef()
                        .endSpec()
                        .build());
        try {
            lastToken = token;
            token = request.getStatus().getToken();
            Path fresh = Files.writeString(folder.resolve("token.new"), token);
            Files.move(fresh, tokenFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isLastTokenRefused() {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(lastToken)
                .endSpec()
                .build();
        TokenReviewStatus status = client.tokenReviews().create(review).getStatus();
        return !Boolean.TRUE.equals(status.getAuthenticated());
    }

    /** Writes the files. */
    void prepare() {
        Config config = client.getConfiguration();
        renewToken();
        try {
            byte[] authority = config.getCaCertFile() == null
                    ? Base64.getMimeDecoder().decode(config.getCaCertData())
                    : Files.readAllBytes(Path.of(config.getCaCertFile()));
            Files.write(certificate(), authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path tokenFile() {
        return folder.resolve("token");
    }

    private Path certificate() {
        return folder.resolve("ca.crt");
    }

    private String namespace() {
        return deployment.getMetadata().getNamespace();
    }

    private String value(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        if (variable.getValueFrom().getFieldRef() != null) {
            assertThat(variable.getValueFrom().getFieldRef().getFieldPath()).isEqualTo("metadata.namespace");
            return namespace();
        }
        SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
        String encoded = client.secrets()
                .inNamespace(namespace())
                .withName(key.getName())
                .require()
                .getData()
                .get(key.getKey());
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
