package io.siteward.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One life of a signing key: an operator that is killed at any call and whose clock is wrong, calls that take effect and
 * are not answered, signers that use what they have read to the last moment, and viewers who come up to the last moment.
 * What was signed is believed, at every edge, for as long as it says.
 */
final class RotationSchedule {
    static final Duration LONGEST_LIFETIME = Duration.ofHours(20);
    private static final Duration SIGNER_CACHE = Duration.ofMinutes(1);
    private static final Duration MOST_WRONG = Duration.ofMinutes(5);
    private static final RotationTerms TERMS = new RotationTerms(
            Optional.of(Duration.ofDays(3)),
            LONGEST_LIFETIME.plus(SIGNER_CACHE).plus(MOST_WRONG),
            SIGNER_CACHE,
            MOST_WRONG.plus(SigningWorld.STALENESS),
            MOST_WRONG.plus(SigningWorld.LISTS));

    private final Random random;
    private final SigningWorld world;
    private final Duration wrong;
    private final List<Signed> signed = new ArrayList<>();
    private final Set<String> revoked = new TreeSet<>();
    private final boolean foul;
    private Optional<String> cached = Optional.empty();
    private Instant readAt = Instant.MIN;
    private Commands commands = new Commands(false, Set.of(), false);
    private Promises told = Promises.NONE;
    private Instant looksAt;

    /** What is revoked at once is replaced by what an edge may not know yet. */
    private Instant checksFrom = Instant.MIN;

    int pointings;
    int kills;
    int checks;

    private record Signed(String by, Instant until) {}

    RotationSchedule(long seed, boolean foul) {
        this.random = new Random(seed);
        this.world = new SigningWorld(random);
        this.foul = foul;
        this.wrong = Duration.ofSeconds(random.nextInt(600) - 300);
        this.looksAt = world.now();
    }

    SigningWorld world() {
        return world;
    }

    void run(Duration howLong) {
        Instant end = world.now().plus(howLong);
        while (world.now().isBefore(end)) {
            world.pass(Duration.ofSeconds(1 + random.nextInt(1200)));
            if (!world.now().isBefore(looksAt)) {
                look();
            }
            sign();
            view();
        }
    }

    void rotate() {
        commands = new Commands(true, Set.of(), false);
        looksAt = world.now();
    }

    void revoke(boolean atOnce) {
        Optional<String> current = world.ring().current().flatMap(Generation::publicKey);
        commands = new Commands(false, current.stream().collect(Collectors.toSet()), atOnce);
        current.ifPresent(revoked::add);
        looksAt = world.now();
        if (atOnce) {
            checksFrom = world.now().plus(Duration.ofDays(1));
        }
    }

    /** To be asked long after a key was revoked: no edge believes it. */
    void expectRevokedRefused() {
        for (String id : revoked) {
            for (int edge = 0; edge < SigningWorld.EDGES; edge++) {
                if (world.isBelieved(id, edge)) {
                    throw new AssertionError(id + " is revoked, and believed at edge " + edge);
                }
            }
        }
    }

    /** What the pointer's reader knows is used until the end of its time, and not a moment longer. */
    private void sign() {
        if (world.now().isAfter(readAt.plus(SIGNER_CACHE))) {
            cached = world.signingKey();
            readAt = world.now();
        }
        cached.ifPresent(key -> signed.add(
                new Signed(key, world.now().plusNanos((long) (random.nextDouble() * LONGEST_LIFETIME.toNanos())))));
    }

    private void view() {
        for (Iterator<Signed> all = signed.iterator(); all.hasNext(); ) {
            Signed one = all.next();
            if (!world.now().isBefore(one.until())) {
                all.remove();
            } else if (!revoked.contains(one.by()) && !world.now().isBefore(checksFrom)) {
                int edge = random.nextInt(SigningWorld.EDGES);
                checks++;
                if (!world.isBelieved(one.by(), edge)) {
                    throw new AssertionError("a valid signature of " + one.by() + " is refused at edge " + edge);
                }
            }
        }
    }

    /** Looks and acts until it has to wait, or is killed. */
    private void look() {
        for (int steps = 0; steps < 50; steps++) {
            KeyRing ring = world.ring();
            RotationStep step = new Rotation(
                            new Validity(ring, TERMS, commands, told),
                            world.now().plus(wrong))
                    .next();
            if (step instanceof RotationStep.Rest rest) {
                tell(ring);
                looksAt = later(rest.until().minus(wrong));
                return;
            }
            if (step instanceof RotationStep.Await || !carryOut(step)) {
                looksAt = world.now().plusSeconds(30);
                return;
            }
        }
        throw new AssertionError("never rests: " + world.ring());
    }

    /** The status is written when nothing is due, and may be lost. */
    private void tell(KeyRing ring) {
        told = foul && random.nextInt(20) == 0
                ? Promises.NONE
                : Promises.of(KeyFinding.generations(new Validity(ring, TERMS, commands, told)));
    }

    private Instant later(Instant when) {
        Instant soon = world.now().plusSeconds(1);
        Instant resync = world.now().plus(Duration.ofHours(1));
        return when.isBefore(soon) ? soon : when.isAfter(resync) ? resync : when;
    }

    private boolean carryOut(RotationStep step) {
        Deque<BooleanSupplier> calls = calls(step);
        while (!calls.isEmpty()) {
            if (isKilled() || !calls.removeFirst().getAsBoolean() || isKilled()) {
                return false;
            }
        }
        return true;
    }

    private boolean isKilled() {
        boolean killed = foul && random.nextInt(6) == 0;
        kills += killed ? 1 : 0;
        return killed;
    }

    private Deque<BooleanSupplier> calls(RotationStep step) {
        Deque<BooleanSupplier> calls = new ArrayDeque<>();
        if (step instanceof RotationStep.Make make) {
            String[] id = new String[1];
            calls.add(() -> {
                Optional<String> made = world.createPublicKey(make.generation());
                made.ifPresent(each -> id[0] = each);
                return made.isPresent();
            });
            calls.add(() -> world.store(make.generation(), id[0]));
            calls.add(() -> {
                commands = new Commands(false, commands.revoke(), commands.atOnce());
                return true;
            });
        } else if (step instanceof RotationStep.Trust trust) {
            int etag = world.etag();
            calls.add(() -> world.trust(trust.publicKeys(), etag));
        } else if (step instanceof RotationStep.Point point) {
            calls.add(() -> {
                boolean may = !point.whenDeployed() || world.saysDeployed();
                if (may) {
                    world.point(point.generation());
                    pointings++;
                }
                return may;
            });
        } else if (step instanceof RotationStep.Discard discard) {
            discard.generation().publicKey().ifPresent(id -> calls.add(() -> world.deletePublicKey(id)));
            calls.add(() -> {
                world.deleteStored(discard.generation().number());
                return true;
            });
        }
        return calls;
    }
}
