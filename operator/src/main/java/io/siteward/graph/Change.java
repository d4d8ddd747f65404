package io.siteward.graph;

import org.jspecify.annotations.Nullable;

/**
 * One difference between what is wanted and what was found.
 *
 * @param path where, in the resource's own terms, for example {@code publicAccessBlock.blockPublicAcls}
 * @param desired what is wanted; null when the value should be absent
 * @param observed what was found; null when it is absent
 * @param letsMoreRead whether more people can read, once what is wanted is there
 */
public record Change(
        String path, @Nullable String desired, @Nullable String observed, boolean letsMoreRead) {
    /** One that is not about who can read. */
    public Change(String path, @Nullable String desired, @Nullable String observed) {
        this(path, desired, observed, false);
    }
}
