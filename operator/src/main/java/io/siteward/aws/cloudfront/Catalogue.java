package io.siteward.aws.cloudfront;

import io.siteward.graph.FailedCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * What is known of one account's shared objects of one kind.
 *
 * <p>CloudFront is read at most once an interval, however many sites ask; our own writes are entered at once. Safe for
 * use by many threads; who asks while another reads waits for that reading.
 *
 * @param <D> the content of an object
 */
public final class Catalogue<D> {
    /** How long a refusal is remembered: meanwhile other sites may leave. */
    private static final Duration REFUSAL_HOLDS = Duration.ofHours(1);

    private final SharedKind<D> kind;
    private final InstantSource clock;
    private final Duration interval;
    private final Map<String, Section> sections = new ConcurrentHashMap<>();
    private final Map<Refusal, Instant> refusals = new ConcurrentHashMap<>();

    public Catalogue(SharedKind<D> kind, InstantSource clock, Duration interval) {
        this.kind = kind;
        this.clock = clock;
        this.interval = interval;
    }

    public SharedKind<D> kind() {
        return kind;
    }

    /** The object of this name, read if nothing fresh is known. */
    public Optional<SharedObject<D>> find(String name, CloudFrontClient client) {
        return section(name).find(name, client);
    }

    /**
     * The name of the object with this content that the site shall use: the recorded one while it fits, else the first
     * shard that is not known to be full.
     *
     * @param recordedName the name in the site's status, if any
     * @param site the hash of the site's identity
     */
    public SharedName nameFor(D content, Optional<String> recordedName, String site) {
        refusals.values().removeIf(at -> clock.instant().isAfter(at.plus(REFUSAL_HOLDS)));
        SharedName first = SharedName.of(kind, content, 0);
        Optional<SharedName> recorded = recordedName
                .flatMap(SharedName::parse)
                .filter(name -> name.withShard(0).equals(first))
                .filter(name -> !refusals.containsKey(new Refusal(name.toString(), site)));
        if (recorded.isPresent()) {
            return recorded.get();
        }
        SharedName name = first;
        while (isFull(name.toString())) {
            name = name.withShard(name.shard() + 1);
        }
        return name;
    }

    /** Enters what we made or changed. */
    void enter(SharedObject<D> object) {
        section(object.name()).enter(object);
    }

    /** Strikes out what we deleted. */
    void strikeOut(String name) {
        section(name).strikeOut(name);
    }

    /** Has the section that holds this name read again at the next question. */
    void forget(String name) {
        section(name).forget();
    }

    /** Has all sections read again at the next question. */
    void forgetAll() {
        sections.values().forEach(Section::forget);
    }

    /** Draws the lesson from CloudFront's refusal of a site's distribution that refers to the object of this id. */
    void learn(FailedCall refusal, String id, String site) {
        if (kind.codes().vanished().contains(refusal.failure().code())) {
            forgetAll();
        }
        if (refusal.is(kind.codes().full())) {
            sections.values().stream()
                    .flatMap(section -> section.nameOf(id).stream())
                    .forEach(name -> refusals.put(new Refusal(name, site), clock.instant()));
        }
    }

    private boolean isFull(String name) {
        return refusals.keySet().stream().anyMatch(refusal -> refusal.name().equals(name));
    }

    private Section section(String name) {
        return sections.computeIfAbsent(kind.section(name), ignored -> new Section());
    }

    /** The names of all objects of the kind, ours and others'. Always read. */
    Set<String> names(CloudFrontClient client) {
        return kind.names(client);
    }

    /** An object that took no more distributions, as this site was told. */
    private record Refusal(String name, String site) {}

    /** One reading's worth of objects. */
    private final class Section {
        private Map<String, SharedObject<D>> objects = new HashMap<>();
        private @Nullable Instant readAt;

        synchronized Optional<SharedObject<D>> find(String name, CloudFrontClient client) {
            Instant now = clock.instant();
            if (readAt == null || !isFresh(readAt, now)) {
                objects = new HashMap<>(kind.read(client, name));
                readAt = now;
            }
            return Optional.ofNullable(objects.get(name));
        }

        /** A reading from the future is one that the clock was set back behind. */
        private boolean isFresh(Instant read, Instant now) {
            return !now.isBefore(read) && now.isBefore(read.plus(interval));
        }

        synchronized Optional<String> nameOf(String id) {
            return objects.values().stream()
                    .filter(object -> object.id().equals(id))
                    .map(SharedObject::name)
                    .findFirst();
        }

        synchronized void enter(SharedObject<D> object) {
            objects.put(object.name(), object);
        }

        synchronized void strikeOut(String name) {
            objects.remove(name);
        }

        synchronized void forget() {
            readAt = null;
        }
    }
}
