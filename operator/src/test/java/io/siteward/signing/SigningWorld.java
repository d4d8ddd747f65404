package io.siteward.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * An AWS with one signing key in it: a key group that edges learn of late, stored private halves, and a pointer. Nothing in
 * it waits: whoever drives it moves its clock.
 */
final class SigningWorld {
    static final int EDGES = 3;

    /** Within how long every edge learns of a change. */
    static final Duration DEPLOYMENT = Duration.ofMinutes(15);

    /** For how long a distribution may still be called deployed after a change. */
    static final Duration STALENESS = Duration.ofMinutes(1);

    /** Within how long a list shows what was stored. */
    static final Duration LISTS = Duration.ofMinutes(1);

    private final Random random;
    private final Map<String, Published> publicKeys = new TreeMap<>();
    private final Map<Integer, Stored> stored = new TreeMap<>();
    private final List<Version> versions = new ArrayList<>();
    private Optional<KeyRing.Pointer> pointer = Optional.empty();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int ids;
    private int mostPublicKeys;

    private record Published(int generation, Instant made) {}

    private record Stored(String id, Instant at) {}

    /** The key group from some time on, and from when each edge goes by it. */
    private record Version(Set<String> members, Instant changed, List<Instant> atEdges) {}

    SigningWorld(Random random) {
        this.random = random;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** As lists show it that may not have what was just stored. */
    KeyRing ring() {
        Map<Integer, Generation> generations = new TreeMap<>();
        Map<Integer, String> listed = new TreeMap<>();
        stored.forEach((number, value) -> {
            if (!now.isBefore(value.at().plus(LISTS)) || random.nextBoolean()) {
                listed.put(number, value.id());
            }
        });
        listed.forEach((number, id) ->
                generations.put(number, new Generation(number, Optional.empty(), Optional.empty(), Optional.of(id))));
        publicKeys.forEach((id, key) -> generations.put(
                key.generation(),
                new Generation(
                        key.generation(),
                        Optional.of(id),
                        Optional.of(key.made()),
                        Optional.ofNullable(listed.get(key.generation())))));
        Optional<KeyRing.Group> group =
                latest().map(version -> new KeyRing.Group(version.members(), version.changed(), true));
        return new KeyRing(List.copyOf(generations.values()), group, pointer, 0);
    }

    private Optional<Version> latest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** Which version of the key group there is, for who changes it only as he knows it. */
    int etag() {
        return versions.size();
    }

    /** What CloudFront says; wrong for a moment after a change. */
    boolean saysDeployed() {
        return latest().map(version -> version.atEdges().stream().noneMatch(now::isBefore)
                        || (now.isBefore(version.changed().plus(STALENESS)) && random.nextBoolean()))
                .orElse(true);
    }

    /** The id; empty when the name is taken. */
    Optional<String> createPublicKey(int generation) {
        if (publicKeys.values().stream().anyMatch(key -> key.generation() == generation)) {
            return Optional.empty();
        }
        String id = "K" + ++ids;
        publicKeys.put(id, new Published(generation, now));
        mostPublicKeys = Math.max(mostPublicKeys, publicKeys.size());
        return Optional.of(id);
    }

    boolean store(int generation, String id) {
        return stored.putIfAbsent(generation, new Stored(id, now)) == null;
    }

    boolean trust(Set<String> members, int etag) {
        if (etag != etag() || !publicKeys.keySet().containsAll(members)) {
            return false;
        }
        List<Instant> atEdges = new ArrayList<>();
        for (int edge = 0; edge < EDGES; edge++) {
            Instant learns = now.plusNanos((long) (random.nextDouble() * DEPLOYMENT.toNanos()));
            Instant before = latest().map(version -> version.atEdges().get(atEdges.size()))
                    .orElse(Instant.MIN);
            atEdges.add(learns.isBefore(before) ? before : learns);
        }
        versions.add(new Version(Set.copyOf(members), now, atEdges));
        return true;
    }

    void point(int generation) {
        pointer = Optional.of(new KeyRing.Pointer(generation, now));
    }

    boolean deletePublicKey(String id) {
        return !ring().members().contains(id) && publicKeys.remove(id) != null;
    }

    void deleteStored(int generation) {
        stored.remove(generation);
    }

    /** The id of the public key with which a signer signs that reads now; empty when it finds none. */
    Optional<String> signingKey() {
        return pointer.map(KeyRing.Pointer::generation).map(stored::get).map(Stored::id);
    }

    /** Whether an edge believes what was signed with a key. */
    boolean isBelieved(String id, int edge) {
        Set<String> members = Set.of();
        for (Version version : versions) {
            if (!now.isBefore(version.atEdges().get(edge))) {
                members = version.members();
            }
        }
        return members.contains(id);
    }

    int mostPublicKeys() {
        return mostPublicKeys;
    }
}
