package io.siteward.signing;

import java.time.Instant;
import java.util.Optional;

/** Until when keys are trusted that are used no more. Pure. */
record Validity(KeyRing ring, RotationTerms terms, Commands commands, Promises promises) {

    /** Empty while no other has taken over. */
    Optional<Instant> until(Generation generation) {
        Optional<Instant> replaced =
                ring.current().flatMap(current -> ring.pointer()).map(KeyRing.Pointer::written);
        Optional<Instant> end = promises.end(generation)
                .or(() -> replaced.map(since -> since.plus(promises.overlap(generation, terms.overlap()))));
        return commands.revokes(generation)
                ? replaced.map(since -> since.plus(terms.signerCache()))
                        .filter(unused -> end.filter(unused::isAfter).isEmpty())
                        .or(() -> end)
                : end;
    }
}
