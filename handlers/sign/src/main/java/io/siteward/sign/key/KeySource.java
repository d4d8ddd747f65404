package io.siteward.sign.key;

import io.siteward.sign.SigningKey;

/** Hands out the key that signs now. */
@FunctionalInterface
public interface KeySource {
    /**
     * The key.
     *
     * @throws KeyUnavailableException when it cannot be had at the moment
     */
    SigningKey current() throws KeyUnavailableException;
}
