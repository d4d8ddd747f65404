package io.siteward.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * One key pair of a signing key, as it stands in AWS. Its number is in the names of both halves.
 *
 * @param number from 1; later ones are higher
 * @param publicKey the id of the half that CloudFront has; empty when it has none
 * @param made when that half was made, by AWS's clock; empty when nobody says
 * @param storedFor the id of the public key to which the stored private half belongs; empty when none is stored
 */
record Generation(int number, Optional<String> publicKey, Optional<Instant> made, Optional<String> storedFor) {

    /** Whether somebody could sign with it and be believed. */
    boolean isWhole() {
        return publicKey.isPresent() && publicKey.equals(storedFor);
    }
}
