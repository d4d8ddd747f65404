package io.siteward.signing;

import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.aws.ssm.StoredKeys;
import io.siteward.crd.v1alpha1.KeyGeneration;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.identity.Identity;
import io.siteward.status.Drift;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a look at a signing key means for its status. Pure. */
final class KeyFinding {
    private KeyFinding() {}

    /** Nothing is to be done until then. */
    static Finding resting(KeyRing ring, RotationStep.Rest rest) {
        boolean pending = ring.generations().stream().anyMatch(each -> isPending(each, ring));
        return pending
                ? Finding.of(
                                Situation.SETTLING,
                                "A new key is being made known to CloudFront; signers use it from "
                                        + shown(rest.until()) + " on at the earliest.")
                        .with(Drift.NONE, "")
                : Finding.of(Situation.READY, "").with(Drift.NONE, "");
    }

    /** A distribution has not carried out yet that it trusts a new key. */
    static Finding deploying() {
        return Finding.of(
                        Situation.SETTLING,
                        "CloudFront is deploying the distributions that trust the key (minutes); then signers use it.")
                .with(Drift.NONE, "");
    }

    /** What its owner is told of a step that was taken. */
    static String done(RotationStep step, KeyRing before) {
        if (step instanceof RotationStep.Make make) {
            return "Made key pair " + make.generation() + ".";
        }
        if (step instanceof RotationStep.Trust trust) {
            return "The key group trusts "
                    + String.join(", ", trust.publicKeys().stream().sorted().toList()) + " now, and no other key.";
        }
        if (step instanceof RotationStep.Point point) {
            return "Signers use key pair " + point.generation() + " from now on"
                    + before.pointer()
                            .map(last -> " instead of " + last.generation())
                            .orElse("") + ".";
        }
        if (step instanceof RotationStep.Discard discard) {
            return "Removed key pair " + discard.generation().number() + ", which nobody trusts any more.";
        }
        throw new IllegalArgumentException("nothing was done: " + step);
    }

    /** The status with what was seen. */
    static SigningKeyStatus seen(
            SigningKeyStatus status, KeyRingInAws.Look look, Identity identity, RotationTerms terms) {
        KeyRing ring = look.ring();
        List<KeyGeneration> generations = ring.generations().stream()
                .map(each -> new KeyGeneration(
                        each.number(), each.publicKey().orElse(null), state(each, ring), until(each, ring, terms)))
                .toList();
        return status.seeing(
                look.group().map(KeyGroups.Found::id).orElse(null),
                ring.pointer().map(pointer -> StoredKeys.pointerName(identity)).orElse(null),
                ring.current().flatMap(Generation::publicKey).orElse(null),
                generations);
    }

    private static String state(Generation generation, KeyRing ring) {
        if (ring.current().equals(Optional.of(generation))) {
            return "Current";
        }
        return isPending(generation, ring) ? "Pending" : "Retiring";
    }

    private static boolean isPending(Generation generation, KeyRing ring) {
        return ring.current().map(Generation::number).orElse(0) < generation.number();
    }

    private static @Nullable String until(Generation generation, KeyRing ring, RotationTerms terms) {
        Duration overlap = terms.overlap();
        return state(generation, ring).equals("Retiring")
                ? ring.pointer()
                        .map(pointer -> shown(pointer.written().plus(overlap)))
                        .orElse(null)
                : null;
    }

    private static String shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
