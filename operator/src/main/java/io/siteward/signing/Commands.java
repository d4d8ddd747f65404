package io.siteward.signing;

import java.util.Optional;

/**
 * What people ask of a signing key.
 *
 * @param rotate another key is to take over, however old the present one is
 * @param revoke the id of the public key that is to be trusted no more
 * @param atOnce it is to be trusted no more even before another can take over
 */
record Commands(boolean rotate, Optional<String> revoke, boolean atOnce) {
    static final Commands NONE = new Commands(false, Optional.empty(), false);

    boolean revokes(Generation generation) {
        return revoke.isPresent() && revoke.equals(generation.publicKey());
    }
}
