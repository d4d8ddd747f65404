package io.siteward.signing;

import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.Optional;

/**
 * The account's few places for public keys (10, unless raised): a new signing key leaves one free, so that the rotations of
 * all can go on, in turns.
 */
final class KeyQuota {
    private KeyQuota() {}

    /** What speaks against a step; asked before anything is made. */
    static Optional<Finding> refusal(RotationStep step, KeyRingInAws.Look look, int quota) {
        if (!(step instanceof RotationStep.Make)) {
            return Optional.empty();
        }
        boolean first = look.ring().generations().isEmpty();
        int free = quota - look.keysInAccount();
        if (first && free < 2) {
            return Optional.of(Finding.of(
                    Situation.SPEC_REFUSED,
                    "NoPublicKeyLeft",
                    "The account has " + look.keysInAccount() + " of " + quota
                            + " public keys, and the last place is kept"
                            + " for rotations: share a signing key between sites, delete unused keys, or have"
                            + " CloudFront's quota raised and set SITEWARD_PUBLIC_KEY_QUOTA."));
        }
        return free < 1
                ? Optional.of(Finding.of(
                        Situation.BLOCKED,
                        "NoPublicKeyLeft",
                        "The account has all of its " + quota + " public keys: the rotation waits until another key's"
                                + " has ended."))
                : Optional.empty();
    }
}
