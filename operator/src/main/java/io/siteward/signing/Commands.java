package io.siteward.signing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.siteward.identity.Identity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people ask of a signing key.
 *
 * @param rotate another key is to take over, however old the present one is
 * @param revoke the id of the public key that is to be trusted no more
 * @param atOnce it is to be trusted no more even before another can take over
 */
record Commands(boolean rotate, Optional<String> revoke, boolean atOnce) {
    static final Commands NONE = new Commands(false, Optional.empty(), false);

    /** With the id of a public key: it is to be trusted no more. With {@code now} after it, at once. */
    static final String REVOKE = Identity.TAG_PREFIX + "revoke";

    private static final Pattern REVOCATION = Pattern.compile("(K[A-Z0-9]{1,62})( now)?");

    /**
     * Those of a manifest.
     *
     * @param rotate whether there is a rotation that was asked for and has not begun
     */
    static Commands of(HasMetadata manifest, boolean rotate) {
        Matcher revocation = REVOCATION.matcher(revocation(manifest));
        return revocation.matches()
                ? new Commands(rotate, Optional.of(revocation.group(1)), revocation.group(2) != null)
                : new Commands(rotate, Optional.empty(), false);
    }

    /** What is written in the manifest that seems to revoke a key, and does not. */
    static Optional<String> hint(HasMetadata manifest) {
        String given = revocation(manifest);
        return given.isEmpty() || REVOCATION.matcher(given).matches()
                ? Optional.empty()
                : Optional.of("The annotation " + REVOKE + " revokes nothing: it takes the id of a public key as"
                        + " status.generations shows it, for example K2JCJMDEHXQW5F, and \" now\" after it if nobody is"
                        + " to wait for another key.");
    }

    private static String revocation(HasMetadata manifest) {
        return manifest.getMetadata().getAnnotations().getOrDefault(REVOKE, "").strip();
    }

    boolean revokes(Generation generation) {
        return revoke.isPresent() && revoke.equals(generation.publicKey());
    }
}
