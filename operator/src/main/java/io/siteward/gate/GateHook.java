package io.siteward.gate;

/**
 * Something that stands at the gate beside the rules. A test stops the world here by throwing an {@link Error}, which
 * nothing on the way turns into a failure.
 */
public interface GateHook {
    /** The call is allowed, and has not been sent. */
    default void before(Call call) {}

    /** The call has had its effect, if it has one; its caller has not seen the answer. */
    default void after(Call call, Outcome outcome) {}
}
