package io.siteward.signing;

import io.siteward.aws.cloudfront.KeyGroups;
import io.siteward.crd.v1alpha1.KeyGeneration;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.graph.Failure;
import io.siteward.status.Finding;
import io.siteward.status.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a look at a signing key means for its status. Pure. */
final class KeyFinding {
    private static final String WAITS =
            "The rotation that was asked for begins when no other key than the current one is trusted any more.";

    private KeyFinding() {}

    /** The code of a failure: a key that was brought does not exist. */
    static final String PUBLIC_KEY_NOT_FOUND = "PublicKeyNotFound";

    static final String CURRENT = "Current";
    static final String PENDING = "Pending";
    static final String RETIRING = "Retiring";
    static final String REVOKED = "Revoked";
    static final String LOST = "Lost";

    /** Something could not be done. */
    static Finding failed(Failure failure) {
        return failure.code().equals(PUBLIC_KEY_NOT_FOUND)
                ? Finding.of(Situation.REFERENCE_NOT_FOUND, failure.code(), failure.message())
                : Finding.of(failure, false);
    }

    /** Nothing is to be done until then. */
    static Finding resting(KeyRing ring, RotationStep.Rest rest, Commands commands) {
        boolean pending = ring.generations().stream().anyMatch(each -> isPending(each, ring));
        return pending
                ? Finding.of(
                        Situation.SETTLING,
                        "A new key is being made known to CloudFront; signers use it from " + shown(rest.until())
                                + " on at the earliest." + doomed(ring, commands))
                : Finding.of(Situation.READY, "").withNote(commands.rotate() ? WAITS : "");
    }

    /** What becomes of the one that is used, if it is revoked. */
    private static String doomed(KeyRing ring, Commands commands) {
        return ring.current()
                .filter(commands::revokes)
                .flatMap(Generation::publicKey)
                .map(id -> " From a minute after that, whatever " + id + " has signed is refused.")
                .orElse("");
    }

    /** A distribution has not carried out yet that it trusts a new key. */
    static Finding deploying() {
        return Finding.of(
                Situation.SETTLING,
                "CloudFront is deploying the distributions that trust the key (minutes); then signers use it.");
    }

    /** What its owner is told of a step that was taken. */
    static String done(RotationStep step, KeyRing before, Commands commands) {
        if (step instanceof RotationStep.Make make) {
            return "Made key pair " + make.generation() + ".";
        }
        if (step instanceof RotationStep.Trust trust) {
            return "The key group trusts "
                    + inWords(trust.publicKeys().stream()) + " now, and no other key."
                    + dead(trust, before, commands);
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

    private static String dead(RotationStep.Trust trust, KeyRing before, Commands commands) {
        List<String> revoked = before.members().stream()
                .filter(each ->
                        !trust.publicKeys().contains(each) && commands.revoke().contains(each))
                .toList();
        return revoked.isEmpty()
                ? ""
                : " Whatever " + inWords(revoked.stream())
                        + " has signed is refused as soon as the edges know it (minutes).";
    }

    private static String inWords(Stream<String> ids) {
        return ids.sorted().collect(Collectors.joining(", "));
    }

    /** The status with what was seen. */
    static SigningKeyStatus seen(SigningKeyStatus status, KeyLook look, String pointerName, Validity validity) {
        KeyRing ring = look.ring();
        return status.seeing(
                look.group().map(KeyGroups.Found::id).orElse(null),
                ring.pointer().map(pointer -> pointerName).orElse(null),
                ring.current().flatMap(Generation::publicKey).orElse(null),
                generations(validity));
    }

    /** The key pairs as they are told. */
    static List<KeyGeneration> generations(Validity validity) {
        return validity.ring().generations().stream()
                .map(each -> generation(each, validity))
                .toList();
    }

    private static KeyGeneration generation(Generation generation, Validity validity) {
        String state = state(generation, validity);
        boolean ends = state.equals(RETIRING)
                || state.equals(LOST)
                || (state.equals(REVOKED) && !validity.commands().atOnce());
        Optional<Duration> overlap = state.equals(CURRENT)
                ? Optional.of(
                        validity.promises().overlap(generation, validity.terms().overlap()))
                : validity.promises().overlap(generation);
        return new KeyGeneration(
                generation.number(),
                generation.publicKey().orElse(null),
                state,
                ends ? validity.until(generation).map(KeyFinding::shown).orElse(null) : null,
                overlap.map(Duration::toSeconds).map(Math::toIntExact).orElse(null),
                state.equals(CURRENT)
                        ? validity.ring()
                                .pointer()
                                .map(KeyRing.Pointer::written)
                                .map(KeyFinding::shown)
                                .orElse(null)
                        : null);
    }

    private static String state(Generation generation, Validity validity) {
        KeyRing ring = validity.ring();
        if (ring.current().equals(Optional.of(generation))) {
            return CURRENT;
        }
        boolean isLater = ring.current().map(Generation::number).orElse(0) < generation.number();
        boolean retires = validity.promises().end(generation).isPresent();
        if (isLater && !retires && generation.isWhole()) {
            return PENDING;
        }
        if (validity.commands().revokes(generation)) {
            return REVOKED;
        }
        return isLater && !generation.isWhole() ? LOST : RETIRING;
    }

    private static boolean isPending(Generation generation, KeyRing ring) {
        return generation.isWhole() && ring.current().map(Generation::number).orElse(0) < generation.number();
    }

    static String shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
