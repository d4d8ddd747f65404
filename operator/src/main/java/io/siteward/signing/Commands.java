package io.siteward.signing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.siteward.crd.v1alpha1.SigningKey;
import io.siteward.crd.v1alpha1.SigningKeyStatus;
import io.siteward.upkeep.Command;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people ask of a signing key.
 *
 * @param rotate another key is to take over, however old the present one is
 * @param revoke the ids of public keys that are to be trusted no more
 * @param atOnce they are to be trusted no more even before another can take over
 */
record Commands(boolean rotate, Set<String> revoke, boolean atOnce) {
    static final Commands NONE = new Commands(false, Set.of(), false);

    static final Command ROTATE = new Command("rotate");

    /** With ids of public keys: they are to be trusted no more. With {@code now} after them, at once. */
    static final Command REVOKE = new Command("revoke");

    private static final Pattern REVOCATION =
            Pattern.compile("(K[A-Z0-9]{1,62}(?:\\s*,\\s*K[A-Z0-9]{1,62})*)(\\s+now)?");

    Commands {
        revoke = Set.copyOf(revoke);
    }

    /**
     * Those of a manifest.
     *
     * @param rotate whether there is a rotation that was asked for and has not begun
     */
    static Commands of(HasMetadata manifest, boolean rotate) {
        Matcher revocation = REVOCATION.matcher(revocation(manifest));
        return revocation.matches()
                ? new Commands(
                        rotate,
                        Set.copyOf(List.of(revocation.group(1).split("\\s*,\\s*", -1))),
                        revocation.group(2) != null)
                : new Commands(rotate, Set.of(), false);
    }

    /** What is written in the manifest that seems to revoke a key, and does not. */
    static Optional<String> hint(SigningKey manifest) {
        String given = revocation(manifest);
        if (manifest.getSpec().source().existing() != null) {
            return given.isEmpty() && !ROTATE.isNew(manifest, SigningKeyStatus.empty())
                    ? Optional.empty()
                    : Optional.of(
                            "The annotations that rotate and revoke do nothing here, since the keys are yours: say in"
                                    + " source.existing.publicKeyIds which are trusted.");
        }
        return given.isEmpty() || REVOCATION.matcher(given).matches()
                ? Optional.empty()
                : Optional.of(
                        "The annotation " + REVOKE.annotation() + " revokes nothing: it takes ids of public keys as"
                                + " status.generations shows them, for example K2JCJMDEHXQW5F, with commas between them, and"
                                + " \" now\" at the end if nobody is to wait for another key.");
    }

    private static String revocation(HasMetadata manifest) {
        return manifest.getMetadata()
                .getAnnotations()
                .getOrDefault(REVOKE.annotation(), "")
                .strip();
    }

    /** The ids that are to be revoked and are, or were, none of the key's. */
    List<String> unknown(KeyRing ring, SigningKeyStatus told) {
        Set<String> known = new HashSet<>(
                List.of(told.handled().getOrDefault(REVOKE.name(), "").split("[, ]+", -1)));
        told.generations().forEach(each -> known.add(String.valueOf(each.keyId())));
        ring.generations().forEach(each -> each.publicKey().ifPresent(known::add));
        return revoke.stream().filter(id -> !known.contains(id)).sorted().toList();
    }

    boolean revokes(Generation generation) {
        return generation.publicKey().filter(revoke::contains).isPresent();
    }
}
