package io.siteward.sandbox.kube;

import java.util.Comparator;

/**
 * The place of an object in the store.
 *
 * @param resource the group resource it is stored as
 * @param namespace empty for what is in no namespace
 */
record ObjectKey(String resource, String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::resource)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
