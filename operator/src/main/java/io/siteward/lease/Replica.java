package io.siteward.lease;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Which replica this is, with the clocks and the randomness that it has. */
final class Replica {
    private static final int ID_BYTES = 6;

    private final String instance;
    private final String cluster;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final AtomicLong versions = new AtomicLong();

    /**
     * Nothing is written yet.
     *
     * @param instance the same in every run of the replica, for example the pod's name
     * @param clock the wall clock
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     */
    Replica(String instance, String cluster, InstantSource clock, LongSupplier nanoTime, RandomGenerator random) {
        this.instance = instance;
        this.cluster = cluster;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    String instance() {
        return instance;
    }

    String cluster() {
        return cluster;
    }

    Instant wall() {
        return clock.instant();
    }

    long nanos() {
        return nanoTime.getAsLong();
    }

    /** An id that no run ever had: who was declared dead must not come back under the same. */
    String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return instance + "." + HexFormat.of().formatHex(bytes);
    }

    boolean isIdOfThis(String id) {
        return id.length() == instance.length() + 1 + 2 * ID_BYTES && id.startsWith(instance + ".");
    }

    /** A version that no record ever had. */
    String newVersion(String id) {
        return id + "." + versions.incrementAndGet();
    }
}
