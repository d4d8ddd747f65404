package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All objects, one counter of versions, and the latest changes for watches to replay. What it holds and hands out is
 * never altered: a change puts a new object.
 */
final class ObjectStore {
    private final int remembered;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private long version = 1;
    private boolean closed;

    /** @param remembered how many changes a watch can go back */
    ObjectStore(int remembered) {
        this.remembered = remembered;
    }

    /** An object before and after: absent before when it was created, absent after when it was removed. */
    record Change(long version, ObjectKey key, Optional<ObjectNode> before, Optional<ObjectNode> after) {}

    /** Objects as they were at one version. */
    record Snapshot(long version, List<ObjectNode> objects) {}

    <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Optional<ObjectNode> get(ObjectKey key) {
        return atomically(() -> Optional.ofNullable(objects.get(key)));
    }

    /** The resource's objects by namespace and name; of all namespaces when that is empty. */
    Snapshot list(String resource, String namespace) {
        return atomically(() -> new Snapshot(
                version,
                objects.tailMap(new ObjectKey(resource, namespace, ""), true).entrySet().stream()
                        .takeWhile(entry -> entry.getKey().resource().equals(resource)
                                && (namespace.isEmpty()
                                        || entry.getKey().namespace().equals(namespace)))
                        .map(Map.Entry::getValue)
                        .toList()));
    }

    List<ObjectKey> keysIn(String namespace) {
        return atomically(() -> objects.keySet().stream()
                .filter(key -> key.namespace().equals(namespace))
                .toList());
    }

    /** Puts the object under the next version, which it writes into it. */
    ObjectNode put(ObjectKey key, ObjectNode object) {
        return atomically(() -> {
            version++;
            object.withObject("/metadata").put("resourceVersion", Long.toString(version));
            remember(new Change(version, key, Optional.ofNullable(objects.put(key, object)), Optional.of(object)));
            return object;
        });
    }

    void remove(ObjectKey key) {
        atomically(() -> {
            version++;
            remember(new Change(version, key, Optional.ofNullable(objects.remove(key)), Optional.empty()));
            return version;
        });
    }

    /**
     * The changes after a version; waits for the first one up to the time given and may return none.
     *
     * @throws ApiError 410 when changes after that version have been forgotten
     */
    List<Change> changesAfter(long seen, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            // A version from another run of this server is no better than one that is forgotten.
            if (seen > version || (seen < version && seen < changes.getFirst().version() - 1)) {
                throw ApiError.expired("too old resource version: %d (%d)".formatted(seen, version));
            }
            long nanos = patience.toNanos();
            while (seen == version && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return changes.stream().filter(change -> change.version() > seen).toList();
        } finally {
            lock.unlock();
        }
    }

    long version() {
        return atomically(() -> version);
    }

    boolean isClosed() {
        return atomically(() -> closed);
    }

    /** Ends every waiting watch. */
    void close() {
        atomically(() -> {
            closed = true;
            changed.signalAll();
            return closed;
        });
    }

    private void remember(Change change) {
        changes.addLast(change);
        if (changes.size() > remembered) {
            changes.removeFirst();
        }
        changed.signalAll();
    }
}
