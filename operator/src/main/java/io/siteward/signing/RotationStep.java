package io.siteward.signing;

import java.time.Instant;
import java.util.Set;

/** The next thing to be done for a signing key. Whoever does it looks again afterwards; it may end anywhere in between. */
sealed interface RotationStep {
    /** Make a pair: publish the one half, and store the other with the id that the first was given. */
    record Make(int generation) implements RotationStep {}

    /** Have the key group trust exactly these public keys. */
    record Trust(Set<String> publicKeys) implements RotationStep {
        public Trust {
            publicKeys = Set.copyOf(publicKeys);
        }
    }

    /**
     * Tell signers to use this generation.
     *
     * @param whenDeployed not before every distribution that trusts the key group says that it is deployed
     */
    record Point(int generation, boolean whenDeployed) implements RotationStep {}

    /** Remove what is left of a generation that nobody trusts: first the public half, then the private one. */
    record Discard(Generation generation) implements RotationStep {}

    /** Nothing before reads show what was written; nobody knows when that will be. */
    record Await() implements RotationStep {}

    /** Nothing before that time. */
    record Rest(Instant until) implements RotationStep {}
}
