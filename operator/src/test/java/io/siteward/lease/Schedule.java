package io.siteward.lease;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** True time, and what happens in it, one thing after the other. */
final class Schedule {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long order;

    private record Event(long at, long order, Runnable what) {}

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    void at(long when, Runnable what) {
        events.add(new Event(Math.max(when, now), order++, what));
    }

    void in(Duration delay, Runnable what) {
        at(now + delay.toNanos(), what);
    }

    /** Lets the next thing happen; false when nothing is left or it lies beyond the end. */
    boolean step(long end) {
        Event next = events.peek();
        if (next == null || next.at() > end) {
            return false;
        }
        events.remove();
        now = next.at();
        next.what().run();
        return true;
    }
}
