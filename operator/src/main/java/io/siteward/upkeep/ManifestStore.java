package io.siteward.upkeep;

import io.siteward.graph.FailedCall;
import java.util.Optional;

/**
 * Where manifests of one kind, and their statuses, are kept.
 *
 * @param <R> the custom resource
 * @param <S> its status
 */
public interface ManifestStore<R, S> {
    /** The newest version of one that came from a cache, which may be older than our own last write; empty when gone. */
    Optional<R> latest(R cached);

    /** The manifest as it is now, asked of the cluster; empty when gone. */
    Optional<R> fresh(R cached);

    /** Holds the manifest until somebody lets it go. */
    R hold(R manifest);

    /** Lets the manifest go. */
    void letGo(R manifest);

    /**
     * Writes a status and returns the manifest as it is then; writes nothing when it stands there already.
     *
     * @throws FailedCall when it cannot be written, for example because the manifest was changed meanwhile
     */
    R write(R manifest, S status);

    /** The manifest is gone for good: nothing about it needs to be remembered. */
    void forget(R manifest);
}
