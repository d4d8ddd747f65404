package io.siteward.signing;

import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.Optional;

/**
 * The account's few places for public keys and key groups (10 of each, unless raised): a new signing key leaves one place
 * for public keys free, so that the rotations of all can go on, in turns.
 *
 * @param publicKeys how many the account may have
 * @param keyGroups how many the account may have
 */
record KeyQuota(int publicKeys, int keyGroups) {

    /**
     * The step that is taken instead of one: of new keys that were made at the same time, each for what looked like the last
     * but one place, one gives its place back.
     */
    RotationStep instead(RotationStep step, KeyLook look) {
        KeyRing ring = look.ring();
        boolean isNew = ring.group().isEmpty()
                && ring.pointer().isEmpty()
                && ring.generations().size() == 1;
        return step instanceof RotationStep.Trust && isNew && look.places().publicKeys() >= publicKeys
                ? new RotationStep.Discard(ring.generations().get(0))
                : step;
    }

    /** What speaks against a step; asked before anything is made. */
    Optional<Finding> refusal(RotationStep step, KeyLook look) {
        boolean needsGroup =
                look.group().isEmpty() && (step instanceof RotationStep.Make || step instanceof RotationStep.Trust);
        if (needsGroup && look.places().keyGroups() >= keyGroups) {
            return Optional.of(Finding.of(
                    Situation.SPEC_REFUSED,
                    "NoKeyGroupLeft",
                    "The account has all of its " + keyGroups + " key groups: share a signing key between sites, delete"
                            + " unused groups, or have CloudFront's quota raised and set SITEWARD_KEY_GROUP_QUOTA."));
        }
        return step instanceof RotationStep.Make ? refusalOfAPair(look) : Optional.empty();
    }

    private Optional<Finding> refusalOfAPair(KeyLook look) {
        int free = publicKeys - look.places().publicKeys();
        if (look.ring().generations().isEmpty() && free < 2) {
            return Optional.of(Finding.of(
                    Situation.SPEC_REFUSED,
                    "NoPublicKeyLeft",
                    "The account has " + look.places().publicKeys() + " of " + publicKeys
                            + " public keys, and the last place is kept"
                            + " for rotations: share a signing key between sites, delete unused keys, or have"
                            + " CloudFront's quota raised and set SITEWARD_PUBLIC_KEY_QUOTA."));
        }
        return free < 1
                ? Optional.of(Finding.of(
                        Situation.BLOCKED,
                        "NoPublicKeyLeft",
                        "The account has all of its " + publicKeys + " public keys: the rotation waits until another"
                                + " key's has ended, and all keys are trusted as before."))
                : Optional.empty();
    }
}
