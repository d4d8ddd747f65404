package io.siteward;

import io.siteward.gate.Gate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator has opened, and the order in which it lets go of it: nothing new passes the gate, the workers stop,
 * the calls in flight end, the connections close. Used by one thread.
 */
final class OrderlyStop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OrderlyStop.class);

    private final Gate gate;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Deque<Runnable> connections = new ArrayDeque<>();

    /**
     * Nothing is open yet.
     *
     * @param patience for the workers and the calls in flight together
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     */
    OrderlyStop(Gate gate, Duration patience, LongSupplier nanoTime) {
        this.gate = gate;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Something that makes calls. The last one is stopped first. */
    <T> T worker(T worker, Consumer<T> stop) {
        workers.push(() -> stop.accept(worker));
        return worker;
    }

    /** Something that calls are made through, or answered by. The last one is closed first. */
    <T> T connection(T connection, Consumer<T> close) {
        connections.push(() -> close.accept(connection));
        return connection;
    }

    @Override
    public void close() {
        long begun = nanoTime.getAsLong();
        gate.close();
        workers.forEach(OrderlyStop::run);
        try {
            if (!gate.awaitQuiet(patience.minusNanos(nanoTime.getAsLong() - begun), nanoTime)) {
                log.warn("a call was still in flight after {}", patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(OrderlyStop::run);
    }

    /** What fails to stop must not keep the rest open. */
    private static void run(Runnable stop) {
        try {
            stop.run();
        } catch (RuntimeException e) {
            log.warn("something did not stop as it should: {}", e.toString());
        }
    }
}
