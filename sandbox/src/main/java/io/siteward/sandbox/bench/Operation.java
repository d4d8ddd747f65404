package io.siteward.sandbox.bench;

import java.util.Comparator;

/**
 * One operation of one API.
 *
 * @param service AWS's signing name, or {@code kubernetes}
 * @param name as AWS spells it; for Kubernetes a verb and a resource
 * @param isWrite whether it asks for a change
 */
record Operation(String service, String name, boolean isWrite) implements Comparable<Operation> {
    static final String KUBERNETES = "kubernetes";

    /** AWS before Kubernetes, reads before writes. */
    private static final Comparator<Operation> ORDER = Comparator.comparing(Operation::isAws)
            .reversed()
            .thenComparing(Operation::service)
            .thenComparing(Operation::isWrite)
            .thenComparing(Operation::name);

    boolean isAws() {
        return !service.equals(KUBERNETES);
    }

    @Override
    public int compareTo(Operation other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return service + " " + name;
    }
}
