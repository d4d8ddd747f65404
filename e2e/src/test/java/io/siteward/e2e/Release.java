package io.siteward.e2e;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The chart, installed by Helm. */
public final class Release implements AutoCloseable {
    public static final String NAME = "siteward";
    public static final String NAMESPACE = "siteward-system";
    private static final String KEYS = "aws-keys";

    private final Cluster cluster;

    private Release(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Installs it.
     *
     * @param values as in the chart's values.yaml; those that are left out have their defaults
     */
    public static Release install(Cluster cluster, Map<String, Object> values) {
        cluster.helm(
                        "install",
                        NAME,
                        Project.CHART.toString(),
                        "--namespace",
                        NAMESPACE,
                        "--create-namespace",
                        "--values",
                        file(cluster, values).toString())
                .ok();
        return new Release(cluster);
    }

    /** The values that lead its operator to this AWS, with keys where users have them: in a Secret. */
    public static Map<String, Object> values(Cluster cluster, Aws aws) {
        putKeys(cluster);
        return Map.of("extraEnv", environment(aws));
    }

    /** The same with more. */
    static Map<String, Object> values(Cluster cluster, Aws aws, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(values(cluster, aws));
        all.putAll(more);
        return all;
    }

    /** The values as Helm takes them. */
    static Path file(Cluster cluster, Map<String, Object> values) {
        Path file = cluster.newFolder("values").resolve("values.yaml");
        try {
            new YAMLMapper().writeValue(file.toFile(), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void putKeys(Cluster cluster) {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(KEYS)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .addToStringData("id", Aws.ACCESS_KEY_ID)
                        .addToStringData("secret", "any secret does")
                        .build())
                .serverSideApply();
    }

    /** As the server has it now. */
    public Deployment deployment() {
        return deployed(cluster);
    }

    static Deployment deployed(Cluster cluster) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .require();
    }

    @Override
    public void close() {
        cluster.helm("uninstall", NAME, "--namespace", NAMESPACE, "--wait").ok();
    }

    /** Those that are no limits: a test waits for none. */
    static Map<String, String> rates() {
        Map<String, String> rates = new TreeMap<>();
        for (String calls : List.of(
                "CLOUDFRONT_CALLS",
                "CLOUDFRONT_MUTATIONS",
                "S3_CALLS",
                "S3_MUTATIONS",
                "KUBERNETES_WRITES",
                "OTHER_CALLS",
                "OTHER_MUTATIONS")) {
            rates.put("SITEWARD_RATE_" + calls, "1000/100000");
        }
        return rates;
    }

    private static List<Map<String, Object>> environment(Aws aws) {
        List<Map<String, Object>> environment = new ArrayList<>();
        Map<String, String> plain = new TreeMap<>(rates());
        plain.put("AWS_ENDPOINT_URL", aws.uri().toString());
        plain.forEach((name, value) -> environment.add(Map.of("name", name, "value", value)));
        Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret")
                .forEach((name, key) -> environment.add(
                        Map.of("name", name, "valueFrom", Map.of("secretKeyRef", Map.of("name", KEYS, "key", key)))));
        return environment;
    }
}
