package io.siteward.crash;

import io.siteward.gate.Call;

/**
 * Something that must hold at every moment of every flow. It is asked after every call that the operator makes, those
 * before and after a crash included.
 *
 * <p>It may read AWS through {@link World#client}, which does not count as a call of the operator's; but not CloudFront's
 * lists, since with lagging lists every reading changes what the next one says.
 */
@FunctionalInterface
public interface Invariant {
    /**
     * Looks at the world.
     *
     * @param last the call that has just had its effect, if it has one
     * @throws AssertionError when it does not hold
     */
    void check(World world, Call last);
}
