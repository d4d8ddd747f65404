package io.siteward;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Kubernetes API for one test: what people do with it, and how the operator reaches it. */
abstract class TestCluster implements AutoCloseable {
    private static final Path CRD = Path.of("../crds/securesites.siteward.io.yaml");
    static final List<Path> CRDS = List.of(CRD, Path.of("../crds/signingkeys.siteward.io.yaml"));
    static final ObjectMapper JSON = new ObjectMapper();
    static final CustomResourceSchema SCHEMA = schema();

    /** For whoever else uses the cluster. */
    abstract KubernetesClient people();

    /** How the operator reaches it. */
    abstract Config config();

    /** What the operator has asked to be changed, as {@code PATCH /apis/…}. */
    abstract List<String> writes();

    abstract void forgetWrites();

    /** What {@code kubectl apply} does, with the defaults that a cluster fills in. */
    SecureSite apply(String manifest) {
        SecureSite wanted = parse(manifest);
        Resource<SecureSite> stored = site(wanted.getMetadata().getName());
        if (stored.get() == null) {
            return people().resource(wanted).create();
        }
        return stored.edit(site -> {
            site.getMetadata().getAnnotations().putAll(wanted.getMetadata().getAnnotations());
            site.setSpec(wanted.getSpec());
            return site;
        });
    }

    /** Sets an annotation; null takes it away. */
    void annotate(String name, String annotation, @Nullable String value) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(annotation, value);
        site(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** A site as it is now. */
    SecureSite get(String name) {
        return Objects.requireNonNull(site(name).get(), name);
    }

    Resource<SecureSite> site(String name) {
        return people().resources(SecureSite.class).inNamespace("web").withName(name);
    }

    /** The Events about the site, as {@code Warning DriftFound: …}. */
    List<String> events(String name) {
        return people().v1().events().inNamespace("web").list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
                .toList();
    }

    /** What the definition forbids and somebody wanted to write all the same. */
    abstract List<String> violations();

    @Override
    public abstract void close();

    private static SecureSite parse(String manifest) {
        try {
            ObjectNode given = (ObjectNode) new YAMLMapper().readTree(manifest);
            return JSON.treeToValue(SCHEMA.withDefaults(given), SecureSite.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceSchema schema() {
        try {
            return CustomResourceSchema.parse(Files.readString(CRD), "v1alpha1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
