package io.siteward.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This run's own record among the members, and until when it may act on the strength of it.
 *
 * <p>The deadline is counted from before the renewal was asked for, on a clock that only goes forward: whoever sees the
 * renewal sees it later than that, so waits for a whole lease from a later moment.
 */
final class Membership {
    private final Replica replica;
    private final Terms terms;

    /** The record as last known to stand in the store; null before the first was seen to. */
    private @Nullable Member standing;

    /** The id under which it joins or has joined. */
    private String id;

    /** Writes on top of {@link #standing} of which it is not known whether they stand, and when they began. */
    private final Map<String, Attempt> attempts = new HashMap<>();

    /** Its own record was gone once, or an old one: the store was lost, and who knows with what in it. */
    private boolean sawLoss;

    private long begun;
    private boolean asked;
    private boolean doubtful;
    private boolean left;
    private long renewed;
    private long actUntil;
    private Instant actUntilByWall = Instant.MIN;
    private long moves;

    private record Attempt(Member member, long nanos, Instant wall) {}

    Membership(Replica replica, Terms terms) {
        this.replica = replica;
        this.terms = terms;
        this.id = replica.newId();
    }

    String id() {
        return id;
    }

    /** Counted with the next renewal. */
    void moved() {
        moves++;
    }

    /** A version for a record, never used before. */
    String newVersion() {
        return replica.newVersion(id);
    }

    Member self() {
        return new Member(
                id,
                replica.instance(),
                replica.cluster(),
                Member.State.ALIVE,
                terms.lease(),
                moves,
                replica.wall(),
                newVersion());
    }

    boolean hasJoined() {
        return standing != null && !left;
    }

    boolean hasLeft() {
        return left;
    }

    /** How long it may still act; zero or less when it may not. */
    Duration remaining() {
        if (standing == null || left) {
            return Duration.ZERO;
        }
        Duration byNanos = Duration.ofNanos(actUntil - replica.nanos());
        // A machine that was suspended may not have counted the time on the clock that only goes forward. The wall
        // clock
        // may be wrong too, but whoever believes the earlier of two clocks only stops too early.
        Duration byWall = Duration.between(replica.wall(), actUntilByWall);
        return byNanos.compareTo(byWall) < 0 ? byNanos : byWall;
    }

    /** How long the next renewal can wait. */
    Duration untilRenewal() {
        return asked && hasJoined() && !remaining().isNegative()
                ? Duration.ofNanos(begun - replica.nanos()).plus(terms.renewal())
                : Duration.ZERO;
    }

    /** Renews at once, whenever the next renewal would be. */
    void hasten() {
        asked = false;
    }

    /** Whether the store is known to have lost records. */
    boolean sawLoss() {
        return sawLoss;
    }

    /** Whether a renewal stands that began after this, in nanoseconds. */
    boolean hasRenewedAfter(long nanos) {
        return standing != null && renewed - nanos > 0;
    }

    /** Whether the store has to be asked what stands there before anything else. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** Joins or renews. */
    Step<Boolean> renewal() {
        return write(self());
    }

    /** Says that it has stopped: what it held is free at once. To be called when nothing of it is at work any more. */
    Step<Boolean> leaving() {
        return write(self().in(Member.State.LEFT, newVersion()));
    }

    private Step<Boolean> write(Member member) {
        begun = replica.nanos();
        asked = true;
        Attempt attempt = new Attempt(member, begun, replica.wall());
        attempts.put(member.version(), attempt);
        String expected = standing == null ? null : standing.version();
        return new Step<>(
                store -> store.write(member, expected),
                stands -> {
                    if (stands) {
                        stands(attempt);
                    } else {
                        attempts.remove(member.version());
                        doubtful = true;
                    }
                },
                failure -> {});
    }

    /** Asks what stands there, after a write was refused: one of ours, or somebody's word that we are dead. */
    Step<Optional<Member>> lookup(Runnable dead) {
        String asking = id;
        return new Step<>(
                store -> store.member(asking),
                found -> {
                    doubtful = false;
                    Attempt ours =
                            found.map(member -> attempts.get(member.version())).orElse(null);
                    boolean unchanged = found.isPresent()
                            && standing != null
                            && found.get().version().equals(standing.version());
                    if (ours != null) {
                        stands(ours);
                    } else if (!unchanged) {
                        // Others only ever write that we are dead: alive in another version, it is an old one come
                        // back.
                        sawLoss |= found.isEmpty() || found.get().isAlive();
                        startAnew();
                        dead.run();
                    }
                },
                failure -> {});
    }

    private void stands(Attempt attempt) {
        standing = attempt.member();
        attempts.clear();
        renewed = attempt.nanos();
        left = !attempt.member().isAlive();
        actUntil = attempt.nanos() + terms.tenure().toNanos();
        actUntilByWall = attempt.wall().plus(terms.tenure());
    }

    private void startAnew() {
        standing = null;
        attempts.clear();
        id = replica.newId();
        asked = false;
    }
}
