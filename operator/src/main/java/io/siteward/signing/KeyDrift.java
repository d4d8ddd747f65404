package io.siteward.signing;

import io.siteward.crd.v1alpha1.KeyGeneration;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.status.Drift;
import io.siteward.status.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody else has changed of a signing key in AWS, against what the status has told. Pure.
 *
 * @param found a sentence each
 */
record KeyDrift(List<String> found) {
    KeyDrift {
        found = List.copyOf(found);
    }

    /**
     * What differs, unless that is how a step of ours leaves things whose end was not noted.
     *
     * @param step what is about to be done
     */
    static KeyDrift of(SigningKeyStatus told, KeyRing ring, RotationStep step) {
        List<String> found = new ArrayList<>();
        if (step instanceof RotationStep.Await) {
            return new KeyDrift(found);
        }
        if (told.keyGroupId() != null && ring.group().isEmpty()) {
            found.add("Key group " + told.keyGroupId() + " was deleted.");
        }
        Set<String> strangers = strangers(told, ring, step);
        if (!strangers.isEmpty()) {
            found.add("The key group was made to trust " + String.join(", ", strangers) + ".");
        }
        for (KeyGeneration each : told.generations()) {
            if (each.state().equals(KeyFinding.CURRENT) && !isSucceeded(each, ring)) {
                halves(each, ring).ifPresent(found::add);
                pointer(each, ring).ifPresent(found::add);
            }
            distrust(each, ring, step).ifPresent(found::add);
        }
        return new KeyDrift(found);
    }

    /** A later pair has taken over, as we have it. */
    private static boolean isSucceeded(KeyGeneration told, KeyRing ring) {
        return ring.current().filter(each -> each.number() > told.number()).isPresent();
    }

    /** What is about to be trusted no more, and was never ours. */
    private static Set<String> strangers(SigningKeyStatus told, KeyRing ring, RotationStep step) {
        Set<String> strangers = new TreeSet<>();
        if (step instanceof RotationStep.Trust trust) {
            strangers.addAll(ring.members());
            strangers.removeAll(trust.publicKeys());
        }
        ring.generations().forEach(each -> each.publicKey().ifPresent(strangers::remove));
        told.generations().forEach(each -> Optional.ofNullable(each.keyId()).ifPresent(strangers::remove));
        return strangers;
    }

    /** What is about to be trusted again. */
    private static Optional<String> distrust(KeyGeneration told, KeyRing ring, RotationStep step) {
        boolean isAgain = ring.group().isPresent()
                && step instanceof RotationStep.Trust trust
                && told.keyId() != null
                && trust.publicKeys().contains(told.keyId())
                && !ring.members().contains(told.keyId());
        boolean wasRelied =
                !told.state().equals(KeyFinding.PENDING) && !told.state().equals(KeyFinding.REVOKED);
        return isAgain && wasRelied
                ? Optional.of("The key group was made not to trust " + told.keyId() + " any more.")
                : Optional.empty();
    }

    private static Optional<String> halves(KeyGeneration current, KeyRing ring) {
        boolean isWhole = ring.generations().stream()
                .anyMatch(each -> each.isWhole() && each.publicKey().equals(Optional.ofNullable(current.keyId())));
        return isWhole
                ? Optional.empty()
                : Optional.of(
                        "A half of key pair " + current.number() + ", which signers use, was deleted or changed.");
    }

    private static Optional<String> pointer(KeyGeneration current, KeyRing ring) {
        if (ring.pointer().isEmpty()) {
            return Optional.of("The pointer that tells signers which key to use was deleted.");
        }
        int named = ring.pointer().get().generation();
        return named == current.number()
                ? Optional.empty()
                : Optional.of("The pointer was made to name key pair " + named + ".");
    }

    /**
     * A finding with it.
     *
     * @param isRepaired whether nothing is left to be put right
     */
    Finding in(Finding finding, boolean isRepaired) {
        if (found.isEmpty()) {
            return finding.with(isRepaired ? Drift.NONE : Drift.NOT_COMPARED, "");
        }
        return finding.with(isRepaired ? Drift.REPAIRED : Drift.STANDING, "Changed in AWS: " + String.join(" ", found));
    }
}
