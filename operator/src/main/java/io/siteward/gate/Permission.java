package io.siteward.gate;

import io.siteward.graph.Failure;
import java.util.Optional;

/** Who may act: the question to the lease, asked before every call. */
@FunctionalInterface
public interface Permission {
    /** Grants everything: there is one writer only. */
    Permission SOLE_WRITER = call -> Optional.empty();

    /** Why the call must not be made; empty when it may. */
    Optional<Failure> refusal(Call call);
}
