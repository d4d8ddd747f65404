package io.siteward.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One run of one replica, as the store knows it. It is alive as long as it writes this record anew; whoever has seen the
 * same version for a whole lease may declare it dead, and from then on its own writes fail.
 *
 * @param id different in every run of the process, and after every time that it was declared dead
 * @param instance which replica, the same in every run, for example the pod's name
 * @param cluster where it runs
 * @param lease how long it must be silent before it may be declared dead: it says so itself, since settings change while
 *     old runs live on
 * @param moves how many lease records it has written: others read the leases again when it rises
 * @param renewed when by its own wall clock; for people, decides nothing
 * @param version of this record; never used twice
 */
public record Member(
        String id,
        String instance,
        String cluster,
        State state,
        Duration lease,
        long moves,
        Instant renewed,
        String version) {

    public Member {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(renewed, "renewed");
        Objects.requireNonNull(version, "version");
    }

    /** What becomes of a member. Whoever is not alive never is again. */
    public enum State {
        ALIVE,
        /** It stopped in good order: what it held is free. */
        LEFT,
        /** Another member declared it dead: what it held is free. */
        DEAD
    }

    Member renewed(long newMoves, Instant now, String newVersion) {
        return new Member(id, instance, cluster, State.ALIVE, lease, newMoves, now, newVersion);
    }

    Member in(State newState, String newVersion) {
        return new Member(id, instance, cluster, newState, lease, moves, renewed, newVersion);
    }

    boolean isAlive() {
        return state == State.ALIVE;
    }
}
