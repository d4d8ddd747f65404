package io.siteward.crash;

import io.siteward.gate.Call;

/**
 * Something that must hold at every moment of every flow, as one process of the operator is watched for it: it is told of
 * every call that the process makes, the one at which the process ends included.
 *
 * <p>It must not read CloudFront's lists: with lagging lists every reading changes what the next one says.
 */
interface Invariant {
    /** The call is about to be made. */
    default void before(Call call) {}

    /**
     * The call has had its effect, if it has one.
     *
     * @throws AssertionError when the invariant does not hold
     */
    void after(Call call);

    /** Begins to watch a process. */
    @FunctionalInterface
    interface Watch {
        Invariant of(World world);
    }
}
