package io.siteward.gate;

import io.siteward.graph.Failure;

/** Whoever counts calls. It only listens: it must not throw. */
public interface GateListener {
    /** A call was let through and has ended. */
    void ended(Call call, Outcome outcome);

    /** A call was refused; nothing was sent. */
    void refused(Call call, Failure reason);
}
