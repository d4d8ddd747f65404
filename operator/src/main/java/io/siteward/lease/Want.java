package io.siteward.lease;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this process wants with a key, of which it has the manifest.
 *
 * @param claim what its cluster claims; null as long as the manifest could vanish without our noticing
 * @param epochSeen the highest epoch in which, by the manifest's status, any other member held it: a record that was lost
 *     must not begin below it, and a tenure that is not above it is none
 * @param ended clusters whose claims were ended by command
 */
public record Want(@Nullable Claim claim, long epochSeen, Set<String> ended, Stage stage) {
    /** How far the manifest's life has come. */
    public enum Stage {
        /** It is kept as it says. */
        KEEP,
        /** It is being deleted. */
        DELETE,
        /** It is being deleted, and nothing of it is left in AWS. */
        DONE
    }

    public Want {
        ended = Set.copyOf(ended);
    }

    /** A key without a manifest, that is always wanted. */
    static Want always() {
        return new Want(null, 0, Set.of(), Stage.KEEP);
    }

    boolean isParting() {
        return stage != Stage.KEEP;
    }
}
