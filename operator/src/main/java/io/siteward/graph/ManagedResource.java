package io.siteward.graph;

import java.util.Optional;

/**
 * One resource that Siteward keeps: how to look at it, compare it and change it.
 *
 * <p>An instance is bound to one resource (it knows the bucket's name, say). Failures leave every method but the pure
 * ones as {@link FailedCall}.
 *
 * @param <D> what is wanted: an immutable record of plain values and {@link Handle}s
 * @param <O> what was observed: an immutable record
 * @param <H> what other nodes need of it, for example an ARN
 */
public interface ManagedResource<D, O, H> {
    /** Looks at AWS; never changes it. */
    Observation<O> observe();

    /** What other nodes need of it. Pure. */
    H handle(O observed);

    /** The resource's id or ARN, for the status. Pure. */
    String id(O observed);

    /** Compares, after normalising what AWS reorders or fills in. Pure. */
    Diff diff(D desired, O observed);

    /** Makes it, and returns its state as AWS answered or as it follows from the request. */
    O create(D desired, Intent intent);

    /** Puts right what {@code diff} lists, and returns the state after. Never called with an empty diff. */
    O update(D desired, O observed, Diff diff);

    /** Asks AWS to delete it, or takes the next step towards that; the next observation tells what came of it. */
    Deletion delete(O observed);

    /** Says whether AWS is still carrying out an earlier change. Pure. */
    default Optional<Settling> settling(O observed) {
        return Optional.empty();
    }

    /** Whether it guards data: such nodes are created and repaired before all others that are ready. */
    default boolean protects() {
        return false;
    }

    /**
     * What of the wanted state can be had while a node whose handle it uses does not exist; empty when nothing can. Asked
     * of what {@link #protects} only, so that it need not stay open until the other node is made. Pure.
     */
    default Optional<D> withoutMissing(D desired) {
        return Optional.empty();
    }

    /**
     * What of the wanted state can be had while nothing is known of a node whose handle it uses, because the look at it
     * failed or it is refused: what depends on that handle stays as found. Empty when nothing can. Asked of what {@link
     * #protects} only. Pure.
     */
    default Optional<D> withoutUnseen(D desired, O observed) {
        return Optional.empty();
    }

    /**
     * Puts back what decides who can read, while nothing else of it may be changed: because something is refused or held
     * back, or because the whole update failed. Asked of what stands exactly as wanted but for what somebody else has
     * done since. What would let more people read stays as found. Empty when there is nothing to be done.
     */
    default Optional<Shut<O>> restore(D desired, O observed) {
        return Optional.empty();
    }

    /**
     * Shuts out whom nobody can have meant to let in, while nothing else of it may be changed. Asked of what was never
     * made as is wanted now: the manifest was changed, or a handle is not known, so that nobody can tell what of a
     * difference is somebody else's doing. What would let more people read stays as found. Empty when there is nothing
     * to be done.
     */
    default Optional<Shut<O>> close(D desired, O observed) {
        return Optional.empty();
    }

    /**
     * What came of shutting somebody out.
     *
     * @param state the state after
     * @param diff what differed, and does so no more
     */
    record Shut<O>(O state, Diff diff) {}

    /**
     * What it means for a deletion that the resource is there and is not ours to delete: for us it is gone, unless what it
     * uses must outlive it.
     */
    default Deletion whenForeign(Observation.Foreign<O> foreign) {
        return new Deletion.Gone();
    }
}
