package io.siteward.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.siteward.crd.v1alpha1.SecureSite;
import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.graph.FailedCall;
import io.siteward.graph.Failure;
import io.siteward.sandbox.kube.crd.CustomResourceSchema;
import io.siteward.site.SecureSiteReconciler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sites of one namespace as a cluster keeps them: with defaults, versions, generations and finalizers, and with a
 * refusal for who writes over what he has not seen.
 */
public final class Cluster {
    private static final Path CRD = Path.of("../crds/securesites.siteward.io.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CustomResourceSchema SCHEMA = schema();

    private final InstantSource clock;
    private final Map<String, SecureSite> sites = new TreeMap<>();
    private int version;

    /** The signing keys, as whoever keeps them has left them. */
    final Map<String, SigningKey> keys = new TreeMap<>();

    Cluster(InstantSource clock) {
        this.clock = clock;
    }

    /** What {@code kubectl apply} does. */
    void apply(String manifest) {
        SecureSite wanted = parse(manifest);
        String name = wanted.getMetadata().getName();
        SecureSite site = find(name).orElse(wanted);
        long generation =
                Optional.ofNullable(site.getMetadata().getGeneration()).orElse(0L);
        site.setSpec(wanted.getSpec());
        site.getMetadata().setAnnotations(wanted.getMetadata().getAnnotations());
        site.getMetadata().setGeneration(generation + 1);
        if (generation == 0) {
            site.getMetadata().setUid("6f0f4d5e-0000-4000-8000-" + String.format("%012d", version));
        }
        put(site);
    }

    /** What {@code kubectl delete} does: it goes at once when nobody holds it. */
    void delete(String name) {
        SecureSite site = get(name);
        if (site.getFinalizers().isEmpty()) {
            sites.remove(name);
        } else if (!site.isMarkedForDeletion()) {
            site.getMetadata()
                    .setDeletionTimestamp(
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            site.getMetadata().setGeneration(site.getMetadata().getGeneration() + 1);
            put(site);
        }
    }

    /** A backup without statuses was restored. */
    void eraseStatuses() {
        for (SecureSite site : all()) {
            site.setStatus(null);
            put(site);
        }
    }

    /** What is said of the sites, equal as long as nothing new is: a note that was made and struck out is nothing new. */
    Map<String, List<Object>> words() {
        Map<String, List<Object>> words = new TreeMap<>();
        sites.forEach((name, site) -> words.put(
                name,
                List.of(Optional.ofNullable(site.getStatus()), site.isMarkedForDeletion(), site.getFinalizers())));
        return words;
    }

    /** The sites there are, in the order of their names. */
    public List<SecureSite> all() {
        return sites.values().stream().map(Cluster::copy).toList();
    }

    public Optional<SecureSite> find(String name) {
        return Optional.ofNullable(sites.get(name)).map(Cluster::copy);
    }

    /** A site that is there. */
    public SecureSite get(String name) {
        return find(name).orElseThrow();
    }

    SecureSite writeStatus(SecureSite seen, @Nullable SecureSiteStatus status) {
        SecureSite site = unchanged(seen);
        site.setStatus(JSON.convertValue(status, SecureSiteStatus.class));
        return put(site);
    }

    SecureSite addFinalizer(SecureSite seen) {
        SecureSite site = unchanged(seen);
        site.addFinalizer(SecureSiteReconciler.FINALIZER);
        return put(site);
    }

    /** The last one to let go of a site that is being deleted ends it. */
    void removeFinalizer(SecureSite seen) {
        SecureSite site = get(seen.getMetadata().getName());
        site.removeFinalizer(SecureSiteReconciler.FINALIZER);
        put(site);
        if (site.isMarkedForDeletion()) {
            sites.remove(site.getMetadata().getName());
        }
    }

    private SecureSite unchanged(SecureSite seen) {
        SecureSite site = find(seen.getMetadata().getName()).orElseThrow(() -> refused("NotFound"));
        if (!site.getMetadata().getResourceVersion().equals(seen.getMetadata().getResourceVersion())) {
            throw refused("Conflict");
        }
        return site;
    }

    private SecureSite put(SecureSite site) {
        site.getMetadata().setResourceVersion(String.valueOf(++version));
        sites.put(site.getMetadata().getName(), copy(site));
        return site;
    }

    private static FailedCall refused(String code) {
        return new FailedCall(new Failure(
                Failure.Kind.RETRIABLE, code, "the cluster refuses the write", Duration.ofSeconds(1), null));
    }

    /** Spec and status are immutable; that a status can be stored is tried where it is written. */
    private static SecureSite copy(SecureSite site) {
        SecureSite copy = new SecureSite();
        copy.setMetadata(new ObjectMetaBuilder(site.getMetadata()).build());
        copy.setSpec(site.getSpec());
        copy.setStatus(site.getStatus());
        return copy;
    }

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
