package io.siteward.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.siteward.graph.DesiredHash;
import io.siteward.lease.Lease;
import io.siteward.lease.LeaseStore;
import io.siteward.lease.Member;
import io.siteward.lease.SpoiledRecords;
import io.siteward.lease.StoreFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leases as objects of {@code coordination.k8s.io/v1} in one namespace, one for each record. What the protocol needs
 * stands in an annotation as JSON; the spec repeats of it what {@code kubectl get leases} shows.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/">Leases</a>
 */
public final class KubernetesLeaseStore implements LeaseStore {
    private static final String KIND = "siteward.io/record";
    private static final String CONTENT = "siteward.io/content";
    private static final String FLEET = "siteward.io/fleet";
    private static final Kind<Member> MEMBER = new Kind<>("member", Member.class, Member::id, Member::version);
    private static final Kind<Lease> LEASE = new Kind<>("lease", Lease.class, Lease::key, Lease::version);
    private static final int LONGEST_SLUG = 40;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // A newer version beside this one, in a rolling update, may write more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final KubernetesClient client;
    private final String namespace;
    private final String fleet;

    private final SpoiledRecords spoiled = new SpoiledRecords();

    /** What was last seen of each object, so that a write need not ask for it again. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /**
     * One of the two kinds of records.
     *
     * @param label also part of the objects' names
     */
    private record Kind<T>(String label, Class<T> type, Function<T, String> key, Function<T, String> version) {}

    private record Seen(String version, String resourceVersion) {}

    /**
     * A store.
     *
     * @param client past the gate, which asks the leases: with a time-out of {@code Terms.storeTimeout}, and without
     *     retries, which would repeat a write that was done
     */
    public KubernetesLeaseStore(KubernetesClient client, String namespace, String fleet) {
        this.client = client;
        this.namespace = namespace;
        this.fleet = fleet;
    }

    @Override
    public List<Member> members() throws StoreFailure {
        return list(MEMBER);
    }

    @Override
    public List<Lease> leases() throws StoreFailure {
        return list(LEASE);
    }

    @Override
    public Optional<Member> member(String id) throws StoreFailure {
        return read(name(MEMBER, id), MEMBER);
    }

    @Override
    public Optional<Lease> lease(String key) throws StoreFailure {
        return read(name(LEASE, key), LEASE);
    }

    @Override
    public boolean write(Member member, @Nullable String expected) throws StoreFailure {
        LeaseSpec spec = new LeaseSpecBuilder()
                .withHolderIdentity(member.id() + " (" + member.state().name().toLowerCase(Locale.ROOT) + ")")
                .withRenewTime(utc(member.renewed()))
                .build();
        return write(MEMBER, name(MEMBER, member.id()), member, spec, expected);
    }

    @Override
    public boolean write(Lease lease, @Nullable String expected) throws StoreFailure {
        LeaseSpec spec = new LeaseSpecBuilder()
                .withHolderIdentity(lease.holder())
                .withLeaseTransitions((int) Math.min(lease.epoch(), Integer.MAX_VALUE))
                .withAcquireTime(utc(lease.since()))
                .build();
        return write(LEASE, name(LEASE, lease.key()), lease, spec, expected);
    }

    @Override
    public boolean remove(Member member) throws StoreFailure {
        String name = name(MEMBER, member.id());
        Optional<Member> stands = member(member.id());
        Seen last = seen.get(name);
        if (last == null || stands.filter(each -> isOver(each, member)).isEmpty()) {
            return false;
        }
        try {
            one(name).lockResourceVersion(last.resourceVersion()).delete();
            seen.remove(name);
            return true;
        } catch (KubernetesClientException e) {
            return refused(e);
        }
    }

    private static boolean isOver(Member stands, Member member) {
        return stands.version().equals(member.version()) && stands.state() != Member.State.ALIVE;
    }

    private <T> List<T> list(Kind<T> kind) throws StoreFailure {
        try {
            List<T> contents = new ArrayList<>();
            for (var object : client.leases()
                    .inNamespace(namespace)
                    .withLabel(KIND, kind.label())
                    .withLabel(FLEET, fleet)
                    .list()
                    .getItems()) {
                readable(object, kind).ifPresent(contents::add);
            }
            return contents;
        } catch (KubernetesClientException e) {
            throw failure(e);
        }
    }

    private <T> Optional<T> readable(io.fabric8.kubernetes.api.model.coordination.v1.Lease object, Kind<T> kind) {
        try {
            return Optional.of(content(object, kind));
        } catch (StoreFailure e) {
            spoiled.skip(object.getMetadata().getName(), object.getMetadata().getResourceVersion(), e);
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(String name, Kind<T> kind) throws StoreFailure {
        try {
            var object = one(name).get();
            if (object == null) {
                seen.remove(name);
                return Optional.empty();
            }
            return Optional.of(content(object, kind));
        } catch (KubernetesClientException e) {
            throw failure(e);
        }
    }

    private <T> T content(io.fabric8.kubernetes.api.model.coordination.v1.Lease object, Kind<T> kind)
            throws StoreFailure {
        String name = object.getMetadata().getName();
        String json = object.getMetadata().getAnnotations().getOrDefault(CONTENT, "");
        try {
            T content = JSON.readValue(json, kind.type());
            if (content == null || !name.equals(name(kind, kind.key().apply(content)))) {
                throw spoiled(name, null);
            }
            seen.put(
                    name,
                    new Seen(kind.version().apply(content), object.getMetadata().getResourceVersion()));
            return content;
        } catch (JsonProcessingException e) {
            throw spoiled(name, e);
        }
    }

    private StoreFailure spoiled(String name, @Nullable Exception cause) {
        seen.remove(name);
        return new StoreFailure(
                "The Lease " + name + " in namespace " + namespace + " is not as Siteward wrote it: delete it.", cause);
    }

    private <T> boolean write(Kind<T> kind, String name, T content, LeaseSpec spec, @Nullable String expected)
            throws StoreFailure {
        try {
            String resourceVersion = expected == null ? null : resourceVersion(kind, name, expected);
            if (expected != null && resourceVersion == null) {
                return false;
            }
            var resource =
                    client.leases().inNamespace(namespace).resource(object(kind, name, content, spec, resourceVersion));
            var written = expected == null ? resource.create() : resource.update();
            seen.put(
                    name,
                    new Seen(
                            kind.version().apply(content), written.getMetadata().getResourceVersion()));
            return true;
        } catch (KubernetesClientException e) {
            if (expected == null && e.getCode() == 404) {
                throw new StoreFailure(
                        "The namespace " + namespace + ", where the Leases are to be, does not exist: make it, or set"
                                + " SITEWARD_LEASE_NAMESPACE.",
                        e);
            }
            return refused(e);
        }
    }

    /** The API's own version of the record in the version that is expected; null when it stands there in another. */
    private <T> @Nullable String resourceVersion(Kind<T> kind, String name, String expected) throws StoreFailure {
        Seen last = seen.get(name);
        if (last == null || !last.version().equals(expected)) {
            read(name, kind);
            last = seen.get(name);
        }
        return last != null && last.version().equals(expected) ? last.resourceVersion() : null;
    }

    private io.fabric8.kubernetes.api.model.coordination.v1.Lease object(
            Kind<?> kind, String name, Object content, LeaseSpec spec, @Nullable String resourceVersion) {
        try {
            return new LeaseBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .withResourceVersion(resourceVersion)
                    .addToLabels(KIND, kind.label())
                    .addToLabels(FLEET, fleet)
                    .addToAnnotations(CONTENT, JSON.writeValueAsString(content))
                    .endMetadata()
                    .withSpec(spec)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that is no JSON", e);
        }
    }

    private Resource<io.fabric8.kubernetes.api.model.coordination.v1.Lease> one(String name) {
        return client.leases().inNamespace(namespace).withName(name);
    }

    /** Somebody else was faster: that is an answer. */
    private static boolean refused(KubernetesClientException e) throws StoreFailure {
        if (e.getCode() == 409 || e.getCode() == 404) {
            return false;
        }
        throw failure(e);
    }

    private static StoreFailure failure(KubernetesClientException e) {
        String why = e.getCode() == 403
                ? "Leases of the operator's own namespace are not granted to it: give its service account the role."
                : "The Kubernetes API does not answer for Leases"
                        + (e.getCode() <= 0 ? "." : " (status " + e.getCode() + ").");
        return new StoreFailure(why, e);
    }

    /** What people can read, and what makes it unique. */
    private static String name(Kind<?> kind, String key) {
        String slug =
                key.substring(key.indexOf('/') + 1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String shown = slug.substring(Math.max(0, slug.length() - LONGEST_SLUG)).replaceAll("^-|-$", "");
        return "siteward-" + kind.label() + "-" + shown + "-" + DesiredHash.of(List.of(kind.label(), key));
    }

    private static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }
}
