package io.siteward.sign.key;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** When several calls must have come to an end, by a clock that only counts: nothing freezes while an event is answered. */
final class Deadline {
    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /** @param nanoTime that of {@link System#nanoTime} */
    static Deadline after(Duration time, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + time.toNanos());
    }

    /**
     * How long a call may wait, which is at least a millisecond: to wait for none means for ever.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    Duration left() throws IOException {
        Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
        if (left.toMillis() < 1) {
            throw new SocketTimeoutException("no time left");
        }
        return left;
    }
}
