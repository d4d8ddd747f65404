package io.siteward.graph;

import org.jspecify.annotations.Nullable;

/**
 * One difference between what is wanted and what was found.
 *
 * @param path where, in the resource's own terms, for example {@code publicAccessBlock.blockPublicAcls}
 * @param desired what is wanted; null when the value should be absent
 * @param observed what was found; null when it is absent
 */
public record Change(
        String path, @Nullable String desired, @Nullable String observed) {}
