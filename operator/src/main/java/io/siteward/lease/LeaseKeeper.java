package io.siteward.lease;

import io.siteward.gate.Call;
import io.siteward.gate.Permission;
import io.siteward.gate.Subject;
import io.siteward.graph.Failure;
import io.siteward.identity.Identity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of this process: one thread that carries out what the {@link Protocol} asks of the store, and the answer to
 * the gate's question whether a call may be made.
 */
public final class LeaseKeeper implements Leases, Permission, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(100);

    private final ExecutorService calls = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "lease store");
        thread.setDaemon(true);
        return thread;
    });

    private final LeaseStore store;
    private final Terms terms;
    private final Protocol protocol;
    private final boolean shared;
    private final LongSupplier nanoTime;
    private final Announcer announcer;
    private final Thread thread = new Thread(this::run, "leases");
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean closing;
    private String lastTrouble = "";

    /**
     * Which replica this is, and how it keeps time.
     *
     * @param instance the same in every run of the replica, for example the pod's name
     * @param cluster where it runs
     * @param shared whether other clusters use the store
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     */
    public record Surroundings(
            String instance,
            String cluster,
            boolean shared,
            InstantSource clock,
            LongSupplier nanoTime,
            RandomGenerator random) {}

    /** Asks the store nothing yet. */
    public LeaseKeeper(LeaseStore store, Terms terms, Surroundings with) {
        this.store = new PunctualStore(store, terms.storeTimeout(), calls);
        this.terms = terms;
        this.nanoTime = with.nanoTime();
        this.shared = with.shared();
        this.announcer = new Announcer(with.nanoTime());
        this.protocol = new Protocol(
                new Replica(with.instance(), with.cluster(), with.clock(), with.nanoTime(), with.random()),
                terms,
                with.shared());
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Who is told when what may be done with a resource is another than before. It must not wait. */
    public void onChange(Consumer<Identity> newListener) {
        announcer.tell(newListener);
    }

    /** Whether this process does what its cluster needs done once, for example the sweep. */
    public boolean speaks() {
        return protocol.maySpeak();
    }

    @Override
    public void want(Identity resource, Want want) {
        announcer.follow(resource);
        protocol.want(key(resource), want);
        ring();
    }

    @Override
    public Standing standing(Identity resource) {
        Standing standing = protocol.standing(key(resource));
        announcer.known(resource, standing);
        if (standing.kind() == Standing.Kind.LAPSED) {
            ring();
        }
        return standing;
    }

    @Override
    public Optional<Lease> enter(Identity resource) {
        return protocol.enter(key(resource));
    }

    @Override
    public void exit(Identity resource) {
        protocol.exit(key(resource));
        ring();
    }

    @Override
    public boolean areShared() {
        return shared;
    }

    @Override
    public Duration readInterval() {
        return terms.lease();
    }

    @Override
    public void publish(Identity resource, Readiness readiness) {
        protocol.publish(key(resource), readiness);
    }

    @Override
    public void handOver(Identity resource) {
        protocol.handOver(key(resource));
        ring();
    }

    @Override
    public void forget(Identity resource) {
        protocol.forget(key(resource));
        announcer.unfollow(resource);
        ring();
    }

    @Override
    public boolean isThisReplica(String member) {
        return protocol.isThisReplica(member);
    }

    @Override
    public boolean isThisMember(String member) {
        return protocol.isThisMember(member);
    }

    @Override
    public Optional<String> trouble() {
        return protocol.isBlind() ? protocol.trouble().map(StoreFailure::getMessage) : Optional.empty();
    }

    @Override
    public Optional<Failure> refusal(Call call) {
        String key = call.subject().name();
        boolean granted = call.subject().equals(Subject.OPERATOR)
                ? !(call.mutates() && call.target() == Call.Target.AWS) || protocol.maySpeak()
                : call.target() == Call.Target.KUBERNETES ? protocol.mayTell(key) : protocol.mayChange(key);
        return granted ? Optional.empty() : Optional.of(notHeld());
    }

    private Failure notHeld() {
        return new Failure(
                Failure.Kind.RETRIABLE,
                "LeaseNotHeld",
                "This replica does not hold the lease, or not for long enough for another call.",
                terms.renewal(),
                null);
    }

    private static String key(Identity resource) {
        return resource.toString();
    }

    private void run() {
        while (!closing) {
            try {
                step();
            } catch (RuntimeException e) {
                // The thread must live: without it nothing is renewed, and nobody would say why.
                log.error("the lease protocol failed", e);
                await(terms.renewal());
            }
        }
    }

    private void step() {
        Optional<Step<?>> next = protocol.next();
        if (next.isPresent()) {
            next.get().run(store);
            tell();
        } else {
            await(protocol.pause());
        }
    }

    /** After every answer: whose standing is another now, and whether the store can be heard. */
    private void tell() {
        String trouble = protocol.trouble().map(StoreFailure::getMessage).orElse("");
        if (!trouble.equals(lastTrouble)) {
            lastTrouble = trouble;
            if (trouble.isEmpty()) {
                log.info("the lease store answers again");
            } else {
                log.warn("the lease store: {}", trouble);
            }
        }
        announcer.announce(resource -> protocol.standing(key(resource)));
    }

    private void await(Duration pause) {
        try {
            // Whether it rang or the time is over is the same: the protocol is asked again.
            var unused = bell.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
            bell.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    private void ring() {
        bell.release();
    }

    /** Lets go of everything, so that others need not wait; unless work is still under way, which then guards itself. */
    @Override
    public void close() {
        closing = true;
        ring();
        try {
            thread.join(terms.storeTimeout().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive() || protocol.isAtWork()) {
            log.warn(
                    "stopping while the store or a call is waited for: what is held here is free in {}", terms.lease());
            return;
        }
        leave();
    }

    private void leave() {
        long deadline = nanoTime.getAsLong() + terms.storeTimeout().toNanos();
        protocol.leave();
        while (!protocol.hasLeft() && nanoTime.getAsLong() - deadline < 0) {
            protocol.next().ifPresentOrElse(step -> step.run(store), () -> await(BEFORE_ANOTHER_TRY));
        }
        calls.shutdownNow();
    }
}
