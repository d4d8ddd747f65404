package io.siteward.signing;

import java.time.Instant;
import java.util.Optional;

/** Until when keys are trusted that are used no more. Pure. */
record Validity(KeyRing ring, RotationTerms terms, Commands commands, Promises promises) {

    /** Empty while no other has taken over. */
    Optional<Instant> until(Generation generation) {
        return ring.current().flatMap(current -> ring.pointer()).map(pointer -> until(generation, pointer.written()));
    }

    private Instant until(Generation generation, Instant replaced) {
        Instant end = promises.end(generation, replaced, terms.overlap());
        Instant unused = replaced.plus(terms.signerCache());
        return commands.revokes(generation) && unused.isBefore(end) ? unused : end;
    }
}
