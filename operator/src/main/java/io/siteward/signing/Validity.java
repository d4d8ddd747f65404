package io.siteward.signing;

import java.time.Instant;
import java.util.Optional;

/** Until when keys are trusted that are used no more. Pure. */
record Validity(KeyRing ring, RotationTerms terms, Commands commands, Promises promises) {

    /** Empty while no other has taken over. */
    Optional<Instant> until(Generation generation) {
        Optional<Instant> replaced = replaced();
        Optional<Instant> counted = replaced.map(since -> since.plus(promises.overlap(generation, terms.overlap())));
        Optional<Instant> end = promises.end(generation)
                .map(told -> wasWrittenAnew() ? later(told, counted) : told)
                .or(() -> counted);
        return commands.revokes(generation)
                ? replaced.map(since -> since.plus(terms.signerCache()))
                        .filter(unused -> end.filter(unused::isAfter).isEmpty())
                        .or(() -> end)
                : end;
    }

    private Optional<Instant> replaced() {
        return ring.current().flatMap(current -> ring.pointer()).map(KeyRing.Pointer::written);
    }

    /** Somebody has: signers may have used any key meanwhile. */
    private boolean wasWrittenAnew() {
        return ring.current()
                .flatMap(used -> replaced().filter(written -> promises.wasWrittenAnew(used, written)))
                .isPresent();
    }

    private static Instant later(Instant one, Optional<Instant> other) {
        return other.filter(one::isBefore).orElse(one);
    }
}
