package io.siteward.signing;

import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** What is said of a place that was given back. */
    static Finding givenBack() {
        return Finding.of(
                Situation.BLOCKED,
                "NoPublicKeyLeft",
                "Another signing key was made at the same time, and the last place for public keys is kept for rotations:"
                        + " this one has given its place back, and it is tried again in some minutes.");
    }

    /** What speaks against a step; asked before anything is made. */
    Optional<Finding> refusal(RotationStep step, KeyLook look, Commands commands) {
        boolean needsGroup =
                look.group().isEmpty() && (step instanceof RotationStep.Make || step instanceof RotationStep.Trust);
        if (needsGroup && look.places().keyGroups() >= keyGroups) {
            return Optional.of(Finding.of(
                    Situation.SPEC_REFUSED,
                    "NoKeyGroupLeft",
                    "The account has all of its " + keyGroups + " key groups: share a signing key between sites, delete"
                            + " unused groups, or have CloudFront's quota raised and set SITEWARD_KEY_GROUP_QUOTA."));
        }
        return step instanceof RotationStep.Make ? refusalOfAPair(look, commands) : Optional.empty();
    }

    private Optional<Finding> refusalOfAPair(KeyLook look, Commands commands) {
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
                                + " key's has ended" + meanwhile(look.ring(), commands)))
                : Optional.empty();
    }

    /** What a rotation that waits leaves as it is. Nothing else tells that a revoked key is still believed. */
    private static String meanwhile(KeyRing ring, Commands commands) {
        String remedy =
                " To go on at once, delete a public key that nobody needs, or have CloudFront's quota raised and"
                        + " set SITEWARD_PUBLIC_KEY_QUOTA.";
        String believed = ring.members().stream()
                .filter(commands.revoke()::contains)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!believed.isEmpty()) {
            return ". Until then " + believed + " is trusted though it is revoked: no other key can take its place."
                    + remedy;
        }
        return ring.current()
                .filter(commands::revokes)
                .flatMap(Generation::publicKey)
                .map(used -> ". Until then what signers sign is refused: they use " + used
                        + ", which is revoked and trusted no more." + remedy)
                .orElse(", and all keys are trusted as before.");
    }
}
