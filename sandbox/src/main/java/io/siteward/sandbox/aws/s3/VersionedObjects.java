package io.siteward.sandbox.aws.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects of one bucket with all their versions, in the order S3 lists them: by key, the newest version first. */
final class VersionedObjects {
    private final NavigableMap<String, List<ObjectVersion>> versions = new TreeMap<>();

    boolean isEmpty() {
        return versions.isEmpty();
    }

    /** The newest version, even if it is a delete marker. */
    Optional<ObjectVersion> latest(String key) {
        return Optional.ofNullable(versions.get(key)).map(all -> all.get(0));
    }

    Optional<ObjectVersion> version(String key, String versionId) {
        return versions.getOrDefault(key, List.of()).stream()
                .filter(version -> version.versionId().equals(versionId))
                .findFirst();
    }

    /** What a list of objects shows: the newest versions that are no delete markers. */
    Stream<ObjectVersion> current() {
        return versions.values().stream().map(all -> all.get(0)).filter(version -> !version.deleteMarker());
    }

    Stream<ObjectVersion> all() {
        return versions.values().stream().flatMap(List::stream);
    }

    boolean isLatest(ObjectVersion version) {
        return latest(version.key()).filter(version::equals).isPresent();
    }

    /** Adds the newest version; there is at most one without an id, which the new one then replaces. */
    void add(ObjectVersion version) {
        List<ObjectVersion> all = versions.computeIfAbsent(version.key(), key -> new ArrayList<>());
        if (version.versionId().equals(ObjectVersion.NULL_VERSION)) {
            all.removeIf(old -> old.versionId().equals(ObjectVersion.NULL_VERSION));
        }
        all.add(0, version);
    }

    void replace(ObjectVersion old, ObjectVersion changed) {
        List<ObjectVersion> all = versions.getOrDefault(old.key(), List.of());
        all.replaceAll(version -> version.equals(old) ? changed : version);
    }

    void remove(ObjectVersion version) {
        List<ObjectVersion> all = versions.getOrDefault(version.key(), List.of());
        all.remove(version);
        if (all.isEmpty()) {
            versions.remove(version.key());
        }
    }

    /** Whether anything exists under the key that is not a delete marker on top. */
    Optional<ObjectVersion> live(String key) {
        return latest(key).filter(version -> !version.deleteMarker());
    }
}
